// What a merge request carries, and what the merge requests of a commit do.
// https://docs.gitlab.com/api/merge_requests/, https://docs.gitlab.com/api/commits/#list-merge-requests-associated-with-a-commit

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { PageAddress } from '../../../ci/preview.ts';
import { texts } from '../../../platform/foreign-json.ts';
import { list, projectPath, read } from './request.ts';

const MOST = 200;
const schema = z.object({ labels: texts(MOST) });

/** Undefined when there is no such thing, or it is hidden from this person. */
export async function readLabels({ kind, project, id }: PageAddress, reach: Reach): Promise<readonly string[] | undefined> {
  const part = encodeURIComponent(id);
  switch (kind) {
    case 'merge-request':
      return (await read(reach, `${projectPath(project)}/merge_requests/${part}`, schema))?.labels;
    case 'issue':
      return (await read(reach, `${projectPath(project)}/issues/${part}`, schema))?.labels;
    case 'commit':
      return (await list(reach, `${projectPath(project)}/repository/commits/${part}/merge_requests`, schema))?.all.flatMap(
        ({ labels }) => labels,
      );
    case 'pipeline':
    case 'job':
      return [];
  }
}

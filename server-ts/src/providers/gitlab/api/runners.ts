// Runners that a project, or somebody, has. https://docs.gitlab.com/api/runners/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { text } from '../../../platform/foreign-json.ts';
import { flag, id, maybeFlag } from '../fields.ts';
import { list, projectPath, type Listed } from './request.ts';

const runnerSchema = z.object({
  id,
  description: text,
  name: text,
  runner_type: text,
  is_shared: flag,
  paused: maybeFlag,
  active: maybeFlag,
  online: maybeFlag,
  status: text,
});
export type Runner = z.infer<typeof runnerSchema>;

/** Of a project, for its maintainers; without one those that the person owns. */
export async function listRunners(project: string | undefined, reach: Reach, most: number): Promise<Listed<Runner>> {
  const path = project === undefined ? 'runners' : `${projectPath(project)}/runners`;
  return (await list(reach, path, runnerSchema, { most })) ?? { all: [], more: false };
}

// A pipeline of GitLab as what is followed in the channel, and what the calls of its card name it by.

import { subjectKey } from '../../../ci/ids.ts';
import type { AskedCall, Followed } from '../../../ci/command.ts';
import type { Connection } from '../../../ci/connection.ts';
import type { Project } from '../../../ci/pipeline.ts';
import { CiError } from '../../../platform/errors.ts';
import { readProject, type GitLabProject } from '../api/projects.ts';
import type { Signed } from './find-project.ts';

/** GitLab knows a pipeline's number at once. */
export function follow({ name }: Connection, { id, path, url }: Project, pipeline: number | string, why: Followed['why']): Followed {
  const number = String(pipeline);
  return { project: { id, path, url }, run: { key: subjectKey('gitlab', name, id, number), number }, why };
}

export interface CallPlace {
  readonly project: GitLabProject;
  readonly pipeline: string;
}

/** What a button named, looked up as the clicker: what that person may not see is not there. */
export async function placeOf({ args }: Pick<AskedCall, 'args'>, reach: Signed): Promise<CallPlace> {
  const [id, pipeline] = [numberIn(args, 'project'), numberIn(args, 'pipeline')];
  const project = await readProject(id, reach);
  if (project === undefined)
    throw new CiError('CI_GITLAB_NO_PROJECT', 'You may not see this project in GitLab.', 'Ask one of its maintainers to add you.');
  return { project, pipeline };
}

/** Throws CI_GITLAB_CALL when it is none: nothing of ours writes others. */
export function numberIn(args: AskedCall['args'], name: string): string {
  const told = args[name] ?? '';
  if (/^\d{1,15}$/.test(told)) return told;
  throw new CiError('CI_GITLAB_CALL', 'This button cannot be used any more.', 'Type the command instead: `/gitlab help`.');
}

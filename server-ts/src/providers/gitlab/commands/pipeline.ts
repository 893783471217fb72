// /gitlab pipeline retry|cancel, and the same buttons on cards.

import type { Answer, AnswerCall, AnswerVerb, AskedCall } from '../../../ci/command.ts';
import { link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { cancelPipeline, listJobs, readPipeline, retryPipeline, type GitLabPipeline } from '../api/pipelines.ts';
import type { GitLabProject } from '../api/projects.ts';
import type { Signed } from './find-project.ts';
import { findPipeline, noPipeline, type FoundPipeline } from './find-run.ts';
import { follow, placeOf } from './followed.ts';
import { lookOf } from './times.ts';

export const retry: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  return run(await findPipeline(asked, reach), reach);
};

export const cancel: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const { project, pipeline } = await findPipeline(asked, reach);
  await stop({ project, pipeline }, reach);
  return { text: say`${`@${asked.person.username}`} cancels ${titleOf(project, pipeline)}.`, inChannel: true };
};

/** Of a card. */
export const retryCall: AnswerCall = async (asked) => {
  const reach = await asked.as();
  return run(await named(asked, reach), reach);
};

/** Of a card, which shows the rest itself. */
export const cancelCall: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const found = await named(asked, reach);
  await stop(found, reach);
  return { text: say`You cancel ${titleOf(found.project, found.pipeline)}.` };
};

async function named(asked: AskedCall, reach: Signed): Promise<FoundPipeline> {
  const { project, pipeline: number } = await placeOf(asked, reach);
  const pipeline = await readPipeline(project.id, number, reach);
  if (pipeline === undefined) throw noPipeline(project, number);
  return { project, pipeline };
}

/** GitLab answers a retry of nothing as if it had been done. */
async function run({ project, pipeline }: FoundPipeline, reach: Signed): Promise<Answer> {
  const number = String(pipeline.id);
  const jobs = await listJobs(project.id, number, reach);
  const again = jobs.filter(({ status }) => status === 'failed' || status === 'canceled');
  // A job that starts another pipeline may be what failed: it is none of them.
  if (again.length === 0 && pipeline.status !== 'failed' && pipeline.status !== 'canceled')
    throw new CiError(
      'CI_GITLAB_NOTHING_FAILED',
      `No job of ${project.path} #${number} failed or was cancelled: it is ${lookOf(pipeline.status)}.`,
      'Type `/gitlab pipelines run <project> <ref>` for a new pipeline.',
    );
  await retryPipeline(project.id, number, reach);
  const names = again.slice(0, 5).map(({ name }) => name);
  const more = again.length > names.length ? ` and ${again.length - names.length} more` : '';
  return {
    text: names.length === 0 ? say`` : say`Runs again: ${names.join(', ')}${more}.`,
    follow: follow(reach.connection, project, number, 'started'),
  };
}

async function stop({ project, pipeline }: FoundPipeline, reach: Signed): Promise<void> {
  if (['success', 'failed', 'canceled', 'skipped'].includes(pipeline.status))
    throw new CiError(
      'CI_GITLAB_OVER',
      `${project.path} #${pipeline.id} is over already: ${lookOf(pipeline.status)}.`,
      'There is nothing to cancel.',
    );
  await cancelPipeline(project.id, String(pipeline.id), reach);
}

export function titleOf({ path, url }: Pick<GitLabProject, 'path' | 'url'>, { id, web_url: page }: Pick<GitLabPipeline, 'id' | 'web_url'>) {
  return link(`${path} #${id}`, page ?? `${url}/-/pipelines/${id}`);
}

// /gitlab pipeline retry|cancel, and the same buttons on cards.

import type { Answer, AnswerCall, AnswerVerb, Asked, AskedCall } from '../../../ci/command.ts';
import { link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { cancelPipeline, listJobs, readPipeline, retryPipeline, type GitLabPipeline } from '../api/pipelines.ts';
import type { GitLabProject } from '../api/projects.ts';
import { done, keyOf, whoDid } from './deeds.ts';
import type { Signed } from './find-project.ts';
import { findPipeline, noPipeline, type FoundPipeline } from './find-run.ts';
import { follow, placeOf } from './followed.ts';
import { passJobs } from './gate.ts';
import { lookOf } from './times.ts';

export const retry: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  return run(asked, await findPipeline(asked, reach), reach);
};

export const cancel: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const { project, pipeline } = await findPipeline(asked, reach);
  await stop(asked, { project, pipeline }, reach);
  return {
    text: say`${`@${asked.person.username}`} cancels ${titleOf(project, pipeline)}.`,
    inChannel: true,
    did: done(keyOf(reach, project, pipeline.id), 'cancelled'),
  };
};

/** Of a card. */
export const retryCall: AnswerCall = async (asked) => {
  const reach = await asked.as();
  return run(asked, await named(asked, reach), reach);
};

/** Of a card, which shows the rest itself. */
export const cancelCall: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const found = await named(asked, reach);
  await stop(asked, found, reach);
  return {
    text: say`You cancel ${titleOf(found.project, found.pipeline)}.`,
    did: done(keyOf(reach, found.project, found.pipeline.id), 'cancelled'),
  };
};

async function named(asked: AskedCall, reach: Signed): Promise<FoundPipeline> {
  const { project, pipeline: number } = await placeOf(asked, reach);
  const pipeline = await readPipeline(project.id, number, reach);
  if (pipeline === undefined) throw noPipeline(project, number);
  return { project, pipeline };
}

/** GitLab answers a retry of nothing as if it had been done. */
async function run(asked: Asked, { project, pipeline }: FoundPipeline, reach: Signed): Promise<Answer> {
  const number = String(pipeline.id);
  const key = keyOf(reach, project, number);
  const jobs = await listJobs(project.id, number, reach);
  const again = jobs.filter(({ status }) => status === 'failed' || status === 'canceled');
  // A job that starts another pipeline may be what failed: it is none of them.
  if (again.length === 0 && pipeline.status !== 'failed' && pipeline.status !== 'canceled')
    throw new CiError(
      'CI_GITLAB_NOTHING_FAILED',
      `There is nothing to run again in ${project.path} #${number}: it is ${lookOf(pipeline.status)}.${await whoDid(asked, key, ['retried'])}`,
      'Type `/gitlab pipelines run <project> <ref>` for a new pipeline.',
    );
  await passJobs(asked, project, again, reach);
  await retryPipeline(project.id, number, reach);
  const names = again.slice(0, 5).map(({ name }) => name);
  const more = again.length > names.length ? ` and ${again.length - names.length} more` : '';
  return {
    text: names.length === 0 ? say`` : say`Runs again: ${names.join(', ')}${more}.`,
    follow: follow(reach.connection, project, number, 'continued'),
    did: done(key, 'retried'),
  };
}

async function stop(asked: Asked, { project, pipeline }: FoundPipeline, reach: Signed): Promise<void> {
  if (['success', 'failed', 'canceled', 'skipped'].includes(pipeline.status)) {
    const who = pipeline.status === 'canceled' ? await whoDid(asked, keyOf(reach, project, pipeline.id), ['cancelled']) : '';
    throw new CiError(
      'CI_GITLAB_OVER',
      `${project.path} #${pipeline.id} is over already: ${lookOf(pipeline.status)}.${who}`,
      'There is nothing to cancel.',
    );
  }
  await cancelPipeline(project.id, String(pipeline.id), reach);
}

export function titleOf({ path, url }: Pick<GitLabProject, 'path' | 'url'>, { id, web_url: page }: Pick<GitLabPipeline, 'id' | 'web_url'>) {
  return link(`${path} #${id}`, page ?? `${url}/-/pipelines/${id}`);
}

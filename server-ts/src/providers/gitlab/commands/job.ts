// /gitlab job play|retry|cancel|log, and the buttons that play a manual job or open a log.

import { subjectKey } from '../../../ci/ids.ts';
import type { Answer, AnswerCall, AnswerVerb, Asked, Done } from '../../../ci/command.ts';
import type { DeedVerb } from '../../../ci/deed.ts';
import { link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { cancelJob, isOver, logEnd, playJob, readJob, retryJob } from '../api/jobs.ts';
import { listJobs, type GitLabJob } from '../api/pipelines.ts';
import type { GitLabProject } from '../api/projects.ts';
import { done, keyOf, whoDid } from './deeds.ts';
import type { Signed } from './find-project.ts';
import { findJob, noJob, type FoundJob } from './find-run.ts';
import { follow, numberIn, placeOf } from './followed.ts';
import { environmentOf, passJobs } from './gate.ts';
import { checkVariables, splitWords, type Pairs } from './pairs.ts';
import { lookOf } from './times.ts';

/** Bytes of the file. */
const MOST_LOG = 5 * 1024 * 1024;
const MOST_CHOICES = 100;

export const play: AnswerVerb = async (asked) => {
  const { pairs } = splitWords(asked.words.slice(1));
  checkVariables(pairs);
  const reach = await asked.as();
  return begin(asked, await findJob(asked, reach), pairs, reach);
};

/** Of a card, or chosen from a list. */
export const playCall: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { project, pipeline } = await placeOf(asked, reach);
  const number = numberIn({ job: asked.args['choice'] ?? asked.args['job'] ?? '' }, 'job');
  const job = await readJob(project.id, number, reach);
  if (job === undefined || String(job.pipeline?.id) !== pipeline) throw noJob(project, number);
  return begin(asked, { project, job }, {}, reach);
};

/** The jobs of a pipeline that wait for a person. */
export const playList: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { project, pipeline } = await placeOf(asked, reach);
  const waiting = (await listJobs(project.id, pipeline, reach)).filter(({ status }) => status === 'manual');
  if (waiting.length === 0)
    throw new CiError('CI_GITLAB_NOTHING_WAITS', 'No job of this pipeline waits for a person any more.', 'See its card.');
  const choices = waiting
    .toSorted((left, right) => left.id - right.id)
    .slice(0, MOST_CHOICES)
    .map(({ id, name, stage }) => ({ label: stage === undefined ? name : `${stage}: ${name}`, value: String(id) }));
  return {
    text: say`Which job of ${project.path} #${pipeline} shall begin?`,
    menu: { label: 'Play …', call: { name: 'play', args: { project: project.id, pipeline } }, choices },
  };
};

export const retry: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const { project, job } = await findJob(asked, reach);
  if (!isOver(job))
    throw new CiError('CI_GITLAB_NOT_OVER', `The job ${job.name} is not over: ${lookOf(job.status)}.`, 'Cancel it first, or wait for it.');
  await passJobs(asked, project, [job], reach);
  const again = await retryJob(project.id, String(job.id), reach);
  return started(project, again, reach, say`${job.name} runs again.`, doneTo(project, again, 'retried', reach));
};

export const cancel: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const { project, job } = await findJob(asked, reach);
  if (isOver(job))
    throw new CiError('CI_GITLAB_OVER', `The job ${job.name} is over already: ${lookOf(job.status)}.`, 'There is nothing to cancel.');
  await cancelJob(project.id, String(job.id), reach);
  return {
    text: say`${`@${asked.person.username}`} cancels the job ${titleOf(project, job)}.`,
    inChannel: true,
    did: doneTo(project, job, 'cancelled', reach),
  };
};

export const log: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const { project, job } = await findJob(asked, reach);
  const { text, cut } = await logEnd(project.id, String(job.id), reach, MOST_LOG);
  const pipeline = job.pipeline?.id;
  const title = `${project.path} #${pipeline ?? ''}`;
  const args = { project: project.id, pipeline: String(pipeline ?? ''), title, job: String(job.id) };
  const label = isOver(job) ? 'Open in the sidebar' : 'Watch it live';
  const buttons = pipeline === undefined ? [] : [{ label, call: { name: 'log', args } }];
  const still = isOver(job) ? say`` : say` It still runs.`;
  if (text.trim() === '') return { text: say`The log of ${titleOf(project, job)} is empty.${still}`, inChannel: true, buttons };
  return {
    text: say`Log of ${titleOf(project, job)}: ${lookOf(job.status)}.${still}${cut ? ' Only its last 5 MB are here.' : ''}`,
    inChannel: true,
    log: { fileName: `${fileNameOf(job.name)}-${job.id}.log`, text, cut },
    buttons,
  };
};

/** Opens the sidebar of whoever clicks, which shows what GitLab shows that person. */
export const openLog: AnswerCall = async ({ args, connection }) => {
  const [project, pipeline] = [numberIn(args, 'project'), numberIn(args, 'pipeline')];
  const key = subjectKey('gitlab', connection.name, project, pipeline);
  return { text: say``, openLog: { key, title: args['title'] ?? `#${pipeline}` } };
};

async function begin(asked: Asked, { project, job }: FoundJob, pairs: Pairs, reach: Signed): Promise<Answer> {
  if (job.status !== 'manual' && job.status !== 'scheduled') {
    const pipeline = job.pipeline?.id;
    const who = pipeline === undefined ? '' : await whoDid(asked, keyOf(reach, project, pipeline), ['played', 'deployed']);
    throw new CiError(
      'CI_GITLAB_NOT_MANUAL',
      `The job ${job.name} does not wait for a person any more: ${lookOf(job.status)}.${who}`,
      isOver(job) ? 'Type `/gitlab job retry` with its number to run it again.' : 'See its pipeline.',
    );
  }
  await passJobs(asked, project, [job], reach);
  const environment = await environmentOf(project, job, reach);
  const played = await playJob(project.id, String(job.id), pairs, reach);
  const did =
    environment === undefined ? doneTo(project, played, 'played', reach) : doneTo(project, played, 'deployed', reach, environment);
  return started(project, played, reach, say`${job.name} begins.`, did);
}

/** What runs is shown by its pipeline's card, which runs on because of this person. */
export function started(project: GitLabProject, job: GitLabJob, reach: Signed, text: Words, did: readonly Done[]): Answer {
  const pipeline = job.pipeline?.id;
  if (pipeline === undefined) return { text };
  return { text, follow: follow(reach.connection, project, pipeline, 'continued'), did };
}

/** `what`: the job when it is left out. */
export function doneTo(project: GitLabProject, job: GitLabJob, verb: DeedVerb, reach: Signed, what = job.name): readonly Done[] {
  return job.pipeline === undefined ? [] : done(keyOf(reach, project, job.pipeline.id), verb, what);
}

function titleOf({ url }: GitLabProject, { id, name, web_url: page }: GitLabJob): Words {
  return link(`${name} (${id})`, page ?? `${url}/-/jobs/${id}`);
}

function fileNameOf(name: string): string {
  return (
    name
      .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
      .replaceAll(/^[-.]+|[-.]+$/g, '')
      .slice(0, 80) || 'job'
  );
}

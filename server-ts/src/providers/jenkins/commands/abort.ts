// /jenkins abort, and Abort on cards: stops a build, or takes what waits out of the queue.

import type { Reach } from '../../../ci/account.ts';
import type { Answer, AnswerCall, AnswerVerb, AskedCall, Button } from '../../../ci/command.ts';
import type { RunMarks } from '../../../ci/run-life.ts';
import { link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { buildPath, type BuildPlace } from '../api/build-path.ts';
import { isRunning, listBuilds, marksOf, stopBuild } from '../api/builds.ts';
import { readJob } from '../api/jobs.ts';
import { cancelQueueItem, readQueueItem } from '../api/queue.ts';
import { readableName } from '../job-address.ts';
import { done } from './deeds.ts';
import { findJob } from './find-job.ts';
import { argsOfMarks, marksIn, meantBuild } from './meant-build.ts';
import { typedNumber } from './typed-number.ts';

/** So far back is looked for builds that run. */
const RECENT = 20;

export const abort: AnswerVerb = async (asked) => {
  const number = typedNumber(asked.values);
  const reach = await asked.as();
  const job = await findJob(asked.values.get('job') ?? '', reach);
  const who = `@${asked.person.username}`;
  const running = number ?? (await newestRunning(job, reach));
  if (running !== undefined) return { ...(await stop({ place: { job, number: running }, how: 'stop', reach, who })), inChannel: true };
  const { queued, path } = await readJob(job, reach);
  if (queued === undefined)
    throw new CiError('CI_JENKINS_NOTHING_RUNS', `No build of ${path} runs or waits.`, 'Type `/jenkins builds <job>` for its last ones.');
  await cancelQueueItem(queued.id, reach);
  return { text: say`${who} took ${path} out of the queue.`, inChannel: true };
};

/** Of a card: a build, or what waits in the queue and may have begun just now. */
export const abortCall: AnswerCall = async ({ args, as, person }) => {
  const reach = await as();
  const who = `@${person.username}`;
  const queued = args['queued'] ?? args['choice'];
  if (queued === undefined) return stop({ ...meantIn(args), reach, who });
  const item = await readQueueItem(queued, reach);
  if (item?.build !== undefined) return stop({ place: { job: item.job, number: item.build }, marks: { queued }, how: 'stop', reach, who });
  if (item === undefined || item.cancelled)
    throw new CiError('CI_JENKINS_NOT_QUEUED', 'It is not in the queue any more.', 'Type `/jenkins queue` for what waits.');
  await cancelQueueItem(queued, reach);
  return { text: say`You took ${item.title} out of the queue.` };
};

async function newestRunning(job: string, reach: Reach): Promise<string | undefined> {
  const builds = await listBuilds(job, reach, RECENT);
  return builds?.find(isRunning)?.number;
}

type How = 'stop' | 'term' | 'kill';

function how(word: string | undefined): How {
  return word === 'term' || word === 'kill' ? word : 'stop';
}

interface Stop {
  readonly place: BuildPlace;
  /** Which build of that number is meant, where it is known. */
  readonly marks?: RunMarks;
  readonly how: How;
  readonly reach: Reach;
  readonly who: string;
}

function meantIn(args: AskedCall['args']): Pick<Stop, 'place' | 'marks' | 'how'> {
  return { place: { job: args['job'] ?? '', number: args['number'] ?? '' }, marks: marksIn(args), how: how(args['how']) };
}

async function stop({ place, marks = {}, how: way, reach, who }: Stop): Promise<Answer> {
  const build = await meantBuild(place, marks, reach);
  const title = `${readableName(place.job)} #${place.number}`;
  if (!isRunning(build))
    throw new CiError(
      'CI_JENKINS_OVER',
      `${title} is over already: ${(build.result ?? 'unknown').toLowerCase()}.`,
      'There is nothing to abort.',
    );
  await stopBuild(place, way, reach);
  const page = link(title, build.url ?? `${reach.connection.url}/${buildPath(place)}/`);
  const next = harder(place, marksOf(build), way);
  const verb = way === 'stop' ? 'aborts' : way === 'term' ? 'ends' : 'kills';
  return { text: say`${who} ${verb} ${page}.`, did: done(place, 'cancelled', reach), ...(next !== undefined && { buttons: [next] }) };
}

/** Steps may not obey. `WorkflowRun#doTerm`, `doKill`. */
function harder({ job, number }: BuildPlace, marks: RunMarks, way: How): Button | undefined {
  if (way === 'kill') return undefined;
  const next = way === 'stop' ? 'term' : 'kill';
  return {
    label: next === 'term' ? 'It still runs: end it' : 'It still runs: kill it',
    style: 'danger',
    call: { name: 'abort', args: { job, number, ...argsOfMarks(marks), how: next } },
    confirm: {
      title: next === 'term' ? 'End it by force?' : 'Kill it?',
      text: `${readableName(job)} #${number} ${next === 'term' ? 'is ended without waiting for its steps' : 'is ended at once; what it holds may stay locked'}. Only pipelines know this.`,
      yes: next === 'term' ? 'End it' : 'Kill it',
    },
  };
}

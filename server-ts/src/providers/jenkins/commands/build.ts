// /jenkins build, its form, and Rebuild on a card: starts a build, which is then followed in the channel.

import type { Reach } from '../../../ci/account.ts';
import type { Answer, AnswerCall, AnswerVerb, AskedCall, Choice } from '../../../ci/command.ts';
import { join, link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { parametersOf, startBuild, listBuilds } from '../api/builds.ts';
import { readJob, type JenkinsJob } from '../api/jobs.ts';
import type { Asks } from '../api/parameters.ts';
import { readQueueItem } from '../api/queue.ts';
import { present } from '../../../platform/foreign-json.ts';
import { readableName } from '../job-address.ts';
import { showParameters } from '../shown-parameters.ts';
import { done } from './deeds.ts';
import { findItem, type Found } from './find-job.ts';
import { keptBuild, marksIn } from './meant-build.ts';
import { formOf } from './parameter-form.ts';
import { checkValues, namedValues, readPairs, unanswered, type Values } from './parameter-values.ts';

/** Builds to choose from where a parameter is one. */
const MOST_RUNS = 25;
/** Milliseconds: it runs already, and is not to wait for its post until Jenkins finds the time to say why it waits. */
const REASON_WITHIN = 1_000;

export const build: AnswerVerb = async (asked) => {
  const { typed, pairs } = partsOf(asked.words);
  const given = readPairs(pairs);
  const reach = await asked.as();
  const found = await findItem(typed, reach);
  if (found.kind === 'folder') return offer(found);
  return begin(await readJob(found.name, reach), given, { reach, ask: asked.flags.get('defaults') !== true });
};

/** A job that was chosen from a folder's, or in a list. */
export const buildChosen: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const found = await findItem(asked.args['choice'] ?? asked.args['job'] ?? '', reach);
  return found.kind === 'folder' ? offer(found) : begin(await readJob(found.name, reach), {}, { reach, ask: true });
};

/** The form of a job's parameters was submitted. */
export const buildFilled: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const job = await readJob(asked.args['job'] ?? '', reach);
  const known = job.parameters.filter(({ name }) => Object.hasOwn(asked.fields, name));
  const { values, faults } = checkValues(asked.fields, known);
  if (Object.keys(faults).length > 0) return { text: say`Some values cannot be sent.`, faults };
  return start(job, values, reach);
};

/** With the same values as before; asked for where Jenkins does not tell them. */
export const rebuild: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const [job, before] = await Promise.all([readJob(asked.args['job'] ?? '', reach), valuesBefore(asked, reach)]);
  const known = job.parameters.filter(({ name, kind }) => kind !== 'file' && before[name] !== undefined);
  const { values, faults } = checkValues(before, known);
  const isWhole = known.length === job.parameters.length && Object.keys(faults).length === 0;
  if (!isWhole) return begin(job, values, { reach, ask: true });
  const place = { job: asked.args['job'] ?? '', number: asked.args['number'] ?? '' };
  return { ...(await start(job, values, reach)), did: done(place, 'retried', reach) };
};

async function valuesBefore({ args }: AskedCall, reach: Reach): Promise<Values> {
  const place = { job: args['job'] ?? '', number: args['number'] ?? '' };
  const kept = await keptBuild(place, marksIn(args), reach);
  const pairs = kept === undefined ? [] : parametersOf(kept);
  return Object.fromEntries(pairs.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
}

/** All words before the first KEY=value are the job's name: who forgets the quotes is understood, too. */
function partsOf(words: readonly string[]): { readonly typed: string; readonly pairs: readonly string[] } {
  const [first = '', ...rest] = words;
  const at = rest.findIndex((word) => /^[^\s/=]+=/.test(word));
  const names = at < 0 ? rest : rest.slice(0, at);
  return { typed: [first, ...names].join(' '), pairs: at < 0 ? [] : rest.slice(at) };
}

interface Way {
  readonly reach: Reach;
  /** For what is not given. */
  readonly ask: boolean;
}

async function begin(job: JenkinsJob, typed: Values, { reach, ask }: Way): Promise<Answer> {
  if (!job.buildable) throw disabled(job);
  const { parameters } = job;
  const given = namedValues(typed, parameters, job.path);
  const { values, faults } = checkValues(given, parameters);
  const [wrong] = Object.entries(faults);
  if (wrong !== undefined)
    throw new CiError('CI_JENKINS_VALUE', `${wrong[0]}: ${wrong[1]}`, 'Correct the value, or leave it out to be asked for it.');
  const file = parameters.find(({ kind }) => kind === 'file');
  if (file !== undefined) throw needsFile(job, file);
  const isAsked = Object.keys(given).length === 0 ? parameters.length > 0 : unanswered(given, parameters).length > 0;
  return isAsked && ask ? askFor(job, values, reach) : start(job, values, reach);
}

async function askFor(job: JenkinsJob, given: Values, reach: Reach): Promise<Answer> {
  return {
    text: say`${link(job.path, job.url)} asks for ${job.parameters.length === 1 ? 'a parameter' : 'parameters'}.`,
    form: formOf({
      title: `Build ${job.path.split('/').at(-1) ?? job.path}`,
      submit: 'Build',
      call: { name: 'build-filled', args: { job: job.name } },
      parameters: job.parameters,
      given,
      runs: await runsOf(job.parameters, reach),
      introduction: say`Parameters of ${job.path}`,
    }),
  };
}

/** What cannot be listed is typed. */
async function runsOf(parameters: readonly Asks[], reach: Reach): Promise<ReadonlyMap<string, readonly Choice[]>> {
  const lists = parameters.flatMap(async ({ name, project, kind }) => {
    if (kind !== 'run' || project === undefined) return [];
    const builds = await listBuilds(project, reach, MOST_RUNS).catch(() => undefined);
    const over = (builds ?? []).filter(({ building, inProgress }) => !building && !inProgress);
    const choices = over.map(({ number, result = '' }) => ({ label: `#${number} ${result}`, value: `${project}#${number}` }));
    return [[name, choices]] as const;
  });
  return new Map((await Promise.all(lists)).flat());
}

async function start(job: JenkinsJob, values: Values, reach: Reach): Promise<Answer> {
  if (!job.buildable) throw disabled(job);
  const { queued, already } = await startBuild(job.name, job.parameters.length === 0 ? undefined : values, reach);
  const { name: id, path, url } = job;
  if (queued === undefined)
    return {
      text: say`${link(path, url)} was started, but Jenkins did not say where in its queue. \`/jenkins watch\` shows it here.`,
      inChannel: true,
    };
  // Who has no place in the queue any more has begun: then the first look finds the build.
  const item = await readQueueItem(queued, reach, REASON_WITHIN).catch(() => undefined);
  const why = item?.why ?? '';
  return {
    text: already ? say`The same build of ${path} was in the queue already.` : say``,
    follow: {
      project: { id, path, url },
      run: { queued, ...(why !== '' && { reason: why }) },
      why: 'started',
      ...present({ parameters: showParameters(givenOf(job, values)) }),
    },
  };
}

/** Without those that are secret by their kind, or whose kind nobody here knows. */
function givenOf({ parameters }: JenkinsJob, values: Values): readonly { readonly name: string; readonly value?: string }[] {
  return parameters.flatMap(({ name, kind }) => {
    const value = values[name];
    if (value === undefined) return [];
    return [kind === 'secret' || kind === 'other' ? { name } : { name, value }];
  });
}

/** Of a multibranch project or a folder, what is in it can be chosen. */
function offer({ name, items }: Found): Answer {
  const path = readableName(name);
  if (items.length === 0) return { text: say`${path} is a folder with nothing in it.` };
  const choices = items.map((item) => ({ label: readableName(item), value: `${name}/${item}` }));
  return {
    text: join([say`${path} holds several jobs. Which one?`]),
    menu: { label: 'Build …', call: { name: 'build', args: {} }, choices },
  };
}

function disabled({ path }: JenkinsJob): CiError {
  return new CiError(
    'CI_JENKINS_DISABLED',
    `${path} is disabled: Jenkins starts no builds of it.`,
    'Type `/jenkins enable <job>` first, if you may.',
  );
}

function needsFile({ path, url }: JenkinsJob, { name }: Asks): CiError {
  return new CiError(
    'CI_JENKINS_FILE',
    `${path} takes a file (${name}), which cannot be sent from here.`,
    `Start it in Jenkins: ${url}build?delay=0sec`,
  );
}

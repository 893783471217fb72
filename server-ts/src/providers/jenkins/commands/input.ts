// /jenkins input, and its buttons on cards: a build waits for a person, who lets it go on, with values where it asks for some, or aborts it.

import type { Reach } from '../../../ci/account.ts';
import type { Answer, AnswerCall, AnswerVerb, AskedCall, Button } from '../../../ci/command.ts';
import type { RunMarks } from '../../../ci/run-life.ts';
import { join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import type { BuildPlace } from '../api/build-path.ts';
import { isRunning, listBuilds, marksOf } from '../api/builds.ts';
import { abortInput, proceedInput, readInputs, type InputValue, type PendingInput } from '../api/inputs.ts';
import type { Asks } from '../api/parameters.ts';
import { readableName } from '../job-address.ts';
import { done } from './deeds.ts';
import { findJob } from './find-job.ts';
import { argsOfMarks, marksIn, meantBuild } from './meant-build.ts';
import { formOf } from './parameter-form.ts';
import { checkValues, type Values } from './parameter-values.ts';
import { typedNumber } from './typed-number.ts';

const RECENT = 10;

export const input: AnswerVerb = async (asked) => {
  const number = typedNumber(asked.values);
  const reach = await asked.as();
  const job = await findJob(asked.values.get('job') ?? '', reach);
  const waiting =
    number === undefined ? await newestWaiting(job, reach) : { place: { job, number }, ...(await inputsOf({ job, number }, {}, reach)) };
  if (waiting === undefined || waiting.inputs.length === 0) {
    const what = number === undefined ? `No build of ${readableName(job)}` : `${readableName(job)} #${number} does not wait: it`;
    return { text: number === undefined ? say`${what} waits for a person.` : say`${what} asks nobody.` };
  }
  const { place, inputs, marks } = waiting;
  return {
    text: join([say`${titleOf(place, reach)} waits for an answer.`, ...inputs.map(describe)]),
    buttons: inputs.flatMap((each) => buttonsOf({ ...place, ...argsOfMarks(marks) }, each)),
  };
};

/** Without a number: the newest that waits, as the newest that runs may be another one. */
async function newestWaiting(job: string, reach: Reach): Promise<(Waiting & { readonly place: BuildPlace }) | undefined> {
  const builds = await listBuilds(job, reach, RECENT);
  for (const { number } of (builds ?? []).filter(isRunning)) {
    const place = { job, number };
    const waiting = await inputsOf(place, {}, reach);
    if (waiting.inputs.length > 0) return { place, ...waiting };
  }
  return undefined;
}

interface Waiting {
  readonly inputs: readonly PendingInput[];
  /** Of the build that waits. */
  readonly marks: RunMarks;
}

async function inputsOf(place: BuildPlace, meant: RunMarks, reach: Reach): Promise<Waiting> {
  const build = await meantBuild(place, meant, reach);
  return { inputs: isRunning(build) ? await readInputs(place, reach, build) : [], marks: marksOf(build) };
}

function titleOf({ job, number }: BuildPlace, { connection: { url } }: Reach): Words {
  const path = job.split('/').map((part) => `job/${encodeURIComponent(part)}`);
  return link(`${readableName(job)} #${number}`, `${url}/${path.join('/')}/${number}/input/`);
}

function describe({ message, asks }: PendingInput): Words {
  const names = asks.map(({ name }) => name).join(', ');
  return asks.length === 0 ? say`- ${message}` : say`- ${message} (asks for ${names})`;
}

/** `answer` asks first for what the step asks for, if anything. */
function buttonsOf(build: BuildPlace & AskedCall['args'], { id, proceed, asks, message }: PendingInput): readonly Button[] {
  const { job, number } = build;
  const args = { ...build, input: id };
  const label = asks.length === 0 ? proceed : `${proceed} …`;
  return [
    { label, style: 'primary', call: { name: 'input-answer', args } },
    {
      label: 'Abort',
      style: 'danger',
      call: { name: 'input-abort', args },
      confirm: {
        title: 'Abort the build?',
        text: `${readableName(job)} #${number} ends here: “${message}” is answered with no.`,
        yes: 'Abort',
      },
    },
  ];
}

/** Proceeds where nothing is asked for; else asks. */
export const answerInput: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { place, waiting } = await find(asked, reach);
  if (waiting.asks.length === 0) return goOn(asked, place, waiting, {}, reach);
  const { message, asks, id } = waiting;
  const file = asks.find(({ kind }) => kind === 'file');
  if (file !== undefined)
    throw new CiError('CI_JENKINS_FILE', `It asks for a file (${file.name}), which cannot be sent from here.`, 'Answer it in Jenkins.');
  return {
    text: say`${message} asks for values.`,
    form: formOf({
      title: waiting.proceed,
      submit: waiting.proceed,
      call: { name: 'input-filled', args: { ...asked.args, input: id } },
      parameters: asks,
      introduction: say`${message}`,
    }),
  };
};

export const inputFilled: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { place, waiting } = await find(asked, reach);
  const { values, faults } = checkValues(asked.fields, waiting.asks);
  if (Object.keys(faults).length > 0) return { text: say`Some values cannot be sent.`, faults };
  return goOn(asked, place, waiting, values, reach);
};

export const inputAbort: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { place } = await find(asked, reach);
  await abortInput(place, asked.args['input'] ?? '', reach);
  const text = say`${`@${asked.person.username}`} aborted ${titleOf(place, reach)} at its question.`;
  return { text, inChannel: true, did: done(place, 'cancelled', reach) };
};

function placeOf({ args }: AskedCall): BuildPlace {
  return { job: args['job'] ?? '', number: args['number'] ?? '' };
}

async function find(asked: AskedCall, reach: Reach): Promise<{ readonly place: BuildPlace; readonly waiting: PendingInput }> {
  const place = placeOf(asked);
  const { inputs } = await inputsOf(place, marksIn(asked.args), reach);
  const waiting = inputs.find(({ id }) => id === asked.args['input']);
  if (waiting === undefined)
    throw new CiError(
      'CI_JENKINS_NO_INPUT',
      'This question does not wait any more: somebody has answered it, or the build is over.',
      'See its card.',
    );
  return { place, waiting };
}

async function goOn(
  asked: AskedCall,
  place: BuildPlace,
  { id, asks, message, proceed: label }: PendingInput,
  given: Values,
  reach: Reach,
): Promise<Answer> {
  await proceedInput(place, id, typedValues(given, asks), reach);
  const told = message === '' ? say`` : say`: “${message}”`;
  const text = say`${`@${asked.person.username}`} answered ${titleOf(place, reach)} with ${label}${told}`;
  const what = message.replace(/[\s?.!:]{1,9}$/, '') || label;
  return { text, inChannel: true, did: done(place, 'approved', reach, what) };
}

/** Jenkins reads what is submitted and has no defaults for what is not. Secrets that were left empty are empty. */
function typedValues(given: Values, asks: readonly Asks[]): Readonly<Record<string, InputValue>> {
  return Object.fromEntries(
    asks.map(({ name, kind, value = '', choices = [] }): readonly [string, InputValue] => {
      if (kind === 'yes-no') return [name, (given[name] ?? value) === 'true'];
      return [name, given[name] ?? (kind === 'choice' ? value || (choices[0] ?? '') : value)];
    }),
  );
}

// Input steps of a build that wait for a person, and how they are answered.
// https://plugins.jenkins.io/pipeline-input-step/, https://github.com/jenkinsci/pipeline-stage-view-plugin (rest-api)

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { CiError } from '../../../platform/errors.ts';
import { text } from '../../../platform/foreign-json.ts';
import { buildPath, type BuildPlace } from './build-path.ts';
import type { Build } from './builds.ts';
import { readInputParameters, type Asks } from './parameters.ts';
import { ask, readPath } from './request.ts';

/** Who may answer is not told by any API of Jenkins: it says so when somebody may not. */
export interface PendingInput {
  readonly id: string;
  readonly message: string;
  /** What its button says: `Proceed`. */
  readonly proceed: string;
  readonly asks: readonly Asks[];
}

const pendingSchema = z.object({
  id: z.string().min(1).max(300),
  message: text,
  proceedText: text,
  inputs: z.array(z.unknown()).catch([]),
});
const listSchema = z.array(z.unknown()).catch([]);
const MOST = 10;

/** Empty when none waits. `build`, where it was read, tells them without the plugin Pipeline: REST API: then what they ask for is not known. */
export async function readInputs(place: BuildPlace, reach: Reach, build: Build | undefined): Promise<readonly PendingInput[]> {
  const told = await readPath(reach, `${buildPath(place)}/wfapi/pendingInputActions`, listSchema);
  if (told === undefined) return build === undefined ? [] : inputsOf(build);
  return told.slice(0, MOST).flatMap((each) => {
    const input = pendingSchema.safeParse(each).data;
    if (input === undefined) return [];
    const { id, message = '', proceedText = 'Proceed', inputs } = input;
    return { id, message, proceed: proceedText, asks: readInputParameters(inputs) };
  });
}

function inputsOf({ actions }: Build): readonly PendingInput[] {
  return actions
    .flatMap(({ executions }) => executions)
    .slice(0, MOST)
    .flatMap(({ id, displayName = '' }) => (id === undefined ? [] : { id, message: displayName, proceed: 'Proceed', asks: [] }));
}

export type InputValue = string | boolean;

/** Lets it go on. `values`: of all that it asks for. */
export async function proceedInput(
  place: BuildPlace,
  id: string,
  values: Readonly<Record<string, InputValue>>,
  reach: Reach,
): Promise<void> {
  const parameter = Object.entries(values).map(([name, value]) => ({ name, value }));
  if (parameter.length === 0) return answerInput(place, id, 'proceedEmpty', {}, reach);
  return answerInput(place, id, 'proceed', { json: JSON.stringify({ parameter }) }, reach);
}

export async function abortInput(place: BuildPlace, id: string, reach: Reach): Promise<void> {
  return answerInput(place, id, 'abort', {}, reach);
}

async function answerInput(
  place: BuildPlace,
  id: string,
  act: 'proceed' | 'proceedEmpty' | 'abort',
  form: Readonly<Record<string, string>>,
  reach: Reach,
): Promise<void> {
  const path = `${buildPath(place)}/input/${encodeURIComponent(id)}/${act}`;
  const answer = await ask(reach, path, { method: 'POST', form, also: [404] }).catch((error: unknown) => {
    throw refusal(error);
  });
  if (answer.status === 404)
    throw new CiError(
      'CI_JENKINS_NO_INPUT',
      'This question does not wait any more: somebody has answered it, or the build is over.',
      'See its card.',
    );
}

/** Who is no submitter is told so on an error page: `You need to be alice,ops to submit this.` */
function refusal(error: unknown): unknown {
  if (!(error instanceof CiError) || error.code === 'CI_JENKINS_FORBIDDEN') return error;
  const who = /You need to (?:be|have) (.{1,200}?) to submit/i.exec(error.message)?.[1];
  if (who === undefined) return error;
  const message = /permission/i.test(who)
    ? `Jenkins lets you not answer this: you need ${who}.`
    : `Only ${who.replaceAll(',', ', ')} may answer this, says Jenkins.`;
  return new CiError('CI_JENKINS_NOT_SUBMITTER', message, 'Ask one of them.', error);
}

// Steps of a pipeline that wait until a person answers.

import type { InputView } from '@ci-command-center/contract';
import type { WaitingInput } from '../ci/pipeline.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { isConcluded, statusOf } from '../ci/status.ts';
import { shown } from './foreign.ts';
import { listSome } from './shorten.ts';
import { toText } from './view-text.ts';

const MAX_INPUTS = 5;
const MAX_SUBMITTERS = 6;
const MAX_MESSAGE = 200;

/** None of a pipeline that is over, whatever was told of it before. */
export function waitingInputs(state: PipelineState): readonly WaitingInput[] {
  const status = statusOf(state);
  return isConcluded(status) && status !== 'manual' ? [] : (detailsOf(state).inputs ?? []);
}

/** `**Waits for an answer:** Deploy to production? (by alice, ops)`, a line each. */
export function inputLines(state: PipelineState): readonly string[] {
  return waitingInputs(state)
    .slice(0, MAX_INPUTS)
    .map(({ message, submitters }) => `**Waits for an answer:** ${shown(message, MAX_MESSAGE) || 'go on?'}${byWhom(submitters)}`);
}

/** For a headline: the first question. */
export function inputWords(inputs: readonly WaitingInput[]): string {
  const [first, ...more] = inputs.map(({ message }) => shown(message, 100)).filter((message) => message !== '');
  if (first === undefined) return '';
  return `: ${first}${more.length === 0 ? '' : ` and ${more.length} more`}`;
}

export function viewInputs(inputs: readonly WaitingInput[]): readonly InputView[] {
  return inputs.slice(0, MAX_INPUTS).map(({ id, message, proceed, submitters }) => ({
    id,
    message: toText(message),
    proceed: toText(proceed),
    submitters: submitters.slice(0, MAX_SUBMITTERS).map(toText),
  }));
}

function byWhom(submitters: readonly string[]): string {
  if (submitters.length === 0) return '';
  const names = submitters.map((name) => shown(name, 60));
  return ` (by ${listSome(names, MAX_SUBMITTERS)})`;
}

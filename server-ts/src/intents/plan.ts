// What a run would do, without doing any of it: each call of each step, secret values masked.

import type { RunPlan } from '@ci-command-center/contract';
import type { Connection } from '../ci/connection.ts';
import type { StepCall, StepInput, StepKind } from '../ci/step.ts';
import { say } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import { plainOf } from '../rendering/words.ts';
import { stepsOf, type PlannedStep } from './expansion.ts';
import { fillStep } from './fill.ts';
import { titleOfStep, type Intent, type IntentStep } from './intent.ts';
import { masked, type Values } from './values.ts';
import type { Forms, RunFacts } from './variables.ts';

export interface PlanPorts {
  readonly forms: Forms;
  /** Undefined for one that there is not any more. */
  kind(provider: string, step: string): Pick<StepKind, 'calls'> | undefined;
  /** The one of this name, or the usual one. Throws CiError `CI_CONNECTION_…`. */
  connection(provider: string, name: string | undefined): Promise<Connection>;
}

type PlanStep = RunPlan['steps'][number];
type PlanCall = PlanStep['calls'][number];

/** `values` as `checkValues` made them. Throws CiError `CI_INTENT_TEMPLATE`, `CI_CONNECTION_…`. */
export async function planOf(intent: Intent, values: Values, run: RunFacts, ports: PlanPorts): Promise<RunPlan> {
  const shown = masked(intent, values);
  const outputs = placeholders(intent, ports.forms);
  const plan = async ({ name, step, values: own }: PlannedStep, prefix = ''): Promise<PlanStep> => {
    const input = fillStep(intent, step, { values: shown, own, run, outputs });
    return { name: prefix + name, calls: await callsOf(step, input, ports) };
  };
  const undo = intent.onFailure.kind === 'rollback' ? intent.onFailure.steps : [];
  return {
    steps: await Promise.all([
      ...stepsOf(intent, intent.steps, shown).map((step) => plan(step)),
      ...stepsOf(intent, undo, shown).map((step) => plan(step, 'on failure: ')),
    ]),
  };
}

async function callsOf({ kind, connection }: IntentStep, input: StepInput, ports: PlanPorts): Promise<readonly PlanCall[]> {
  if (kind.of === 'own') return [ownCall(kind.step, input)];
  const found = ports.kind(kind.provider, kind.step);
  if (found === undefined)
    throw new CiError(
      'CI_INTENT_STEP',
      `There is no step ${titleOfStep(kind)} any more.`,
      'Correct the intent; /ci doctor tells where it stands.',
    );
  return found.calls(input, await ports.connection(kind.provider, connection)).map(callOf);
}

function callOf({ method, url, what }: StepCall): PlanCall {
  return { method, url, what: plainOf(what) };
}

function ownCall(step: 'http' | 'wait' | 'post', { texts, values }: StepInput): PlanCall {
  switch (step) {
    case 'http': {
      const { method = 'POST', url = '', body } = texts;
      const sent = values['json'] === undefined ? body : JSON.stringify(values['json']);
      return { method, url, what: plainOf(sent === undefined ? say`Asks it` : say`Sends ${sent.slice(0, 300)}`) };
    }
    case 'wait':
      return { what: plainOf(say`Waits ${texts['for'] ?? ''}`) };
    case 'post': {
      const { channel, message = '' } = texts;
      return { what: plainOf(say`Writes ${channel === undefined ? 'here' : `into ~${channel}`}: ${message.slice(0, 300)}`) };
    }
  }
}

/** What steps put out is not known before they are done: it stands there by its name. */
function placeholders({ steps, onFailure }: Intent, forms: Forms): Readonly<Record<string, Values>> {
  const all = [...steps, ...(onFailure.kind === 'rollback' ? onFailure.steps : [])];
  return Object.fromEntries(
    all.map(({ name, kind }) => [
      name,
      Object.fromEntries((forms[titleOfStep(kind)]?.outputs ?? []).map((output) => [output.name, `(steps.${name}.${output.name})`])),
    ]),
  );
}

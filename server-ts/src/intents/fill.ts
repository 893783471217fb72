// A step as it was written → what is asked for, with the values of the run in it.

import type { StepInput } from '../ci/step.ts';
import { CiError } from '../platform/errors.ts';
import type { Intent, IntentStep } from './intent.ts';
import { fillAbout } from './expansion.ts';
import { fillTemplate, type TemplateUse } from './template.ts';
import type { Values } from './values.ts';
import { modelOf, type RunFacts } from './variables.ts';

export interface FillFrom {
  /** All of the run's, secret ones too, or masked where it is only shown. */
  readonly values: Values;
  /** Of this step: `PlannedStep.values`. */
  readonly own: Values;
  readonly run: RunFacts;
  /** What steps put out so far, by the step's name. */
  readonly outputs: Readonly<Record<string, Values>>;
}

/** Throws CiError `CI_INTENT_TEMPLATE`. The message of a `post` is Markdown in which no value acts. */
export function fillStep(
  { about }: Pick<Intent, 'about'>,
  { kind, input }: IntentStep,
  { values, own, run, outputs }: FillFrom,
): StepInput {
  const { stack } = own;
  const model = modelOf({ values, about: fillAbout(about, values), ...(stack !== undefined && { stack }), run, outputs });
  const useOf = (field: string): TemplateUse => {
    if (kind.of === 'provider') return 'text';
    return kind.step === 'http' && field === 'url' ? 'url' : kind.step === 'post' && field === 'message' ? 'message' : 'text';
  };
  return {
    texts: mapped(input.texts, (text, field) => fillTemplate(useOf(field), text, model)),
    switches: mapped(input.switches, (value) => (typeof value === 'boolean' ? value : isTrue(fillTemplate('text', value, model)))),
    values: mapped(input.values, (entries) => mapped(entries, (text) => fillTemplate('text', text, model))),
  };
}

function isTrue(text: string): boolean {
  if (/^\s*true\s*$/i.test(text)) return true;
  if (/^\s*(?:false)?\s*$/i.test(text)) return false;
  throw new CiError('CI_INTENT_TEMPLATE', `“${text.slice(0, 60)}” is neither true nor false.`, 'Correct the template in the intent.');
}

function mapped<From, To>(
  entries: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, change(value, name)]));
}

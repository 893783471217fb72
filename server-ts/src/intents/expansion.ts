// The steps of one run: each of the intent's, and those that are done for each stack once for each.

import type { About, Intent, IntentStep } from './intent.ts';
import { fillTemplate } from './template.ts';
import type { Values } from './values.ts';

export interface PlannedStep {
  /** Of its own within the run. */
  readonly name: string;
  readonly step: IntentStep;
  /** For its templates, besides the run's own values: the `stack` of a rollout. */
  readonly values: Values;
}

/** Throws CiError `CI_INTENT_TEMPLATE`. */
export function stepsOf({ about }: Pick<Intent, 'about'>, steps: readonly IntentStep[], values: Values): readonly PlannedStep[] {
  const filled = fillAbout(about, values);
  const stacks = filled.kind === 'rollout' ? filled.stacks : [];
  return steps.flatMap((step): readonly PlannedStep[] =>
    step.forEach === undefined
      ? [{ name: step.name, step, values: {} }]
      : stacks.map((stack) => ({ name: `${step.name} ${stack}`, step, values: { stack } })),
  );
}

/** With the values in its texts; each stack once. Throws CiError `CI_INTENT_TEMPLATE`. */
export function fillAbout(about: About, values: Values): About {
  const fill = (text: string): string => fillTemplate('text', text, values);
  switch (about.kind) {
    case 'scale':
      return { ...about, service: fill(about.service), replicas: fill(about.replicas) };
    case 'rollout':
      return { ...about, stacks: [...new Set(about.stacks.map(fill))].filter((stack) => stack !== '') };
    case 'backup':
      return { ...about, target: fill(about.target) };
    case 'custom':
      return about;
  }
}

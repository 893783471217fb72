// Every kind of step there is, by what stands in the YAML: those of CI systems, and our own.

import type { Provider } from '../ci/provider.ts';
import type { StepForm } from './intent.ts';
import { ownForms } from './own-steps.ts';

export function formsOf(providers: readonly Pick<Provider, 'name' | 'steps'>[]): Readonly<Record<string, StepForm>> {
  const theirs = providers.flatMap(({ name, steps = {} }) =>
    Object.entries(steps).map(([step, kind]) => [`${name}.${step}`, kind] as const),
  );
  return { ...Object.fromEntries(theirs), ...ownForms };
}

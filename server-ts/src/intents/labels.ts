// Labels that an intent asks for: whether the merge request or commit that it is run for carries them.

import { CiError } from '../platform/errors.ts';
import { compileGlob } from '../routing/glob.ts';
import type { Intent } from './intent.ts';

/** Throws CiError `CI_RUN_LABELS` when the intent asks for one, and none is named. */
export function passWithout({ name, labels }: Pick<Intent, 'name' | 'labels'>): void {
  if (labels.length === 0) return;
  throw new CiError(
    'CI_RUN_LABELS',
    `${name} is run for a merge request or commit that carries ${labels.join(', ')}.`,
    'Say which with `--for` and its address.',
  );
}

/** Throws CiError `CI_RUN_LABELS` for what it does not carry; capital letters are no different. */
export function passLabels({ name, labels }: Pick<Intent, 'name' | 'labels'>, title: string, carried: readonly string[]): void {
  const lower = carried.map((label) => label.toLowerCase());
  const missing = labels.filter((label) => !lower.some(compileGlob(label.toLowerCase())));
  if (missing.length === 0) return;
  throw new CiError(
    'CI_RUN_LABELS',
    `${title} does not carry ${missing.join(', ')}, without which ${name} is not run.`,
    'Ask somebody who may to set the label there.',
  );
}

// All intents that can be run now, wherever they were read.

import type { CiError } from '../platform/errors.ts';
import type { Intent } from './intent.ts';

export interface IntentBook {
  /** In the order in which they were written; no two have one name. */
  all(): readonly Intent[];
  find(name: string): Intent | undefined;
  /** What is wrong with those that could not be read, for administrators. */
  problems(): readonly CiError[];
}

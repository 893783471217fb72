// What administrators should hear of without looking for it: posted into the alerts channel, few at a time.

import type { Words } from '../ci/words.ts';

export interface Warning {
  /** Of each kind at most four posts are made in a minute; what is more than their lines is counted. */
  readonly kind: 'proof' | 'address' | 'permission' | 'label' | 'key' | 'intent-failed' | 'intent-done' | 'figure' | 'figure-mended';
  readonly text: Words;
}

/** Never waits, never throws. */
export type Warn = (warning: Warning) => void;

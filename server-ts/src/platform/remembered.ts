// Answers that are remembered for a moment, so that what is asked again and again is found out once.

import type { Clock } from './clock.ts';

export interface Remembering {
  /** Answers kept at most; the oldest go first. */
  readonly most: number;
  readonly milliseconds: number;
  readonly now: Clock;
}

export interface Remembered<Value> {
  /** Those who ask while it is found out wait for the same answer. A failure is not remembered. */
  (key: string, find: () => Promise<Value>): Promise<Value>;
  /** Everything: what was found out may not be so any more. */
  forget(): void;
}

export function createRemembered<Value>({ most, milliseconds, now }: Remembering): Remembered<Value> {
  const known = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();
  const remembered = (key: string, find: () => Promise<Value>): Promise<Value> => {
    const found = known.get(key);
    if (found !== undefined && found.until > now()) return found.value;
    known.delete(key);
    const value = find();
    const finding = { until: now() + milliseconds, value };
    known.set(key, finding);
    value.catch(() => {
      // Somebody else may have asked anew meanwhile.
      if (known.get(key) === finding) known.delete(key);
    });
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return value;
  };
  return Object.assign(remembered, { forget: () => known.clear() });
}

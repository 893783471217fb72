// Answers that are remembered for a moment, so that what is asked again and again is found out once.

import type { Clock } from './clock.ts';

export interface Remembering {
  /** Answers kept at most; the oldest go first. */
  readonly most: number;
  readonly milliseconds: number;
  readonly now: Clock;
}

/** Those who ask while it is found out wait for the same answer. A failure is not remembered. */
export function createRemembered<Value>({
  most,
  milliseconds,
  now,
}: Remembering): (key: string, find: () => Promise<Value>) => Promise<Value> {
  const known = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();
  return (key, find) => {
    const found = known.get(key);
    if (found !== undefined && found.until > now()) return found.value;
    known.delete(key);
    const value = find();
    known.set(key, { until: now() + milliseconds, value });
    value.catch(() => known.delete(key));
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return value;
  };
}

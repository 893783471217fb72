// Keeps a second click of an impatient hand, and a dialog that is sent twice, from doing the same thing twice. By this process only.

import type { Clock } from '../platform/clock.ts';

export interface Lasting<T> {
  /** Whether it was done, so that it must not be done again; true when left out. */
  isDone?(outcome: T): boolean;
  /** Milliseconds for which it stays done. */
  readonly keep?: number;
}

/** Undefined when the same is under way, or was done just now. */
export type Once = <T>(key: string, act: () => Promise<T>, lasting?: Lasting<T>) => Promise<T | undefined>;

/** Milliseconds: who clicks later means it. */
const MOMENT = 1_000;
const MOST = 2_000;

export function createOnce(now: Clock): Once {
  /** Until when; without end while it is under way. */
  const done = new Map<string, number>();
  const forget = (): void => {
    for (const [key, until] of done) if (until <= now() || done.size > MOST) done.delete(key);
  };
  return async (key, act, { isDone = () => true, keep = MOMENT } = {}) => {
    forget();
    if (done.has(key)) return undefined;
    done.set(key, Infinity);
    try {
      const outcome = await act();
      if (isDone(outcome)) done.set(key, now() + keep);
      else done.delete(key);
      return outcome;
    } catch (error) {
      done.delete(key);
      throw error;
    }
  };
}

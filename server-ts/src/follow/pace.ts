// When to look next at a run that is followed: quickly while something may happen, seldom while nothing does. Pure.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface Pace {
  /** `queued`: no run yet. `waiting`: for a person. */
  readonly phase: 'queued' | 'running' | 'waiting';
  /** Looks since its last news, this one included: from 1. */
  readonly looks: number;
  /** Milliseconds since it began to run, as far as known. */
  readonly elapsed?: number;
  /** Milliseconds that the run takes as a rule. */
  readonly expected?: number;
  /** Webhooks tell of this run. */
  readonly told: boolean;
  /** Runs of this connection that are followed now. */
  readonly open: number;
}

/** So many followed runs of one connection are looked at as often as one. */
const FREE = 5;

/** Milliseconds until the next look. */
export function nextLook(pace: Pace): number {
  const wait = basis(pace);
  const slower = pace.told && pace.phase !== 'queued' ? Math.max(15 * SECOND, wait * 2) : wait;
  return Math.round(Math.min(5 * MINUTE, slower * Math.max(1, pace.open / FREE)));
}

function basis({ phase, looks, elapsed = 0, expected }: Pace): number {
  switch (phase) {
    // 1, 1, 2, 3, 5 … seconds: most leave the queue at once.
    case 'queued':
      return clamp(SECOND * 1.5 ** (looks - 2), SECOND, looks > 60 ? MINUTE : 15 * SECOND);
    // Somebody who has just answered watches the card.
    case 'waiting':
      return clamp(3 * SECOND * 1.3 ** (looks - 1), 3 * SECOND, MINUTE);
    case 'running':
      return running(elapsed, expected);
  }
}

/** The nearer to its expected end, the sooner; what takes longer than that is looked at in proportion to how long it has run. */
function running(elapsed: number, expected: number | undefined): number {
  if (expected === undefined || elapsed >= expected) {
    const over = expected === undefined ? elapsed : elapsed - expected;
    return clamp(over / 8, 2 * SECOND, MINUTE);
  }
  return clamp(Math.min((expected - elapsed) / 3, 2 * SECOND + elapsed / 4), 2 * SECOND, MINUTE);
}

/** Milliseconds after so many looks that failed, one after the other: from 1. */
export function retryLook(failures: number): number {
  return clamp(2 * SECOND * 2 ** (failures - 1), 2 * SECOND, 5 * MINUTE);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

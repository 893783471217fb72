// How much is on its way in: a burst is taken first and worked on afterwards; a flood shares with the work.

/** `burst`: much since a moment ago; `flood`: much for so long that what waits must not wait any more. */
export type Pressure = 'calm' | 'burst' | 'flood';

export interface PressureGauge {
  /** A delivery has begun to arrive; answers what says that it was taken. */
  arriving(): () => void;
  now(): Pressure;
}

/** So many senders at the same time wait for each other: one alone at 200 deliveries a second does not come near. */
const CROWD = 6;
/** Milliseconds without a crowd after which it is calm: between two batches that are stored there is none for a moment. */
const CALM_AFTER = 100;
/** Milliseconds that a burst may take. */
const LONGEST_BURST = 3_000;

/** `clock` in milliseconds, never going back. `calmed` is called soon after it has become calm. */
export function createPressureGauge(clock: () => number, calmed: () => void): PressureGauge {
  let under = 0;
  let crowdedAt = Number.NEGATIVE_INFINITY;
  let began = 0;
  let timer: NodeJS.Timeout | undefined;

  const now = (): Pressure => {
    const time = clock();
    if (under >= CROWD) crowd(time);
    if (time - crowdedAt > CALM_AFTER) return 'calm';
    return time - began > LONGEST_BURST ? 'flood' : 'burst';
  };
  const crowd = (time: number): void => {
    if (time - crowdedAt > CALM_AFTER) began = time;
    crowdedAt = time;
    timer ??= setTimeout(look, CALM_AFTER).unref();
  };
  const look = (): void => {
    timer = undefined;
    const pressure = now();
    if (pressure !== 'burst') calmed();
    // No later than it may have become calm.
    if (pressure !== 'calm') timer ??= setTimeout(look, crowdedAt + CALM_AFTER + 1 - clock()).unref();
  };
  return {
    arriving() {
      under += 1;
      if (under >= CROWD) crowd(clock());
      return () => void (under -= 1);
    },
    now,
  };
}

// How long a delivery that failed waits for its next try.

const FAST_TRIES = 60;
const FAST = 5_000;
const SLOWEST = 3_600_000;
/** About three days in all. */
const LAST_TRY = 140;

/** Milliseconds until the next try after `attempts` failed ones; undefined when it is left for a person to replay. */
export function retryDelay(attempts: number): number | undefined {
  if (attempts >= LAST_TRY) return undefined;
  if (attempts <= FAST_TRIES) return FAST;
  return Math.min(SLOWEST, FAST * 2 ** (attempts - FAST_TRIES));
}

// How often it is looked whether who made a subscription may still read its project, and how long it goes on when that cannot be seen.

import type { Instant } from '../ci/pipeline.ts';
import type { Doubt } from './subscription.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** So old may what was seen last be when news of a private project come. */
export const FRESH = 6 * HOUR;

/** An account that ended is linked again within days; who was taken out of a project was meant to be. */
const grace: Readonly<Record<Doubt['why'], number>> = { account: 7 * DAY, access: DAY };

/** Once a day, never all at once. `random`: from 0 up to 1. */
export function nextCheck(now: Instant, random: () => number): Instant {
  return now + 0.75 * DAY + random() * 0.5 * DAY;
}

/** While there is doubt somebody may mend it, and is to see that soon. */
export function nextInDoubt(now: Instant, random: () => number): Instant {
  return now + 0.5 * HOUR + random() * HOUR;
}

/** When one ends that its maker's right is not seen for. */
export function graceEnd({ why, since }: Doubt): Instant {
  return since + grace[why];
}

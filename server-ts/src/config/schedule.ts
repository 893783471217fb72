// Schedules in cron syntax, by the clock of a time zone.

import { Cron } from 'croner';
import type { Instant } from '../ci/pipeline.ts';

/** Five fields, and a day on which it happens at all. */
export function isSchedule(text: string): boolean {
  try {
    return read(text, 'UTC').nextRun() !== null;
  } catch {
    return false;
  }
}

/** Whether the schedule falls on the minute of an instant. Both must have been checked. */
export function isDue(schedule: string, timezone: string, at: Instant): boolean {
  return read(schedule, timezone).match(new Date(at - (at % 60_000)));
}

function read(text: string, timezone: string): Cron {
  return new Cron(text, { mode: '5-part', timezone, paused: true });
}

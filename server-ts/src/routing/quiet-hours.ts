// Until when it is quiet, by the clock on the wall of a time zone, also on the days when that clock is changed.

import type { Instant } from '../ci/pipeline.ts';
import type { QuietHours } from './rules.ts';

/** When the quiet that holds at an instant ends; undefined when it is not quiet then. */
export type QuietUntil = (now: Instant) => Instant | undefined;

/** What a clock on the wall shows: day of the week from 1 (Monday) to 7, and minutes since midnight. */
interface WallTime {
  readonly day: number;
  readonly minute: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60;
/** Quiet that never ends is refused with the configuration; this only bounds the search: a week has fewer borders. */
const MOST_STEPS = 40;

/** Throws a RangeError for a time zone that there is not. */
export function compileQuietHours(hours: QuietHours): QuietUntil {
  const clock = createWallClock(hours.timezone);
  const isQuiet = (at: Instant): boolean => isQuietAt(hours, clock(at));
  return (now) => (isQuiet(now) ? endOf(hours, clock, isQuiet, now) : undefined);
}

/** Whether there is a minute in the week that is not quiet. */
export function leavesRoom(hours: Omit<QuietHours, 'timezone'>): boolean {
  const days = [1, 2, 3, 4, 5, 6, 7];
  return days.some((day) => [0, hours.from, hours.to].some((minute) => !isQuietAt(hours, { day, minute })));
}

function isQuietAt({ from, to, days, daysOff }: Omit<QuietHours, 'timezone'>, { day, minute }: WallTime): boolean {
  if (daysOff.includes(day)) return true;
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  const dayBefore = day === 1 ? 7 : day - 1;
  return (days.includes(day) && minute >= from) || (days.includes(dayBefore) && minute < to);
}

/** Goes from border to border of what the clock shows; in between nothing changes but, rarely, the clock itself. */
function endOf(hours: QuietHours, clock: (at: Instant) => WallTime, isQuiet: (at: Instant) => boolean, now: Instant): Instant {
  let at = now - (now % MINUTE);
  for (let step = 0; step < MOST_STEPS && isQuiet(at); step += 1) {
    const { day, minute } = clock(at);
    const border = Math.min(...[hours.from, hours.to, DAY].filter((each) => each > minute));
    const expected: WallTime = border === DAY ? { day: (day % 7) + 1, minute: 0 } : { day, minute: border };
    const next = at + (border - minute) * MINUTE;
    at = shows(clock(next), expected) ? next : changeOfClock(clock, at, next);
  }
  return at;
}

function shows(left: WallTime, right: WallTime): boolean {
  return left.day === right.day && left.minute === right.minute;
}

/** The first minute at which the clock shows something else than the minutes that have passed since `from`. */
function changeOfClock(clock: (at: Instant) => WallTime, from: Instant, to: Instant): Instant {
  const start = clock(from);
  const goesOn = (minutes: number): boolean => {
    const total = start.minute + minutes;
    const expected = { day: total >= DAY ? (start.day % 7) + 1 : start.day, minute: total % DAY };
    return shows(clock(from + minutes * MINUTE), expected);
  };
  let [before, after] = [0, (to - from) / MINUTE];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (goesOn(middle)) before = middle;
    else after = middle;
  }
  return from + after * MINUTE;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function createWallClock(timeZone: string): (at: Instant) => WallTime {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
    return { day: weekdays.indexOf(parts.get('weekday') ?? '') + 1, minute };
  };
}

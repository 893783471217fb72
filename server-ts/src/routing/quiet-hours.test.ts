import * as fc from 'fast-check';
import { expect, test } from '@jest/globals';
import { compileQuietHours, leavesRoom } from './quiet-hours.ts';
import type { QuietHours } from './rules.ts';

const MINUTE = 60_000;
const every = [1, 2, 3, 4, 5, 6, 7];
const berlin: QuietHours = { from: 22 * 60, to: 7 * 60, days: every, daysOff: [], timezone: 'Europe/Berlin' };
const until = (hours: QuietHours, now: string): string | undefined => {
  const end = compileQuietHours(hours)(Date.parse(now));
  return end === undefined ? undefined : new Date(end).toISOString();
};

test.each([
  ['in the evening', berlin, '2026-11-21T21:30:00Z', '2026-11-22T06:00:00.000Z'],
  ['the minute before', berlin, '2026-11-21T20:59:59Z', undefined],
  ['when they end', berlin, '2026-11-22T06:00:00Z', undefined],
  ['the night in which the clock goes forward is an hour shorter', berlin, '2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
  ['the night in which it goes back is an hour longer', berlin, '2026-10-24T21:00:00Z', '2026-10-25T06:00:00.000Z'],
  ['an end that the clock jumps over', { ...berlin, to: 150 }, '2026-03-28T23:00:00Z', '2026-03-29T01:00:00.000Z'],
  ['days off run into the night', { ...berlin, daysOff: [6, 7] }, '2026-11-20T22:00:00Z', '2026-11-23T06:00:00.000Z'],
  ['only the nights before working days', { ...berlin, days: [7, 1, 2, 3, 4] }, '2026-11-20T22:00:00Z', undefined],
  ['Sunday night', { ...berlin, days: [7] }, '2026-11-23T03:00:00Z', '2026-11-23T06:00:00.000Z'],
])('%s', (_name, hours, now, expected) => expect(until(hours, now)).toBe(expected));

/** Another way to read the clock: as a text. */
function isQuiet({ from, to, days, daysOff, timezone }: QuietHours, at: number): boolean {
  const words = new Date(at).toLocaleString('de-DE', { timeZone: timezone, weekday: 'long', hour: '2-digit', minute: '2-digit' });
  const day =
    ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'].findIndex((name) => words.startsWith(name)) + 1;
  const [hour = NaN, minute = NaN] = (/(\d\d):(\d\d)/.exec(words) ?? []).slice(1).map(Number);
  const now = hour * 60 + minute;
  const yesterday = ((day + 5) % 7) + 1;
  if (daysOff.includes(day)) return true;
  return from < to
    ? days.includes(day) && from <= now && now < to
    : (days.includes(day) && now >= from) || (days.includes(yesterday) && now < to);
}

test('the end is the first minute that is not quiet, in every zone and on every day of the year', () => {
  const minutes = fc.oneof(fc.nat(1439), fc.constantFrom(0, 90, 120, 150, 180));
  const someDays = fc.uniqueArray(fc.constantFrom(...every), { maxLength: 6 });
  // The days around the changes of the clock in 2026, and any other.
  const changes = fc
    .constantFrom('2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-03-07', '2026-11-01', '2026-04-04', '2026-10-03')
    .map((day) => Date.parse(day));
  const days = fc.oneof(
    changes,
    fc.nat(364).map((day) => Date.UTC(2026, 0, 1 + day)),
  );
  fc.assert(
    fc.property(
      fc.record({
        from: minutes,
        to: minutes,
        days: someDays,
        daysOff: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.uniqueArray(fc.constantFrom(...every), { maxLength: 2 })),
        timezone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'),
      }),
      days,
      fc.nat(48 * 60),
      (hours, day, offset) => {
        fc.pre(hours.from !== hours.to && leavesRoom(hours));
        const now = day + offset * MINUTE;
        const end = compileQuietHours(hours)(now);
        expect(end !== undefined).toBe(isQuiet(hours, now));
        if (end === undefined) return;
        expect(isQuiet(hours, end)).toBe(false);
        // Looking at each minute takes long; a wrong border does not hide from every seventh.
        for (let at = end - MINUTE; at >= now; at -= 7 * MINUTE) expect(isQuiet(hours, at)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

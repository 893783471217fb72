import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readUntil, writeMoment } from './until.ts';

const now = Date.parse('2026-11-21T07:00:00Z');

test.each([
  ['90m', 'UTC', '2026-11-21T08:30:00Z'],
  [' 2 H ', 'UTC', '2026-11-21T09:00:00Z'],
  ['1w', 'UTC', '2026-11-28T07:00:00Z'],
  ['2026-11-24 09:00', 'Europe/Berlin', '2026-11-24T08:00:00Z'],
  ['2026-11-24', 'America/New_York', '2026-11-24T05:00:00Z'],
  // The clocks go forward on 2027-03-28 at 02:00 there.
  ['2027-03-28 01:59', 'Europe/Berlin', '2027-03-28T00:59:00Z'],
  ['2027-03-28 03:00', 'Europe/Berlin', '2027-03-28T01:00:00Z'],
  ['2026-11-24T09:00', 'no/such zone', '2026-11-24T09:00:00Z'],
  ['2026-11-24 09:00', 'Asia/Kolkata', '2026-11-24T03:30:00Z'],
])('%s in %s is %s', (text, timezone, expected) => {
  expect(readUntil(text, now, timezone)).toEqual({ ok: true, until: Date.parse(expected) });
});

test.each(['', 'soon', '0h', '2026-11-21 06:59', '2026-13-45', '400d', '2030-01-01', '-1h', '1h30m'])('%s is refused in words', (text) => {
  expect(readUntil(text, now, 'UTC')).toEqual({ ok: false, reason: expect.stringMatching(/\.$/) });
});

test('a moment that was written is read as the same', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Auckland', 'Asia/Kathmandu');
  fc.assert(
    // Not in the night, where clocks are set.
    fc.property(zones, fc.integer({ min: 1, max: 360 }), fc.integer({ min: 0, max: 59 }), (zone, days, minute) => {
      const noon = readUntil(
        `${new Date(now + days * 86_400_000).toISOString().slice(0, 10)} 12:${String(minute).padStart(2, '0')}`,
        now,
        zone,
      );
      if (!noon.ok) throw new Error(noon.reason);
      const written = writeMoment(noon.until, zone);
      expect(written).toMatch(/^\d{4}-\d\d-\d\d 12:\d\d \(.+\)$/);
      expect(readUntil(written.slice(0, 16), now, zone)).toEqual(noon);
    }),
  );
});

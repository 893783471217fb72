// Reads until when something is to hold, as people write it, and writes it back.

import type { Instant } from '../ci/pipeline.ts';

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const LONGEST = 366 * 86_400_000;

export type Until = { readonly ok: true; readonly until: Instant } | { readonly ok: false; readonly reason: string };

/** `90m`, `2h`, `3d`, `1w`, `2026-11-24`, `2026-11-24 09:00` (in `timezone`, an IANA name). Refused unless it is ahead by at most a year. */
export function readUntil(text: string, now: Instant, timezone: string): Until {
  const until = readSpan(text.trim(), now) ?? readMoment(text.trim(), timezone);
  if (until === undefined) return { ok: false, reason: 'Write a duration such as 90m, 2h, 3d or 1w, or a time such as 2026-11-24 09:00.' };
  if (until <= now) return { ok: false, reason: 'That time has passed.' };
  return until - now > LONGEST ? { ok: false, reason: 'That is more than a year ahead.' } : { ok: true, until };
}

function readSpan(text: string, now: Instant): Instant | undefined {
  const [, count, unit = ''] = /^(\d{1,6})\s*([mhdw])$/i.exec(text) ?? [];
  const length = units[unit.toLowerCase()];
  return count === undefined || length === undefined ? undefined : now + Number(count) * length;
}

function readMoment(text: string, timezone: string): Instant | undefined {
  const [, day, time = '00:00'] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?$/.exec(text) ?? [];
  const wall = day === undefined ? NaN : Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wall)) return undefined;
  // The zone's offset is looked up near the moment, then at it: it may change in between.
  const near = wall - offsetAt(wall, timezone);
  return wall - offsetAt(near, timezone);
}

/** Milliseconds that the clocks of the zone are ahead of UTC; 0 for a zone that is not known. */
function offsetAt(instant: Instant, timezone: string): number {
  const named = formatter('en-US', timezone, { timeZoneName: 'longOffset' }).format(instant);
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(named) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** `2026-11-24 09:00 (Europe/Berlin)`. */
export function writeMoment(instant: Instant, timezone: string): string {
  // Swedish writes dates as ISO does.
  const format = formatter('sv-SE', timezone, { dateStyle: 'short', timeStyle: 'short' });
  return `${format.format(instant).replace(',', '')} (${format.resolvedOptions().timeZone})`;
}

function formatter(language: string, timezone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: timezone });
  } catch {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  }
}

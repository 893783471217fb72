// Reads the forms of time that GitLab has used over its versions.

import type { Instant } from '../../ci/pipeline.ts';

const form = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?) ?(UTC|Z|[+-]\d\d:?\d\d)?$/;

/** `2016-08-12 15:23:28 UTC`, `2021-04-28 21:50:00 +0200`, ISO 8601; without a zone UTC. Undefined for all else. */
export function parseTime(text: string): Instant | undefined {
  const [, day, time, zone] = form.exec(text) ?? [];
  if (day === undefined || time === undefined) return undefined;
  const offset = zone === undefined || zone === 'UTC' ? 'Z' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2');
  const instant = Date.parse(`${day}T${time}${offset}`);
  return Number.isNaN(instant) ? undefined : instant;
}

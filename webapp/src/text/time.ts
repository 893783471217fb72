// Durations and ages in as few letters as can be read without thinking.
import type { Words } from './say.tsx';

const AGES: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `seconds` as `12s`, `3m 05s` or `1h 02m`; below zero (two clocks differ) counts as zero. */
export function durationText(seconds: number, { say }: Words): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= 3600) return say('time.hours', { hours: Math.floor(whole / 3600), minutes: two(Math.floor((whole % 3600) / 60)) });
  if (whole >= 60) return say('time.minutes', { minutes: Math.floor(whole / 60), seconds: two(whole % 60) });
  return say('time.seconds', { seconds: whole });
}

/** How long `at` (ms since 1970) lies before `now`, as `2m ago`. */
export function ageText(at: number, now: number, { say, locale }: Words): string {
  const seconds = (now - at) / 1000;
  const [unit, size] = AGES.find(([, atLeast]) => seconds >= atLeast) ?? [];
  if (unit === undefined || size === undefined) return say('time.now');
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'narrow' }).format(-Math.floor(seconds / size), unit);
}

/** The exact moment in the reader's own time zone. */
export function exactText(at: number, { locale, timeZone }: Words): string {
  const style = { dateStyle: 'medium', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat(locale, { ...style, ...(timeZone !== undefined && { timeZone }) }).format(at);
}

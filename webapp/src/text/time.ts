// Durations and ages in as few letters as can be read without thinking.
import type { Words } from './say.tsx';

const AGES: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `seconds` as `12 s`, `3 min 5 s` or `1 h 2 min`, as cards say it; below zero (two clocks differ) counts as zero. */
export function durationText(seconds: number, { say }: Words): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours > 0) return minutes === 0 ? say('time.wholeHours', { hours }) : say('time.hours', { hours, minutes });
  if (minutes === 0) return say('time.seconds', { seconds: whole });
  return whole % 60 === 0 ? say('time.wholeMinutes', { minutes }) : say('time.minutes', { minutes, seconds: whole % 60 });
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

// Durations and ages in as few letters as can be read without thinking.
import type { Words } from './say.tsx';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const MONTH = 2_592_000;
const YEAR = 31_536_000;

/** `seconds` as `12 s`, `3 min 5 s` or `1 h 2 min`, as cards say it; below zero (two clocks differ) counts as zero. */
export function durationText(seconds: number, { say }: Words): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours > 0) return minutes === 0 ? say('time.wholeHours', { hours }) : say('time.hours', { hours, minutes });
  if (minutes === 0) return say('time.seconds', { seconds: whole });
  return whole % 60 === 0 ? say('time.wholeMinutes', { minutes }) : say('time.minutes', { minutes, seconds: whole % 60 });
}

/** How long `at` (ms since 1970) lies before `now`: `5 min ago`, `yesterday`, `3 days ago`, as the bot says it. */
export function ageText(at: number, now: number, { say, locale }: Words): string {
  const seconds = (now - at) / 1000;
  if (seconds < MINUTE) return say('time.now');
  if (seconds < HOUR) return say('time.minutesAgo', { minutes: Math.floor(seconds / MINUTE) });
  if (seconds < DAY) return say('time.hoursAgo', { hours: Math.floor(seconds / HOUR) });
  if (seconds < MONTH) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(seconds / DAY), 'day');
  const [unit, size] = seconds < YEAR ? (['month', MONTH] as const) : (['year', YEAR] as const);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(-Math.floor(seconds / size), unit);
}

/** The exact moment in the reader's own time zone. */
export function exactText(at: number, { locale, timeZone }: Words): string {
  const style = { dateStyle: 'medium', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat(locale, { ...style, ...(timeZone !== undefined && { timeZone }) }).format(at);
}

// The day, hour and weekday of a moment by somebody's own clock. Pure.

import type { Instant } from '../ci/pipeline.ts';

export interface LocalTime {
  /** `2026-11-21` */
  readonly day: string;
  readonly hour: number;
  readonly isWorkday: boolean;
}

/** `timeZone`: IANA name; UTC when nobody knows it, as Mattermost may hold names that are newer than this Node. */
export function localTime(at: Instant, timeZone: string): LocalTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  const weekday = part('weekday');
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    isWorkday: weekday !== 'Sat' && weekday !== 'Sun',
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23', weekday: 'short' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...options, timeZone: 'UTC' });
  }
}

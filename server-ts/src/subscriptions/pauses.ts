// Gives CI systems the pauses they ask for, and notes where they refuse what somebody proves themselves with.

import type { Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Instant } from '../ci/pipeline.ts';

export interface Pauses {
  /** When it may be asked again; undefined: now. */
  until(connection: Connection): Instant | undefined;
  /** The same reach, listened to. */
  watch(connection: Connection, reach: Reach): { readonly reach: Reach; /** The proof was not taken. */ refused(): boolean };
}

/** Milliseconds where a CI system asks for a pause and does not say how long. */
const UNTOLD = 60_000;
const LONGEST = 24 * 3_600_000;

export function pausing(now: () => Instant): Pauses {
  const ends = new Map<string, Instant>();
  return {
    until({ provider, name }) {
      const end = ends.get(`${provider}/${name}`) ?? 0;
      return end > now() ? end : undefined;
    },
    watch({ provider, name }, reach) {
      let isRefused = false;
      const http: Reach['http'] = async (address, request) => {
        const answer = await reach.http(address, request);
        if (answer.status === 401) isRefused = true;
        if (answer.status === 429) ends.set(`${provider}/${name}`, now() + waitIn(answer.headers, now()));
        return answer;
      };
      return { reach: { ...reach, http }, refused: () => isRefused };
    },
  };
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function waitIn(headers: Headers, now: Instant): number {
  const after = headers.get('retry-after') ?? '';
  const told = /^\d{1,6}$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
  return Number.isNaN(told) ? UNTOLD : Math.min(Math.max(told, 1_000), LONGEST);
}

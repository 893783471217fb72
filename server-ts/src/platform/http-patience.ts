// Asks again what may be asked again: after the pause that a server wants, and where nothing can have been done yet.

import { setTimeout as pause } from 'node:timers/promises';
import type { Http, HttpAnswer, HttpRequest } from '../ci/http.ts';
import { systemClock, type Clock } from './clock.ts';
import { CiError } from './errors.ts';

export interface Patience {
  /** Requests in all for one that is asked. */
  readonly tries: number;
  /** Milliseconds; a server that wants a longer pause is not asked again. */
  readonly longest: number;
  readonly now?: Clock;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** Milliseconds where the server names none: doubled each time. */
const FIRST = 250;
/** A proxy has nobody behind it, or the server begins just now. */
const AWAY = new Set([502, 503, 504]);
const BROKEN = new Set(['CI_HTTP_BROKEN', 'CI_HTTP_CLOSED']);

/**
 * 429: any request, as it was refused before it did anything. Else only GET, since nobody knows what became of another one.
 * The pause is `Retry-After` (seconds or a date), else `RateLimit-Reset` (seconds since 1970), else short.
 */
export function patiently(http: Http, { tries, longest, now = systemClock, wait = pause }: Patience): Http {
  return async (address, request = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await ask(http, address, request);
      const wanted = attempt < tries ? pauseAfter(outcome, request, attempt, now()) : undefined;
      if (wanted === undefined || wanted > longest) {
        if (outcome instanceof CiError) throw outcome;
        return outcome;
      }
      await wait(wanted);
    }
  };
}

function ask(http: Http, address: string, request: HttpRequest): Promise<HttpAnswer | CiError> {
  return http(address, request).catch((error: unknown) => {
    if (error instanceof CiError) return error;
    throw error;
  });
}

/** Milliseconds; undefined when it is not to be asked again. */
function pauseAfter(outcome: HttpAnswer | CiError, { method = 'GET' }: HttpRequest, attempt: number, now: number): number | undefined {
  const usual = FIRST * 2 ** (attempt - 1);
  if (outcome instanceof CiError) return method === 'GET' && BROKEN.has(outcome.code) ? usual : undefined;
  const { status, headers } = outcome;
  if (status !== 429 && !(method === 'GET' && AWAY.has(status))) return undefined;
  return wantedPause(headers, now) ?? usual;
}

function wantedPause(headers: Headers, now: number): number | undefined {
  const after = headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/.test(after)) return Number(after) * 1000;
  const reset = headers.get('ratelimit-reset') ?? '';
  const until = /^\d{9,11}$/.test(reset) ? Number(reset) * 1000 : Date.parse(after);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now);
}

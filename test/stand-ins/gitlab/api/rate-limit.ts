// So many requests of one token in a minute, with the headers that GitLab tells of it.
import { tooMany } from './moods.ts';
import type { Answer } from './answer.ts';

export interface RateLimit {
  /** Requests of one token in each window. */
  readonly requests: number;
  /** A minute when left out. */
  readonly windowMs?: number;
}

export interface RateLimiter {
  /** No limit when undefined. Starts to count anew. */
  limit(limit: RateLimit | undefined): void;
  look(who: string): { readonly headers: Answer['headers']; readonly answer?: Answer };
}

export function createRateLimiter(): RateLimiter {
  let current: RateLimit | undefined;
  let windows = new Map<string, { start: number; seen: number }>();
  return {
    limit(limit) {
      current = limit;
      windows = new Map();
    },
    look(who) {
      if (current === undefined) return { headers: {} };
      const { requests, windowMs = 60_000 } = current;
      const now = Date.now();
      const old = windows.get(who);
      const window = old === undefined || now - old.start >= windowMs ? { start: now, seen: 0 } : old;
      window.seen += 1;
      windows.set(who, window);
      const reset = Math.ceil((window.start + windowMs) / 1000);
      const headers = {
        'RateLimit-Limit': String(requests),
        'RateLimit-Name': 'throttle_authenticated_api',
        'RateLimit-Observed': String(window.seen),
        'RateLimit-Remaining': String(Math.max(0, requests - window.seen)),
        'RateLimit-Reset': String(reset),
      };
      if (window.seen <= requests) return { headers };
      return { headers, answer: tooMany(Math.max(1, Math.ceil((window.start + windowMs - now) / 1000))) };
    },
  };
}

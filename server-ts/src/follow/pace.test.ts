import { expect, test } from '@jest/globals';
import { nextLook, retryLook, type Pace } from './pace.ts';

/** Looks that a run gets until `end` milliseconds when nothing is new. */
function looksUntil(end: number, pace: Partial<Pace> & Pick<Pace, 'phase'>): number {
  let looks = 0;
  for (let at = 0; at < end; looks += 1) at += nextLook({ told: false, open: 1, elapsed: at, ...pace, looks: looks + 1 });
  return looks;
}

test('in the queue it is looked at within seconds, and after an hour seldom', () => {
  expect([1, 2, 3, 4].map((looks) => nextLook({ phase: 'queued', looks, told: false, open: 1 }))).toEqual([1000, 1000, 1500, 2250]);
  expect(looksUntil(3_600_000, { phase: 'queued' })).toBeLessThan(140);
});

test('the end of a run is seen soon after it is expected, with few looks before', () => {
  const expected = 20 * 60_000;
  expect(nextLook({ phase: 'running', looks: 9, elapsed: expected - 3000, expected, told: false, open: 1 })).toBe(2000);
  expect(looksUntil(expected, { phase: 'running', expected })).toBeLessThan(60);
});

test('what webhooks tell of, and what is one of many, is looked at less often; nothing more seldom than every five minutes', () => {
  const pace: Pace = { phase: 'running', looks: 3, elapsed: 60_000, told: false, open: 1 };
  expect(nextLook({ ...pace, told: true })).toBeGreaterThanOrEqual(15_000);
  expect(nextLook({ ...pace, open: 50 })).toBe(10 * nextLook(pace));
  expect(nextLook({ ...pace, elapsed: 86_400_000, told: true, open: 500 })).toBe(300_000);
  expect([1, 2, 20].map(retryLook)).toEqual([2000, 4000, 300_000]);
});

import { expect, test } from '@jest/globals';
import { retryDelay } from './retry-delay.ts';

test('sixty tries five seconds apart, then growing to an hour, then none after about three days', () => {
  const delays: number[] = [];
  for (let delay = retryDelay(1); delay !== undefined; delay = retryDelay(delays.length + 1)) delays.push(delay);
  expect(delays.slice(0, 60).every((delay) => delay === 5_000)).toBe(true);
  expect(delays.slice(60, 63)).toEqual([10_000, 20_000, 40_000]);
  expect(Math.max(...delays)).toBe(3_600_000);
  const days = delays.reduce((sum, delay) => sum + delay, 0) / 86_400_000;
  expect(days).toBeGreaterThan(2.5);
  expect(days).toBeLessThan(3.5);
});

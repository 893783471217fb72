import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createPressureGauge } from './pressure.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a crowd is a burst, a long one a flood, and it is calm again soon after it, which is told', () => {
  const calmed = jest.fn();
  const gauge = createPressureGauge(() => Date.now(), calmed);
  const crowd = () => Array.from({ length: 6 }, () => gauge.arriving());
  expect(gauge.now()).toBe('calm');
  let gone = crowd();
  expect(gauge.now()).toBe('burst');
  for (const leave of gone) leave();
  jest.advanceTimersByTime(60);
  expect([gauge.now(), calmed.mock.calls.length]).toEqual(['burst', 0]);
  gone = crowd();
  jest.advanceTimersByTime(3_100);
  expect(gauge.now()).toBe('flood');
  expect(calmed).toHaveBeenCalled();
  for (const leave of gone) leave();
  calmed.mockClear();
  jest.advanceTimersByTime(250);
  expect(gauge.now()).toBe('calm');
  expect(calmed).toHaveBeenCalled();
  expect(jest.getTimerCount()).toBe(0);
});

test('that it is calm is told as soon as it is', () => {
  const calmed = jest.fn();
  const gauge = createPressureGauge(() => Date.now(), calmed);
  const crowd = (): void => {
    for (const leave of Array.from({ length: 6 }, () => gauge.arriving())) leave();
  };
  crowd();
  jest.advanceTimersByTime(60);
  crowd();
  jest.advanceTimersByTime(95);
  expect(calmed).not.toHaveBeenCalled();
  jest.advanceTimersByTime(10);
  expect(calmed).toHaveBeenCalled();
});

test('few senders are no crowd, however many deliveries come one after the other', () => {
  const gauge = createPressureGauge(
    () => Date.now(),
    () => undefined,
  );
  for (let n = 0; n < 100; n += 1) gauge.arriving()();
  expect(gauge.now()).toBe('calm');
});

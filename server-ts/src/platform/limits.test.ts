import { expect, test } from '@jest/globals';
import { createBuckets } from './limits.ts';

test('a burst goes through, then one at a time as the bucket fills', () => {
  const { take } = createBuckets({ capacity: 2, perSecond: 1, keys: 10 });
  expect([take('a', 0), take('a', 0), take('a', 0), take('b', 0), take('a', 1000), take('a', 1500)]).toEqual([0, 0, 1000, 0, 0, 500]);
});

test('a clock that goes back takes nothing away', () => {
  const { take } = createBuckets({ capacity: 1, perSecond: 1, keys: 10 });
  take('a', 5000);
  expect(take('a', 0)).toBe(1000);
});

test('only so many keys are remembered: the quietest is forgotten', () => {
  const { take } = createBuckets({ capacity: 1, perSecond: 0.001, keys: 2 });
  for (const key of ['a', 'b', 'a', 'c']) take(key, 0);
  expect([take('a', 0) > 0, take('c', 0) > 0, take('b', 0)]).toEqual([true, true, 0]);
});

test('what did not count after all can be taken again, but never more than a full bucket holds', () => {
  const buckets = createBuckets({ capacity: 2, perSecond: 1, keys: 10 });
  for (let times = 0; times < 5; times += 1) {
    expect(buckets.take('a', 0)).toBe(0);
    buckets.giveBack('a');
  }
  buckets.giveBack('a');
  expect([buckets.take('a', 0), buckets.take('a', 0), buckets.take('a', 0)]).toEqual([0, 0, 1000]);
});

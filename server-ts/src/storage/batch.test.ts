import { afterEach, expect, jest, test } from '@jest/globals';
import { array, assert, asyncProperty, boolean, integer } from 'fast-check';
import { createBatch } from './batch.ts';

const bad = (): Error => Object.assign(new Error('bad row'), { code: '22P05' });

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a lone call goes out at once, those that come meanwhile go together, in order and within the limits', async () => {
  const runs: number[][] = [];
  const gates: (() => void)[] = [];
  const batch = createBatch<number, number>(
    async (items) => {
      runs.push([...items]);
      await new Promise<void>((resolve) => gates.push(resolve));
      return items.map((item) => item * 10);
    },
    { max: 3, inFlight: 1, bytesOf: (item) => item, maxBytes: 20 },
  );
  const first = batch(1);
  await tick();
  expect(runs).toEqual([[1]]);
  const rest = [2, 3, 4, 19, 30, 5].map(batch);
  for (let at = 0; at < 6; at += 1) {
    gates.shift()?.();
    await tick();
  }
  expect(runs).toEqual([[1], [2, 3, 4], [19], [30], [5]]);
  expect(await Promise.all([first, ...rest])).toEqual([10, 20, 30, 40, 190, 300, 50]);
});

afterEach(() => void jest.useRealTimers());

test('a run waits for more items only while it is told to', async () => {
  const runs: number[][] = [];
  let linger = 0;
  const batch = createBatch<number, number>(
    async (items) => {
      runs.push([...items]);
      return [...items];
    },
    { max: 10, inFlight: 1, linger: () => linger },
  );
  await batch(1);
  await tick();
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'performance'] });
  linger = 5;
  const second = batch(2);
  await tick();
  const third = batch(3);
  expect(runs).toEqual([[1]]);
  jest.advanceTimersByTime(5);
  expect(await Promise.all([second, third])).toEqual([2, 3]);
  expect(runs).toEqual([[1], [2, 3]]);
});

test('one bad row fails alone, whichever it is and however many there are', () =>
  assert(
    asyncProperty(
      array(boolean(), { maxLength: 40 }),
      integer({ min: 1, max: 9 }),
      integer({ min: 1, max: 3 }),
      async (rows, max, inFlight) => {
        const taken: number[] = [];
        const batch = createBatch<{ at: number; good: boolean }, number>(
          async (items) => {
            if (items.some(({ good }) => !good)) throw bad();
            taken.push(...items.map(({ at }) => at));
            return items.map(({ at }) => at);
          },
          { max, inFlight },
        );
        const settled = await Promise.allSettled(rows.map((good, at) => batch({ at, good })));
        expect(settled.map((each) => each.status === 'fulfilled' && each.value)).toEqual(rows.map((good, at) => good && at));
        expect(taken.toSorted((a, b) => a - b)).toEqual(rows.flatMap((good, at) => (good ? [at] : [])));
      },
    ),
  ));

test('a database that is away is asked once, not once a row', async () => {
  let runs = 0;
  const batch = createBatch<number, number>(
    async () => {
      runs += 1;
      throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    },
    { max: 100, inFlight: 1 },
  );
  const settled = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => batch(at)));
  expect([runs, settled.filter(({ status }) => status === 'rejected').length]).toEqual([1, 50]);
});

test('what waits too long behind a run that hangs is refused, and what comes after it goes on', async () => {
  const gates: (() => void)[] = [];
  let now = 0;
  const batch = createBatch<number, number>(
    async (items) => {
      await new Promise<void>((resolve) => gates.push(resolve));
      return items;
    },
    { max: 10, inFlight: 1, patience: 20, now: () => now },
  );
  const hanging = batch(1);
  await tick();
  const late = batch(2);
  now = 21;
  const fresh = batch(3);
  gates.shift()?.();
  await expect(late).rejects.toMatchObject({ code: 'CI_STORAGE_SLOW' });
  gates.shift()?.();
  expect(await Promise.all([hanging, fresh])).toEqual([1, 3]);
});

import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { modelIdentity, tellLife } from '../ci/pipeline-history.ts';
import { toDeliveryId } from '../ci/ids.ts';
import type { HandedDelivery, StoredDelivery } from './deliveries.ts';
import type { Pressure } from './pressure.ts';
import { createScheduler, type SchedulerLimits } from './scheduler.ts';

const [event] = tellLife([{ stage: 0, manual: false, allowFailure: false }], []);

function handed(orderKey: string, id: number, bytes = 1): HandedDelivery {
  if (event === undefined) throw new Error(`nothing is told of ${modelIdentity.key}`);
  const delivery: StoredDelivery = {
    id: toDeliveryId(`${id}`),
    provider: 'some',
    connection: 'default',
    content: { kind: 'event', event },
  };
  return { orderKey, delivery, bytes };
}

const LIMITS: SchedulerLimits = { atOnce: 3, atOnceInFlood: 1, group: 2, keys: 50, deliveries: 5, bytes: 100, fresh: 1_000 };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A table of what waits, and workers that end when told. */
function world(limits: Partial<SchedulerLimits> = {}, free: (key: string) => boolean = () => true) {
  const table = new Map<string, Set<string>>();
  const seen = { busy: new Set<string>(), most: 0, read: 0, told: new Array<string>(), twice: false };
  const gates: (() => void)[] = [];
  const clock: { now: number; pressure: Pressure } = { now: 0, pressure: 'calm' };
  const scheduler = createScheduler(
    {
      take: async (key) => free(key),
      release: async () => undefined,
      async perform(key, given) {
        if (given === undefined) seen.read += 1;
        const ids = given?.map(({ id }) => `${id}`) ?? [...(table.get(key) ?? [])];
        seen.twice ||= seen.busy.has(key);
        seen.busy.add(key);
        seen.most = Math.max(seen.most, seen.busy.size);
        await new Promise<void>((resolve) => gates.push(resolve));
        for (const id of ids) table.get(key)?.delete(id);
        seen.told.push(...ids);
        seen.busy.delete(key);
        return false;
      },
      now: () => clock.now,
      pressure: () => clock.pressure,
    },
    { ...LIMITS, ...limits },
  );
  const store = (deliveries: readonly HandedDelivery[], since = clock.now): void => {
    for (const { orderKey, delivery } of deliveries) table.set(orderKey, (table.get(orderKey) ?? new Set()).add(`${delivery.id}`));
    scheduler.hand(deliveries, since);
  };
  const one = async (): Promise<void> => {
    gates.shift()?.();
    await turn();
  };
  const all = async (): Promise<void> => {
    await turn();
    while (gates.length > 0) await one();
  };
  const work = Object.assign(all, { one });
  return { scheduler, seen, clock, store, work, left: () => [...table.values()].reduce((sum, ids) => sum + ids.size, 0) };
}

test('whatever comes when, all is told once, one worker a key, no more keys at once than agreed, without a look into the table if it fits', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }), { maxLength: 8 }), async (batches) => {
      const { scheduler, seen, store, work, left } = world({ deliveries: 1_000 });
      scheduler.resume();
      let id = 0;
      for (const keys of batches) {
        store(keys.map((key) => handed(`key-${key}`, (id += 1))));
        await turn();
      }
      await work();
      await scheduler.idle();
      expect([seen.told.length, new Set(seen.told).size, left(), seen.twice, seen.read]).toEqual([id, id, 0, false, 0]);
      expect(seen.most).toBeLessThanOrEqual(3);
    }),
    { numRuns: 50 },
  ));

test('of what does not fit only the order key is kept, and the rest is read from the table', async () => {
  const { scheduler, seen, store, work, left } = world();
  scheduler.resume();
  store(Array.from({ length: 30 }, (_, id) => handed(`key-${id}`, id)));
  store([handed('large', 31, 101)]);
  expect(scheduler.space()).toBe(50 - 28);
  await work();
  expect([left(), seen.told.length]).toEqual([0, 31]);
  expect(seen.read).toBeGreaterThan(20);
});

test('keys beyond the limit are left to the sweep', async () => {
  const { scheduler, seen, store, work, left } = world({ keys: 4 });
  scheduler.resume();
  store(Array.from({ length: 20 }, (_, id) => handed(`key-${id}`, id)));
  await work();
  expect(seen.told.length + left()).toBe(20);
  expect(left()).toBeGreaterThan(0);
  scheduler.offer(Array.from({ length: 4 }, (_, id) => `key-${16 + id}`));
  await work();
  expect(seen.told).toEqual(expect.arrayContaining(['16', '17', '18', '19']));
});

test('what waited too long may be somebody else’s by now, and is read again', async () => {
  const { scheduler, seen, clock, store, work } = world();
  store([handed('lost', 1)]);
  scheduler.resume();
  store([handed('a', 2)], -2_000);
  clock.now = 500;
  await work();
  expect([seen.read, seen.told]).toEqual([1, ['2']]);
});

test('a key that another node works on is tried again, and its deliveries are not forgotten meanwhile', async () => {
  const others = new Set(['a']);
  const { scheduler, seen, store, work } = world({}, (key) => !others.has(key));
  scheduler.resume();
  store([handed('a', 1), handed('b', 2)]);
  await work();
  expect(seen.told).toEqual(['2']);
  store([handed('a', 3)]);
  others.clear();
  while (seen.told.length < 3) await work();
  expect(seen.told.toSorted()).toEqual(['1', '2', '3']);
});

test('in a burst nothing is begun, in a flood little; a pause forgets what waits and lets work in hand end', async () => {
  const { scheduler, seen, clock, store, work } = world();
  scheduler.resume();
  clock.pressure = 'burst';
  store(Array.from({ length: 4 }, (_, id) => handed(`key-${id}`, id)));
  await turn();
  expect(seen.most).toBe(0);
  clock.pressure = 'flood';
  scheduler.eased();
  await turn();
  expect(seen.most).toBe(1);
  scheduler.pause();
  await work();
  await scheduler.idle();
  expect([seen.told, scheduler.keys()]).toEqual([['0'], []]);
});

test('when much waits, turns begin in groups, so that they ask the database together', async () => {
  const { scheduler, seen, store, work } = world({ atOnce: 8, group: 3, deliveries: 1_000 });
  scheduler.resume();
  store(Array.from({ length: 40 }, (_, id) => handed(`key-${id}`, id)));
  await turn();
  expect(seen.busy.size).toBe(8);
  const sizes = new Set<number>();
  while (seen.told.length < 32) {
    await work.one();
    sizes.add(seen.busy.size);
  }
  // Never refilled one by one: three end before the next three begin.
  expect([...sizes].sort()).toEqual([6, 7, 8]);
  await work();
  expect(seen.told).toHaveLength(40);
});

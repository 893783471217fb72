import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import type { DeliveryId } from '../ci/ids.ts';
import { eachAtOnce } from '../platform/at-once.ts';
import type { NewDelivery, StoredDelivery } from './deliveries.ts';
import { firstIdAt } from './delivery-id.ts';
import { migrations } from './migrations/index.ts';
import { createRetention } from './retention.ts';
import { sampleDelivery } from './sample-delivery.ts';
import { createScratchDatabase, silent, until, untilUp, type ScratchDatabase } from './scratch-database.ts';
import { createStorage, type Storage } from './storage.ts';
import type { Ignored } from './turn.ts';

let database: ScratchDatabase;
let nodes: Storage[];
/** What each order key's work does in a test; `at` is the node. */
let works: Map<string, (at: number, deliveries: readonly StoredDelivery[]) => Promise<readonly Ignored[]>>;
const tasks = new Map<string, (at: number, payload: unknown) => Promise<void>>();

beforeAll(async () => {
  works = new Map();
  database = await createScratchDatabase();
  nodes = [1, 2].map(() => createStorage({ dataSource: database.url, log: silent }));
  // Both at once on an empty database: one of them makes the tables.
  for (const [at, each] of nodes.entries()) {
    each.start({
      work: async (orderKey, deliveries) => (await works.get(orderKey.replace(/:.*/, ''))?.(at, deliveries)) ?? [],
      tasks: { errand: async (payload) => tasks.get('errand')?.(at, payload) },
    });
  }
  await Promise.all(nodes.map(untilUp));
}, 30_000);

afterAll(async () => {
  await Promise.all(nodes.map((each) => each.close()));
  await database.drop();
});

const node = (at = 0): Storage => {
  const found = nodes[at % 2];
  if (found === undefined) throw new Error('no such node');
  return found;
};
const store = async (given: NewDelivery, at = 0): Promise<DeliveryId> => {
  const stored = await node(at).deliveries.store(given);
  if (stored.kind !== 'accepted') throw new Error('it was a duplicate');
  return stored.id;
};
const breathe = (ms = 2): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const stateOf = async (id: DeliveryId): Promise<Record<string, unknown>> => {
  const [row] = await database.query('select state, attempts, last_error from ci_command_center.deliveries where id = $1', [id]);
  return row ?? {};
};
/** As if `id`'s process had left it: its time has come for everybody. */
const abandon = (where: string): Promise<unknown> =>
  database.query(`update ci_command_center.deliveries set next_attempt_at = now() where state = 'pending' and ${where}`);

test('two nodes that start on an empty database do not get into each other’s way', async () => {
  const applied = await database.query('select id from ci_command_center.migrations order by id');
  expect(applied).toEqual(migrations.map(({ id }) => ({ id })).toSorted((a, b) => a.id - b.id));
});

test('a delivery is handed over as it was read, and after a failure comes back byte for byte as it was sent', async () => {
  const seen: StoredDelivery[] = [];
  works.set('bytes', async (_at, deliveries) => {
    seen.push(...deliveries);
    if (seen.length === 1) throw new Error('Mattermost is away');
    return deliveries.map(({ id }) => ({ id, reason: 'told nothing' }));
  });
  const given = sampleDelivery('bytes');
  const id = await store(given);
  await until(async () => (await stateOf(id))['attempts'] === 1);
  expect(await stateOf(id)).toEqual({ state: 'pending', attempts: 1, last_error: 'Mattermost is away' });
  const [{ wait } = {}] = await database.query(
    'select extract(epoch from next_attempt_at - now())::float as wait from ci_command_center.deliveries where id = $1',
    [id],
  );
  expect(Math.abs(Number(wait) - 5)).toBeLessThan(1);
  await abandon(`id = '${id}'`);
  await until(async () => (await stateOf(id))['state'] === 'ignored');
  expect(await stateOf(id)).toEqual({ state: 'ignored', attempts: 1, last_error: 'told nothing' });
  const [first, second] = seen;
  expect(first).toEqual({ id, provider: 'some', connection: 'default', content: { kind: 'event', event: given.event } });
  const { headers, query } = given;
  expect(second).toEqual({
    id,
    provider: 'some',
    connection: 'default',
    content: { kind: 'raw', headers, query, body: expect.anything() },
  });
  expect(second?.content.kind === 'raw' && Buffer.from(second.content.body).equals(given.body)).toBe(true);
});

test('a hundred repetitions at once on two nodes are one delivery; without an identity, or of another connection, none is one', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => node(at).deliveries.store(sampleDelivery('same', 'same'))));
  expect(answers.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
  expect(await node().deliveries.store(sampleDelivery('same', 'same'))).toEqual({ kind: 'duplicate' });
  const others = [sampleDelivery('x'), sampleDelivery('x'), { ...sampleDelivery('x', 'same'), connection: 'lab' }];
  const more = await Promise.all(others.map((each) => node().deliveries.store(each)));
  expect(more.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted']);
});

test('one delivery that the database refuses does not take its batch along', async () => {
  const bad = { ...sampleDelivery('fine'), query: '\0' };
  const answers = await Promise.allSettled(
    [sampleDelivery('fine'), bad, sampleDelivery('fine')].map((each) => node().deliveries.store(each)),
  );
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a burst of 10,000, shuffled, repeated and sent to two nodes: all are told, by one worker a subject at a time', async () => {
  const told = new Map<DeliveryId, number>();
  const busy = new Map<string, number>();
  let most = 0;
  works.set('burst', async (_at, deliveries) => {
    const subject = deliveries[0]?.connection ?? '';
    busy.set(subject, (busy.get(subject) ?? 0) + 1);
    most = Math.max(most, busy.get(subject) ?? 0);
    await breathe();
    for (const { id } of deliveries) told.set(id, (told.get(id) ?? 0) + 1);
    busy.set(subject, (busy.get(subject) ?? 0) - 1);
    return [];
  });
  const numbers = Array.from({ length: 12_000 }, (_, at) => (at * 7919) % 10_000);
  // More at the same time would wait longer than a sender does, where the machine is slow.
  const answers = await eachAtOnce(numbers, 1_000, (n, at) =>
    node(at).deliveries.store({ ...sampleDelivery(`burst:${n % 2_000}`, `burst-${n}`), connection: `burst:${n % 2_000}` }),
  );
  const accepted = answers.flatMap((answer) => (answer.kind === 'accepted' ? [answer.id] : []));
  expect(accepted).toHaveLength(10_000);
  await until(() => told.size === 10_000, 50_000);
  await until(async () => (await node().deliveries.counts()).pending === 0);
  expect(most).toBe(1);
  // One that was handed over may have been read by the other node just before: merging it again changes nothing, so it is only waste.
  expect([...told.values()].filter((times) => times > 1).length).toBeLessThan(100);
}, 80_000);

test('the last try leaves the delivery for a person, who sees it and lets it be tried again', async () => {
  let away = true;
  works.set('hopeless', async () => {
    if (away) throw new Error('still away');
    return [];
  });
  const id = await store(sampleDelivery('hopeless'));
  await until(async () => (await stateOf(id))['attempts'] === 1);
  await database.query('update ci_command_center.deliveries set attempts = 139, next_attempt_at = now() where id = $1', [id]);
  await until(async () => (await stateOf(id))['state'] === 'dead');
  const { deliveries } = node(1);
  const [dead] = await deliveries.dead({ limit: 10 });
  expect(dead).toMatchObject({ id, orderKey: 'hopeless', reason: 'still away', attempts: 140, size: 16 });
  expect(await deliveries.dead({ limit: 10, before: id })).toEqual([]);
  expect((await deliveries.counts()).dead).toBe(1);
  away = false;
  expect(await deliveries.replay('all')).toBe(1);
  expect(await deliveries.replay([id])).toBe(0);
  await until(async () => (await stateOf(id))['state'] === 'done');
});

test('a subject is shown again when asked, now and at its time, and again when that failed', async () => {
  const calls: number[] = [];
  works.set('again', async (_at, deliveries) => {
    calls.push(deliveries.length);
    if (calls.length === 1) throw new Error('no');
    return [];
  });
  const { deliveries } = node();
  const left = (): Promise<readonly Record<string, unknown>[]> =>
    database.query(`select attempts from ci_command_center.refreshes where order_key = 'again'`);
  await deliveries.refresh('again');
  await until(async () => (await left())[0]?.['attempts'] === 1);
  await database.query('update ci_command_center.refreshes set due_at = now()');
  await until(async () => (await left()).length === 0);
  expect(calls).toEqual([0, 0]);
  const later = Date.now() + 3_600_000;
  await Promise.all([later, later, later].map((at) => deliveries.refresh('again', at)));
  await deliveries.refresh('again', later);
  expect(await left()).toHaveLength(1);
  expect(calls).toHaveLength(2);
  await database.query('update ci_command_center.refreshes set due_at = now()');
  await until(async () => (await left()).length === 0);
  expect(calls).toEqual([0, 0, 0]);
});

test('when a connection was last heard, on every node', async () => {
  const before = Date.now();
  await store({ ...sampleDelivery('heard'), connection: 'heard' });
  expect(await node().deliveries.lastOf('some', 'heard')).toBeGreaterThanOrEqual(before);
  await until(async () => ((await node(1).deliveries.lastOf('some', 'heard')) ?? 0) >= before);
  expect(await node().deliveries.lastOf('some', 'never')).toBeUndefined();
});

test('a change is told on all nodes, by its topic', async () => {
  const seen: string[] = [];
  const ends = nodes.flatMap((each, at) => ['mutes', 'other'].map((topic) => each.changes.on(topic, () => seen.push(`${topic} ${at}`))));
  await node(1).changes.notify('mutes');
  await until(() => seen.length >= 2);
  for (const end of ends) end();
  expect(seen.toSorted()).toEqual(['mutes 0', 'mutes 1']);
});

test('a task is done once, by one node, and one that waits under the same key is replaced', async () => {
  const done: unknown[] = [];
  tasks.set('errand', async (_at, payload) => void done.push(payload));
  const at = Date.now() + 500;
  await node().tasks.add('errand', { n: 1 }, { key: 'one', at });
  await node(1).tasks.add('errand', { n: 2 }, { key: 'one', at });
  await node(1).tasks.add('errand', { n: 3 });
  await until(() => done.length >= 2);
  await until(async () => (await database.query('select from ci_command_center_queue.jobs')).length === 0);
  expect(done).toEqual([{ n: 3 }, { n: 2 }]);
});

test('what is old is forgotten, what waits or is young is not', async () => {
  const now = Date.UTC(2030, 0, 1);
  const days = (count: number): number => now - count * 86_400_000;
  const add = (at: number, state: string, count: number): Promise<unknown> =>
    database.query(
      `insert into ci_command_center.deliveries (id, provider, connection, order_key, headers, query, body, state)
       select overlay($1::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, 'old', 'default', 'old', '{}', '', '', $2 from generate_series(1, $3::integer) n`,
      [firstIdAt(at), state, count],
    );
  for (const [age, state, count] of [
    [4, 'done', 2500],
    [5, 'ignored', 3],
    [2, 'done', 5],
    [6, 'dead', 7],
    [31, 'dead', 11],
    [40, 'pending', 13],
  ] as const) {
    await add(days(age), state, count);
  }
  await database.query(
    `update ci_command_center.deliveries set state = 'pending', next_attempt_at = 'infinity' where provider = 'old' and state = 'pending'`,
  );
  const pool = new Pool({ connectionString: database.url });
  await createRetention(() => pool)(now);
  await pool.end();
  const left = await database.query(
    `select state, count(*)::integer as count from ci_command_center.deliveries where provider = 'old' group by state order by state`,
  );
  expect(left).toEqual([
    { state: 'dead', count: 7 },
    { state: 'done', count: 5 },
    { state: 'pending', count: 13 },
  ]);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DeliveryId } from '../ci/ids.ts';
import { merge } from '../ci/merge.ts';
import { modelIdentity, tellLife } from '../ci/pipeline-history.ts';
import { toChannelId, toPostId } from '../ci/ids.ts';
import type { NewDelivery, StoredDelivery } from './deliveries.ts';
import { createScratchDatabase, silent, until, untilUp, type ScratchDatabase } from './scratch-database.ts';
import { createStorage, type Storage } from './storage.ts';

let database: ScratchDatabase;
let nodes: Storage[];
let works: Map<string, (at: number, orderKey: string) => Promise<void>>;

beforeAll(async () => {
  works = new Map();
  database = await createScratchDatabase();
  nodes = [1, 2].map(() => createStorage({ dataSource: database.url, log: silent }));
  // Both at once on an empty database: one of them makes the tables.
  for (const [at, each] of nodes.entries()) each.start(async (orderKey) => works.get(orderKey)?.(at, orderKey));
  await Promise.all(nodes.map(untilUp));
});

afterAll(async () => {
  await Promise.all(nodes.map((each) => each.close()));
  await database.drop();
});

const node = (at = 0): Storage => {
  const found = nodes[at];
  if (found === undefined) throw new Error('no such node');
  return found;
};
const delivery = (orderKey: string, dedupeKey?: string): NewDelivery => ({
  provider: 'some',
  connection: 'default',
  dedupeKey,
  headers: { 'x-some-event': 'Pipeline' },
  query: 'a=b',
  body: Buffer.from('{"a":"\\u0000ü"}'),
  orderKey,
});
const store = async (given: NewDelivery, at = 0): Promise<DeliveryId> => {
  const stored = await node(at).deliveries.store(given);
  if (stored.kind !== 'accepted') throw new Error('it was a duplicate');
  return stored.id;
};
/** Works on an order key as the flow does, and notes which deliveries it finished. */
const finishing = (orderKey: string): DeliveryId[] => {
  const done: DeliveryId[] = [];
  works.set(orderKey, async (at) => {
    const ids = (await node(at).deliveries.pending(orderKey)).map(({ id }) => id);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await node(at).deliveries.finish(ids, 'done');
    done.push(...ids);
  });
  return done;
};
const lookAt = async (id: DeliveryId): Promise<Record<string, unknown>> => {
  const [row] = await database.query(
    'select state, attempts, last_error, next_attempt_at from ci_command_center.deliveries where id = $1',
    [id],
  );
  return row ?? {};
};

test('two nodes that start on an empty database do not get into each other’s way', async () => {
  expect(await database.query('select id from ci_command_center.migrations')).toEqual([{ id: 1 }]);
});

test('a delivery is stored byte for byte, queued, and worked on', async () => {
  const seen = Promise.withResolvers<readonly StoredDelivery[]>();
  works.set('bytes', async (at) => seen.resolve(await node(at).deliveries.pending('bytes')));
  const id = await store(delivery('bytes'));
  const [loaded, ...more] = await seen.promise;
  expect(more).toEqual([]);
  expect(loaded).toMatchObject({ id, provider: 'some', connection: 'default', headers: { 'x-some-event': 'Pipeline' }, query: 'a=b' });
  expect(Buffer.from(loaded?.body ?? []).toString()).toBe('{"a":"\\u0000ü"}');
});

test('a hundred repetitions at once on two nodes are one delivery', async () => {
  const done = finishing('repeated');
  const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => node(at % 2).deliveries.store(delivery('repeated', 'same'))));
  const accepted = answers.flatMap((answer) => (answer.kind === 'accepted' ? [answer.id] : []));
  expect(accepted).toHaveLength(1);
  await until(() => done.length > 0);
  expect(done).toEqual(accepted);
  expect(await node().deliveries.store(delivery('repeated', 'same'))).toEqual({ kind: 'duplicate' });
});

test('deliveries without an identity of their own, or of another connection, are never repetitions', async () => {
  const given = [delivery('x'), delivery('x'), { ...delivery('x', 'same'), connection: 'lab' }];
  const answers = await Promise.all(given.map((each) => node().deliveries.store(each)));
  expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted']);
});

test('deliveries of one pipeline are never worked on by two at once, over all nodes, and none is left', async () => {
  let busy = 0;
  let most = 0;
  const done = finishing('one');
  const finish = works.get('one');
  works.set('one', async (at, orderKey) => {
    most = Math.max(most, (busy += 1));
    await finish?.(at, orderKey);
    busy -= 1;
  });
  const stored = await Promise.all(Array.from({ length: 60 }, (_, at) => store(delivery('one'), at % 2)));
  await until(() => done.length >= 60, 4_000);
  expect(most).toBe(1);
  expect(done.toSorted()).toEqual(stored.toSorted());
});

test('a failed delivery is counted and comes again in five seconds; another one in between is no try of its', async () => {
  let fails = 0;
  works.set('failing', async (at) => {
    const ids = (await node(at).deliveries.pending('failing')).map(({ id }) => id);
    expect(await node(at).deliveries.fail(ids, 'Mattermost is away', 'failing')).toEqual([]);
    fails += 1;
  });
  const early = await store(delivery('failing'));
  await until(async () => fails === 1);
  expect(await lookAt(early)).toMatchObject({ state: 'pending', attempts: 1, last_error: 'Mattermost is away' });
  const [job] = await database.query(
    `select extract(epoch from run_at - now())::float as wait from ci_command_center_queue.jobs where key = 'failing'`,
  );
  expect(Math.abs(Number(job?.['wait']) - 5)).toBeLessThan(1);
  const late = await store(delivery('failing'));
  await until(() => fails === 2);
  expect([await lookAt(early), await lookAt(late)]).toMatchObject([{ attempts: 1 }, { attempts: 1 }]);
  const done = finishing('failing');
  await until(() => done.length === 2, 8_000);
}, 15_000);

test('the last try leaves the delivery for a person', async () => {
  const given = Promise.withResolvers<readonly DeliveryId[]>();
  works.set('hopeless', async (at) => {
    const ids = (await node(at).deliveries.pending('hopeless')).map(({ id }) => id);
    await database.query('update ci_command_center.deliveries set attempts = 139 where id = any($1)', [ids]);
    given.resolve(await node(at).deliveries.fail(ids, 'still away', 'hopeless'));
  });
  const id = await store(delivery('hopeless'));
  expect(await given.promise).toEqual([id]);
  expect(await lookAt(id)).toMatchObject({ state: 'dead', attempts: 140 });
});

const life = tellLife(
  [0, 1, 2].map((stage) => ({ stage, manual: false, allowFailure: false })),
  [0, 0, 1, 1, 2, 2].map((job) => ({ kind: 'advance', job, fails: false })),
);
const known = life.reduce<ReturnType<typeof merge> | undefined>(merge, undefined);

test('news of one pipeline on two nodes at once are all in its state, and news that say nothing new do not raise its revision', async () => {
  const { key } = modelIdentity;
  const tell = (): Promise<unknown> =>
    Promise.all(life.map((event, at) => node(at % 2).pipelines.merge(key, (state) => merge(state, event), 1_700_000_000_000 + at)));
  await tell();
  const before = await node().pipelines.find(key);
  await tell();
  const after = await node().pipelines.find(key);
  expect(after?.state).toEqual(known);
  expect(after).toEqual(before);
  expect(before?.revision).toBeGreaterThan(0);
});

const refuse = (): never => {
  throw new Error('no');
};

test('a change that throws leaves nothing behind', async () => {
  const key = modelIdentity.key;
  const before = await node().pipelines.find(key);
  await expect(node().pipelines.merge(key, refuse, 0)).rejects.toThrow('no');
  expect(await node().pipelines.find(key)).toEqual(before);
});

test('the ledger knows which post shows a pipeline where, and a channel lists what it shows', async () => {
  const { key } = modelIdentity;
  const channel = toChannelId('builds');
  const { cards, pipelines } = node();
  for (const { cards: ledger } of [node(), node(1)])
    expect(await ledger.open(key, [channel])).toEqual([{ channel, edits: 0, gone: false }]);
  await cards.claim(key, channel, 1_700_000_000_000);
  expect(await cards.open(key, [])).toEqual([{ channel, edits: 0, gone: false, claimedAt: 1_700_000_000_000 }]);
  await cards.posted(key, channel, toPostId('post'), 'started');
  await cards.edited(key, channel, 'verdict success');
  expect(await cards.open(key, [channel])).toMatchObject([{ post: 'post', substance: 'verdict success', edits: 1 }]);
  const { project } = modelIdentity;
  expect(await pipelines.inChannel(channel, { limit: 5, project: project.path.toUpperCase() })).toHaveLength(1);
  expect(await pipelines.inChannel(channel, { limit: 5, branch: 'no-such' })).toEqual([]);
  expect(await pipelines.inChannel(toChannelId('other'), { limit: 5 })).toEqual([]);
});

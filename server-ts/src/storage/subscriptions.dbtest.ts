import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toChannelId } from '../ci/ids.ts';
import { merge } from '../ci/merge.ts';
import { modelIdentity } from '../ci/pipeline-history.ts';
import type { NewSubscription } from '../subscriptions/subscription.ts';
import { createScratchDatabase, silent, until, untilUp, type ScratchDatabase } from './scratch-database.ts';
import { createStorage, type Storage } from './storage.ts';

let database: ScratchDatabase;
let nodes: readonly [Storage, Storage];

beforeAll(async () => {
  database = await createScratchDatabase();
  nodes = [createStorage({ dataSource: database.url, log: silent }), createStorage({ dataSource: database.url, log: silent })];
  for (const node of nodes) node.start({ work: async () => [] });
  await Promise.all(nodes.map(untilUp));
});

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await database.drop();
});

const wish = (channel: string, project: string, more: Partial<NewSubscription> = {}): NewSubscription => ({
  channelId: toChannelId(channel),
  creatorId: 'alice',
  provider: 'lab',
  project,
  branches: [],
  events: ['pipeline'],
  createdAt: 1_700_000_000_000,
  ...more,
});

test('a subscription comes back as it was made, the same project again changes it, and numbers are given once in a channel’s life', async () => {
  const [{ subscriptions }] = nodes;
  const full = wish('a', 'Platform/**', { connection: 'lab', branches: ['main', 'release/*'], notify: { after: 3 }, thread: 'flat' });
  const first = await subscriptions.subscribe(full);
  expect(first).toEqual({ made: true, subscription: { ...full, id: expect.any(String), number: 1 } });
  const changed = await subscriptions.subscribe(wish('a', 'platform/**', { connection: 'lab', creatorId: 'bob', notify: 'live' }));
  expect(changed).toMatchObject({
    made: false,
    subscription: { id: first.subscription.id, number: 1, creatorId: 'bob', notify: 'live', branches: [] },
  });
  expect((await subscriptions.subscribe(wish('a', 'platform/**'))).subscription.number).toBe(2);
  expect((await subscriptions.subscribe(wish('b', 'platform/**'))).subscription.number).toBe(1);
  expect(await subscriptions.unsubscribe(toChannelId('a'), 2)).toMatchObject({ number: 2 });
  expect(await subscriptions.unsubscribe(toChannelId('a'), 2)).toBeUndefined();
  expect((await subscriptions.subscribe(wish('a', 'other'))).subscription.number).toBe(3);
  expect((await subscriptions.inChannel(toChannelId('a'))).map(({ number }) => number)).toEqual([1, 3]);
});

test('twenty people who subscribe to the same at once on two nodes make one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => nodes[at % 2 === 0 ? 0 : 1].subscriptions.subscribe(wish('c', 'same', { creatorId: `u${at}` }))),
  );
  expect(answers.filter(({ made }) => made).length).toBeGreaterThan(0);
  expect(await nodes[0].subscriptions.inChannel(toChannelId('c'))).toHaveLength(1);
});

test('routing on both nodes is given one entry for each branch, and the same list until something changes', async () => {
  const [{ subscriptions }, { subscriptions: others }] = nodes;
  const globs = (list: typeof subscriptions) =>
    list
      .current()
      .filter(({ channelId }) => channelId === toChannelId('d'))
      .map(({ number, branch }) => [number, branch]);
  await subscriptions.subscribe(wish('d', 'x', { branches: ['main', 'next'] }));
  expect(globs(subscriptions)).toEqual([
    [1, 'main'],
    [1, 'next'],
  ]);
  await until(() => globs(others).length === 2);
  expect(others.current()).toBe(others.current());
  await others.unsubscribe(toChannelId('d'), 1);
  await until(() => globs(subscriptions).length === 0);
});

test('a paused one is not routed, and a channel is told once by one node of what happened', async () => {
  const [{ subscriptions }, { subscriptions: others }] = nodes;
  const channel = toChannelId('e');
  const { subscription } = await subscriptions.subscribe(wish('e', 'x'));
  const routed = () => subscriptions.current().some(({ channelId }) => channelId === channel);
  await subscriptions.pause(channel, 5);
  expect([routed(), (await subscriptions.inChannel(channel))[0]?.pausedAt]).toEqual([false, 5]);
  await subscriptions.resume(channel);
  expect(routed()).toBe(true);
  const taken = await Promise.all([subscriptions.takeNotices(), others.takeNotices()]);
  expect(taken.flat()).toEqual([{ kind: 'resumed', subscription }]);
  await subscriptions.noticed([subscription.id]);
  for (const node of [subscriptions, others]) await node.creatorLeft('alice', channel, 'deactivated', 7);
  expect(await others.takeNotices()).toMatchObject([{ kind: 'deactivated', subscription: { creatorLeftAt: 7 } }]);
  // Who subscribes again takes it over, and nothing is left to tell.
  expect((await subscriptions.subscribe(wish('e', 'x', { creatorId: 'bob' }))).subscription.creatorLeftAt).toBeUndefined();
  await database.query(`update ci_command_center.subscriptions set noticing_at = now() - interval '2 minutes'`);
  expect(await subscriptions.takeNotices()).toEqual([]);
});

test('a notice whose post was never confirmed is given out again', async () => {
  const [{ subscriptions }] = nodes;
  const channel = toChannelId('f');
  await subscriptions.subscribe(wish('f', 'x'));
  await subscriptions.creatorLeft('alice', channel, 'left', 1);
  expect(await subscriptions.takeNotices()).toHaveLength(1);
  expect(await subscriptions.takeNotices()).toEqual([]);
  await database.query(`update ci_command_center.subscriptions set noticing_at = now() - interval '2 minutes' where channel_id = 'f'`);
  expect(await subscriptions.takeNotices()).toHaveLength(1);
});

test('a mute is known on both nodes, renewed under its number, and gone when its time is over', async () => {
  const [{ mutes }, { mutes: others }] = nodes;
  const channelId = toChannelId('g');
  const now = Date.now();
  const mute = { channelId, creatorId: 'alice', what: 'project', pattern: 'a/b' } as const;
  const patterns = (list: typeof mutes) => list.current().map(({ pattern }) => pattern);
  expect(await mutes.mute({ ...mute, until: now + 60_000 })).toEqual({ ...mute, id: expect.any(String), number: 1, until: now + 60_000 });
  await until(() => patterns(others).includes('a/b'));
  expect(await others.mute({ ...mute, pattern: 'A/B', until: now - 1 })).toMatchObject({ number: 1 });
  expect(await mutes.inChannel(channelId, now)).toEqual([]);
  expect(await mutes.mute({ ...mute, pattern: 'c/d' })).toMatchObject({ number: 2, pattern: 'c/d' });
  expect(patterns(mutes)).toEqual(['c/d']);
  expect(await others.unmute(channelId, 2)).toMatchObject({ pattern: 'c/d' });
  await until(() => patterns(mutes).length === 0);
});

test('what a node did not hear while its database was away it knows once it is back', async () => {
  const [{ subscriptions }, other] = nodes;
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'ci-command-center'`,
  );
  await until(async () => (await subscriptions.subscribe(wish('h', 'x')).catch(() => undefined)) !== undefined, 15_000);
  await until(() => other.subscriptions.current().some(({ channelId }) => channelId === toChannelId('h')), 15_000);
});

test('the projects of the newest pipelines were heard', async () => {
  const [{ heard, subjects }] = nodes;
  expect(await heard(toChannelId('a'))).toEqual([]);
  const snapshot = {
    number: '1',
    url: 'https://ci.example/1',
    ref: { kind: 'branch', name: 'main' },
    status: 'success',
    stages: [],
  } as const;
  const told = { kind: 'pipeline', pipeline: modelIdentity, snapshot, jobs: [] } as const;
  await subjects.merge(modelIdentity.key, (known) => merge(known, told), 1_700_000_000_000);
  const { provider, connection, project } = modelIdentity;
  expect(await heard(toChannelId('a'))).toEqual([{ provider, connection, project: project.path, at: 1_700_000_000_000 }]);
});

test('one that somebody answers for is of the connection that was asked; one that nobody could be asked for is of all', async () => {
  const [{ subscriptions }] = nodes;
  const place = { kind: 'group', connection: 'lab', id: '3', open: false, archived: false } as const;
  await subscriptions.subscribe(wish('pins', 'city/**', { place, checkedAt: 4, checkAt: 2_000_000_000_000 }));
  await subscriptions.subscribe(wish('pins', 'town/**', { place }));
  const here = subscriptions.current().filter(({ channelId }) => channelId === 'pins');
  expect(here.map(({ project, connection }) => [project, connection]).toSorted()).toEqual([
    ['city/**', 'lab'],
    ['town/**', undefined],
  ]);
});

test('of one that chooses by labels routing knows two parts; of one whose project is known, its identity; of a stopped one nothing', async () => {
  const [{ subscriptions }] = nodes;
  const place = { kind: 'project', connection: 'lab', id: '7', open: false, archived: false } as const;
  const more = { events: ['issue', 'job'], labels: ['bug'], place, checkAt: 5 } as const;
  const { subscription } = await subscriptions.subscribe(wish('labels', 'p/x', more));
  const here = () => subscriptions.current().filter(({ channelId }) => channelId === 'labels');
  expect(here().map(({ events, labels, projectKey }) => ({ events, labels, projectKey }))).toEqual([
    { events: ['issue'], labels: ['bug'], projectKey: 'lab:7' },
    { events: ['job'], labels: undefined, projectKey: 'lab:7' },
  ]);
  const stopped = { why: 'access', at: 9 } as const;
  expect(await subscriptions.life.learned(subscription, { stopped, news: [{ kind: 'stopped', why: 'access' }] })).toBe(true);
  expect(here()).toEqual([]);
  expect(await subscriptions.inChannel(toChannelId('labels'))).toMatchObject([{ stopped, place }]);
  await subscriptions.subscribe(wish('labels', 'p/x', { createdAt: 1_700_000_000_001 }));
  expect(here()).toHaveLength(1);
  expect((await subscriptions.inChannel(toChannelId('labels')))[0]?.stopped).toBeUndefined();
  expect(await subscriptions.life.learned(subscription, { stopped, news: [] })).toBe(false);
});

test('those whose time has come are given to one node each; what was learned is told once, and a taken name is not taken', async () => {
  const [{ subscriptions: one }, { subscriptions: two }] = nodes;
  await Promise.all(Array.from({ length: 6 }, (_, at) => one.subscribe(wish('due', `due/${at}`, { checkAt: 1000 + at }))));
  const [left, right] = await Promise.all([one.life.due(900_000, 3), two.life.due(900_000, 3)]);
  const all = [...left, ...right].filter(({ channelId }) => channelId === 'due');
  expect(new Set(all.map(({ project }) => project)).size).toBe(6);
  expect((await one.life.due(900_000, 50)).filter(({ channelId }) => channelId === 'due')).toEqual([]);
  const [first, second] = all.toSorted((a, b) => a.project.localeCompare(b.project));
  if (first === undefined || second === undefined) throw new Error('six were made');
  await one.life.learned(first, { project: 'due/new', news: [{ kind: 'renamed', from: 'due/0', to: 'due/new' }] });
  await one.life.learned(second, { project: 'due/NEW', news: [{ kind: 'archived' }] });
  // Whoever looked at the same time knows less: nothing is told twice.
  expect(await two.life.learned(first, { news: [{ kind: 'renamed', from: 'due/0', to: 'due/new' }] })).toBe(false);
  const names = (await two.inChannel(toChannelId('due'))).map(({ project }) => project);
  expect(names).toEqual(expect.arrayContaining(['due/new', 'due/1']));
  const news = (await two.life.takeNews()).filter(({ subscription }) => subscription.channelId === 'due');
  expect(news.map(({ news: { kind } }) => kind)).toEqual(['renamed', 'archived']);
  expect(news[0]?.subscription).toMatchObject({ project: 'due/new', formerPaths: ['due/0'] });
  expect((await one.life.takeNews()).filter(({ subscription }) => subscription.channelId === 'due')).toEqual([]);
  await two.life.told(news.map(({ id }) => id));
  await one.life.hurry([first.id], 5);
  expect((await two.life.due(10, 50)).map(({ id }) => id)).toContain(first.id);
});

test('a project that took a name which the channel has already is not told of again and again; one renamed in a loop is heard of by few names', async () => {
  const [{ subscriptions }] = nodes;
  const channel = toChannelId('loop');
  const place = { kind: 'project', connection: 'lab', id: '70', open: false, archived: false } as const;
  await subscriptions.subscribe(wish('loop', 'l/taken'));
  await subscriptions.subscribe(wish('loop', 'l/0', { place }));
  const one = async () => {
    const found = (await subscriptions.about({ provider: 'lab', connection: 'lab', id: '70', path: 'L/Taken' })).find((each) => each.place);
    if (found === undefined) throw new Error('it was made');
    return found;
  };
  const rename = async (to: string) => {
    const known = await one();
    return subscriptions.life.learned(known, { project: to, news: [{ kind: 'renamed', from: known.project, to }] });
  };
  await rename('L/Taken');
  expect((await subscriptions.life.takeNews()).filter(({ subscription }) => subscription.channelId === channel)).toEqual([]);
  expect(await one()).toMatchObject({ project: 'l/0', formerPaths: ['l/taken'] });
  for (let at = 1; at < 50; at += 1) await rename(`l/${at % 30}`);
  const { project, formerPaths = [] } = await one();
  expect([project, formerPaths.length, formerPaths.at(-1)]).toEqual(['l/19', 20, 'l/18']);
  expect(await subscriptions.about({ provider: 'lab', connection: 'other', id: '70', path: 'l/none' })).toEqual([]);
});

test('that somebody may still read a project is noted without reading all subscriptions anew', async () => {
  const [{ subscriptions }] = nodes;
  const place = { kind: 'project', connection: 'lab', id: '71', open: false, archived: false } as const;
  const { subscription } = await subscriptions.subscribe(wish('quiet', 'q/x', { place }));
  const heard: (string | undefined)[] = [];
  const listener = await database.listen('ci_command_center_changes', (topic) => heard.push(topic));
  expect(await subscriptions.life.learned(subscription, { place: { ...place, open: true }, checkedAt: 5, checkAt: 9, news: [] })).toBe(
    true,
  );
  // Notices come in order.
  await database.query(`select pg_notify('ci_command_center_changes', 'the end')`);
  await until(() => heard.includes('the end'));
  expect(heard).toEqual(['the end']);
  await listener.close();
  expect((await subscriptions.inChannel(toChannelId('quiet')))[0]).toMatchObject({ checkedAt: 5, place: { open: true } });
});

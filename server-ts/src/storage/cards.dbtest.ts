import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDelivery, type News } from '../delivery/index.ts';
import { alertStateOf } from '../ci/alerts.ts';
import { subjectKey, toChannelId, toPostId, type SubjectKey } from '../ci/ids.ts';
import type { Slot } from './cards.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import type { Storage } from './storage.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await startScratchCluster(2);
});
afterAll(() => cluster.stop());

const node = (at = 0): Storage => cluster.node(at);
const builds = toChannelId('builds');
const alerts = toChannelId('alerts');

async function alertGroup(id: string): Promise<SubjectKey> {
  const key = subjectKey('watcher', 'default', 'alerts', id);
  const group = { receiver: 'team', labels: {}, commonLabels: {}, commonAnnotations: {} };
  const subject = { key, provider: 'watcher', connection: 'default' };
  const state = alertStateOf({ kind: 'alerts', subject, group, alerts: [], truncated: 0 });
  await node().subjects.merge(key, () => state, 1000);
  return key;
}

async function pipelineKey(): Promise<SubjectKey> {
  const key = subjectKey('some', 'default', '1', 'ledger');
  const pipeline = { key, provider: 'some', connection: 'default', project: { id: '1', path: 'a/b', url: '' }, id: 'ledger' };
  const outline = { number: '1', url: '', ref: { kind: 'branch', name: 'main' } } as const;
  await node().subjects.merge(
    key,
    () => ({ kind: 'pipeline', pipeline, overview: { kind: 'outline', attempt: 1, outline }, jobs: [] }),
    1000,
  );
  return key;
}

/** Posts as delivery does when nothing goes wrong. */
async function fill(slot: Slot, settled = false): Promise<void> {
  const claims = (await node().cards.find(slot))?.claims ?? 0;
  expect(await node().cards.claim(slot, 'me', claims, 1_700_000_000_000)).toBe(true);
  expect(await node().cards.posted(slot, claims + 1, toPostId(`post ${slot.episode} ${slot.reply}`), 'firing', settled)).toBe(true);
}

test('a channel’s card is laid down once, claimed once, and knows what it shows', async () => {
  const subject = await alertGroup('once');
  const slot = { subject, channel: builds, episode: 0, reply: '' };
  const empty = { slot, claims: 0, edits: 0, gone: false, settled: false };
  for (const { cards } of [node(), node(1)]) expect(await cards.open(subject, [builds, builds], false)).toEqual([empty]);
  const claims = await Promise.all(
    Array.from({ length: 40 }, (_, at) => node(at % 2).cards.claim(slot, `node ${at}`, 0, 1_700_000_000_000)),
  );
  expect(claims.filter(Boolean)).toHaveLength(1);
  const [claimed] = await node(1).cards.open(subject, [], false);
  expect(claimed).toMatchObject({
    claims: 1,
    claim: { by: `node ${claims.indexOf(true)}`, since: 1_700_000_000_000, age: expect.any(Number) },
  });
  expect(await node(1).cards.claim(slot, 'other', 1, 1_800_000_000_000)).toBe(true);
  expect(await node().cards.posted(slot, 1, toPostId('late'), 'firing', false)).toBe(false);
  expect(await node(1).cards.posted(slot, 2, toPostId('post'), 'firing', false)).toBe(true);
  expect(await node().cards.claim(slot, 'third', 2, 1)).toBe(false);
  await node().cards.note(slot, { edited: 'resolved', settled: true });
  const entry = { post: 'post', substance: 'resolved', edits: 1, settled: true, gone: false, claim: { since: 1_700_000_000_000 } };
  expect(await node().cards.find(slot)).toMatchObject(entry);
});

test('what is laid down is claimed by the same statement where asked: for one of many who lay it down, and never what was there', async () => {
  const subject = await alertGroup('first claim');
  await node().cards.open(subject, [alerts], false);
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, at) => {
      const first = { by: `node ${at}`, now: 1_700_000_000_000, channels: [builds, alerts] };
      return node(at % 2).cards.open(subject, [builds, alerts], false, first);
    }),
  );
  const ours = all.flatMap((entries, at) => entries.filter((entry) => entry.ours).map((entry) => ({ ...entry, at })));
  expect(ours).toMatchObject([{ slot: { channel: builds }, claims: 1, claim: { since: 1_700_000_000_000 } }]);
  expect(ours[0]?.claim?.by).toBe(`node ${ours[0]?.at}`);
  for (const entries of all) {
    const claims = Object.fromEntries(entries.map((entry) => [entry.slot.channel, entry.claim?.by]));
    expect(claims).toEqual({ [builds]: ours[0]?.claim?.by, [alerts]: undefined });
  }
  const slot = { subject, channel: builds, episode: 0, reply: '' };
  expect(await node(1).cards.claim(slot, 'other', 0, 1)).toBe(false);
  expect(await node(1).cards.posted(slot, 1, toPostId('post'), 'firing', false)).toBe(true);
});

test('a new outbreak has a card and replies of its own; where it was never posted, or not wanted any more, it has none', async () => {
  const subject = await alertGroup('episodes');
  const first = { subject, channel: builds, episode: 0, reply: '' };
  await node().cards.open(subject, [builds, alerts], false);
  await fill(first, true);
  await fill({ ...first, reply: 'log' });
  await node().cards.note({ ...first, channel: alerts }, { settled: true });
  expect(await node().cards.open(subject, [builds, alerts], true)).toHaveLength(3);
  expect(await node().cards.open(subject, [alerts], false)).toMatchObject([{}, {}, {}]);
  const anew = await node().cards.open(subject, [builds, alerts], false);
  expect(anew.map(({ slot }) => `${slot.channel} ${slot.episode} ${slot.reply}`).toSorted()).toEqual(['alerts 0 ', 'builds 1 ']);
  expect((await node(1).cards.open(subject, [builds, alerts], false)).toSorted(byChannel)).toEqual(anew.toSorted(byChannel));
});

const byChannel = (left: { slot: Slot }, right: { slot: Slot }): number => (left.slot.channel < right.slot.channel ? -1 : 1);

test('a pipeline has one card for good, however often it is tried again', async () => {
  const subject = await pipelineKey();
  await node().cards.open(subject, [builds], false);
  await fill({ subject, channel: builds, episode: 0, reply: '' }, true);
  expect(await node().cards.open(subject, [builds], false)).toMatchObject([{ slot: { episode: 0 }, settled: true }]);
});

test('what was given up for certain can be claimed by anybody; what is gone by nobody', async () => {
  const subject = await alertGroup('given up');
  const slot = { subject, channel: builds, episode: 0, reply: '' };
  await node().cards.claim(slot, 'me', 0, 1_700_000_000_000);
  await node().cards.note(slot, { unclaimed: true });
  expect(await node().cards.find(slot)).toEqual({ slot, claims: 1, edits: 0, gone: false, settled: false });
  expect(await node(1).cards.claim(slot, 'other', 1, 1_800_000_000_000)).toBe(true);
  expect((await node().cards.find(slot))?.claim?.since).toBe(1_800_000_000_000);
  await node().cards.note(slot, { gone: true });
  expect(await node().cards.claim(slot, 'third', 2, 1)).toBe(false);
});

const news = (subject: SubjectKey): News => ({
  subject,
  settled: false,
  content: { type: '', message: '', props: {} },
  substance: 'firing',
  replies: ['a', 'b'].map((key) => ({ key, loud: false, content: { type: '', message: '', props: {} } })),
  destinations: [{ channelId: builds, speak: true, quiet: false, thread: 'details' }],
});

test('two nodes that show fifty subjects at the same time make one post and one of each reply for each', async () => {
  const subjects = await Promise.all(Array.from({ length: 50 }, (_, at) => alertGroup(`race ${at}`)));
  const posts: string[] = [];
  const deliver = [node(0), node(1)].map(({ cards }) =>
    createDelivery({
      ledger: cards,
      posts: {
        create: async ({ root }, content) => {
          const post = `${content.props.ci_card_key}${root === undefined ? '' : ` below ${root}`}`;
          posts.push(post);
          return { kind: 'made', post: toPostId(post) };
        },
        update: async () => ({ kind: 'updated' }),
        find: async (_place, key) => posts.filter((each) => each === key || each.startsWith(`${key} below`)).map(toPostId),
        remove: async () => undefined,
      },
      live: { publish: () => undefined, changed: () => undefined },
      now: () => 1_700_000_000_000,
      shouldEdit: () => false,
      troubled: () => undefined,
    }),
  );
  for (let round = 0; round < 3; round += 1) await Promise.all(subjects.flatMap((subject) => deliver.map((each) => each(news(subject)))));
  const wanted = subjects.flatMap((key) => [`${key}#0`, `${key}#0/a below ${key}#0`, `${key}#0/b below ${key}#0`]);
  expect(posts.toSorted()).toEqual(wanted.toSorted());
});

import { expect, test } from '@jest/globals';
import type { PipelineView } from '@ci-command-center/contract';
import { toChannelId, toSubjectKey, toPostId, type ChannelId, type PostId } from '../ci/ids.ts';
import { createDelivery, type News } from './deliver.ts';
import type { Card } from '../storage/index.ts';

const pipeline = toSubjectKey('some/default/1/2');
const channelId = toChannelId('builds');
const view: PipelineView = {
  key: pipeline,
  revision: 1,
  provider: 'Some',
  project: { path: 'a/b', url: '' },
  number: '2',
  url: '',
  status: 'running',
  ref: { kind: 'branch', name: 'main' },
  stages: [],
  jobs: [],
  updatedAt: 0,
};
const news = (substance: string, speak = true): News => ({
  pipeline,
  view,
  substance,
  content: { type: 'custom', message: substance, props: {} },
  destinations: [{ channelId, speak }],
});

/** A server and a ledger in memory that can be told to break at a named step, once. */
function world() {
  const rows = new Map<ChannelId, Card>();
  const stored = new Map<PostId, string>();
  const seen: ChannelId[] = [];
  let breakAt = '';
  const step = (name: string): void => {
    if (name !== breakAt) return;
    breakAt = '';
    throw new Error(`broken at ${name}`);
  };
  const change = (channel: ChannelId, values: Partial<Card>): void => {
    rows.set(channel, { channel, edits: 0, gone: false, ...rows.get(channel), ...values });
  };
  const deliver = createDelivery({
    now: () => 1000,
    shouldEdit: ({ before, after, edits }) => before !== after && edits < 6,
    live: { publish: (channel) => void seen.push(channel) },
    posts: {
      create: async (_channel, { message }) => {
        const id = toPostId(`post${stored.size + 1}`);
        stored.set(id, message);
        step('after create');
        return id;
      },
      update: async (id, { message }) => {
        step('update');
        if (!stored.has(id)) return 'gone';
        stored.set(id, message);
        return 'updated';
      },
      find: async () => [...stored.keys()][0],
    },
    ledger: {
      open: async (_p, channels) => {
        for (const channel of channels) if (!rows.has(channel)) change(channel, {});
        return [...rows.values()];
      },
      claim: async (_p, channel, claimedAt) => {
        change(channel, { claimedAt });
        step('after claim');
      },
      posted: async (_p, channel, post, substance) => change(channel, { post, substance }),
      edited: async (_p, channel, substance) => change(channel, { substance, edits: (rows.get(channel)?.edits ?? 0) + 1 }),
      removed: async (_p, channel) => change(channel, { gone: true }),
    },
  });
  return { deliver, rows, stored, seen, breakNext: (name: string) => (breakAt = name) };
}

test('one post is made and then edited in place', async () => {
  const { deliver, stored, rows } = world();
  for (const substance of ['started', 'failing', 'verdict']) await deliver(news(substance));
  expect([...stored.values()]).toEqual(['verdict']);
  expect(rows.get(channelId)?.edits).toBe(2);
});

test('nothing is posted before it is time to speak, but the sidebar hears of it', async () => {
  const { deliver, stored, seen } = world();
  await deliver(news('started', false));
  expect(stored.size).toBe(0);
  expect(seen).toEqual([channelId]);
});

test.each(['after claim', 'after create', 'update'])(
  'broken %s and tried again, there is one post and it says the newest',
  async (where) => {
    const { deliver, stored, breakNext } = world();
    if (where === 'update') await deliver(news('started'));
    breakNext(where);
    await expect(deliver(news('failing'))).rejects.toThrow('broken');
    await deliver(news('verdict'));
    expect([...stored.values()]).toEqual(['verdict']);
  },
);

test('a post that somebody deleted is not made again', async () => {
  const { deliver, stored } = world();
  await deliver(news('started'));
  stored.clear();
  for (const substance of ['failing', 'verdict']) await deliver(news(substance));
  expect(stored.size).toBe(0);
});

test('a channel that no route names any more keeps its card up to date', async () => {
  const { deliver, stored } = world();
  await deliver(news('started'));
  await deliver({ ...news('verdict'), destinations: [] });
  expect([...stored.values()]).toEqual(['verdict']);
});

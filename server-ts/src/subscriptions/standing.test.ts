import { beforeEach, expect, test } from '@jest/globals';
import { toChannelId, type ChannelId } from '../ci/ids.ts';
import type { Log } from '../platform/log.ts';
import { createStanding, type StandingPorts } from './standing.ts';
import type { Leaving, StoredSubscription, SubscriptionNotice } from './subscription.ts';

const quiet: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => quiet };
function ignore(): void {
  return undefined;
}

let all: StoredSubscription[];
let notices: SubscriptionNotice[];
let channels: Map<string, 'open' | 'archived' | 'gone'>;
let gone: Map<string, Leaving>;
let posts: { readonly channel: ChannelId; readonly message: string }[];
let failing: (channel: ChannelId) => boolean;

const change = (concerned: (each: StoredSubscription) => boolean, to: (each: StoredSubscription) => StoredSubscription | undefined) => {
  all = all.flatMap((each) => (concerned(each) ? (to(each) ?? []) : [each]));
};

const ports: StandingPorts = {
  subscriptions: {
    all: async () => all,
    byCreator: async (creator) => all.filter(({ creatorId }) => creatorId === creator),
    inChannel: async (channel) => all.filter(({ channelId }) => channelId === channel),
    forgetChannel: async (channel) =>
      change(
        ({ channelId }) => channelId === channel,
        () => undefined,
      ),
    pause: async (channel, now) =>
      change(
        ({ channelId }) => channelId === channel,
        (each) => ({ ...each, pausedAt: now }),
      ),
    async resume(channel) {
      for (const each of all.filter(({ channelId }) => channelId === channel)) notices.push({ kind: 'resumed', subscription: each });
      change(
        ({ channelId }) => channelId === channel,
        ({ pausedAt: _paused, ...rest }) => rest,
      );
    },
    async creatorLeft(creator, channel, how, now) {
      const concerned = (each: StoredSubscription) =>
        each.channelId === channel && each.creatorId === creator && each.creatorLeftAt === undefined;
      for (const each of all.filter(concerned)) notices.push({ kind: how, subscription: each });
      change(concerned, (each) => ({ ...each, creatorLeftAt: now }));
    },
    creatorReturned: async (creator, channel) =>
      change(
        (each) => each.channelId === channel && each.creatorId === creator,
        ({ creatorLeftAt: _left, ...rest }) => rest,
      ),
    takeNotices: async () => notices,
    async noticed(ids) {
      notices = notices.filter(({ subscription: { id } }) => !ids.includes(id));
    },
  },
  lookAt: async (channel) => channels.get(channel) ?? 'open',
  presence: async (userId) => gone.get(userId) ?? 'present',
  names: async (ids) => new Map(ids.map((id) => [id, id])),
  titleOf: (provider) => provider.toUpperCase(),
  async post(channel, message) {
    if (failing(channel)) throw new Error('away');
    posts.push({ channel, message });
  },
  now: () => 5,
  log: quiet,
};
const standing = createStanding(ports);

function subscription(number: number, channel: string, creatorId: string): StoredSubscription {
  const events = ['pipeline'] as const;
  return {
    id: `${channel}${number}`,
    number,
    channelId: toChannelId(channel),
    creatorId,
    provider: 'lab',
    project: 'a/b',
    branches: [],
    events,
    createdAt: 0,
  };
}

beforeEach(() => {
  all = [subscription(1, 'x', 'alice'), subscription(2, 'x', 'bob'), subscription(3, 'x', 'alice'), subscription(1, 'y', 'alice')];
  [notices, posts, channels, gone, failing] = [[], [], new Map(), new Map(), () => false];
});

test('when who made them leaves, each channel is told once which subscriptions go on, and how to end them', async () => {
  gone.set('alice', 'left');
  await standing.personLeft('alice');
  await standing.personLeft('alice');
  await standing.review();
  expect(posts.map(({ channel }) => channel)).toEqual(['x', 'y']);
  expect(posts[0]?.message).toBe(
    [
      'alice, who made these subscriptions of this channel, has left it. They go on as before:',
      '- **1** LAB `a/b` · pipeline',
      '- **3** LAB `a/b` · pipeline',
      '`/ci unsubscribe <n>` ends one; `/ci subscribe` with the same project takes one over.',
    ].join('\n'),
  );
  expect(all).toHaveLength(4);
});

test('what was missed, as while the plugin was off, is told at the next review; so is what could not be posted', async () => {
  gone.set('bob', 'deactivated');
  failing = () => true;
  await standing.review();
  expect(posts).toEqual([]);
  failing = () => false;
  await standing.review();
  expect(posts).toHaveLength(1);
  expect(posts[0]?.message).toContain('bob, who made these subscriptions of this channel, was deactivated.');
});

test('a channel that takes no post keeps no other from its own', async () => {
  gone.set('alice', 'left');
  failing = (channel) => channel === 'x';
  await standing.review();
  expect(posts.map(({ channel }) => channel)).toEqual(['y']);
});

test('somebody else who leaves is nobody’s business, and who comes back may leave again', async () => {
  await standing.personLeft('mallory');
  expect(posts).toEqual([]);
  for (const state of ['left', undefined, 'left'] as const) {
    if (state === undefined) gone.delete('bob');
    else gone.set('bob', state);
    await standing.review();
  }
  expect(posts).toHaveLength(2);
});

test('subscriptions of an archived channel rest without a word, and the channel is told when they go on', async () => {
  channels.set('y', 'archived');
  gone.set('alice', 'left');
  await standing.channelChanged(toChannelId('y'));
  await standing.channelChanged(toChannelId('y'));
  expect(all.filter(({ pausedAt }) => pausedAt !== undefined).map(({ id }) => id)).toEqual(['y1']);
  expect(posts).toEqual([]);
  channels.set('y', 'open');
  gone.clear();
  await standing.channelChanged(toChannelId('y'));
  expect(posts.map(({ message }) => message.split('\n')[0])).toEqual([
    'This channel was archived; its subscriptions rested and go on now. What happened meanwhile is not posted here.',
  ]);
});

test('with a channel its subscriptions go', async () => {
  channels.set('x', 'gone');
  await standing.review();
  expect(all.map(({ id }) => id)).toEqual(['y1']);
});

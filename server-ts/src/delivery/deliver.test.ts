import { expect, test } from '@jest/globals';
import { toChannelId, toPostId, toSubjectKey } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import type { Deliver } from './deliver.ts';
import { atOnce, createWorld } from './fake-world.ts';
import type { News, Reply, Target } from './news.ts';

const channelId = toChannelId('builds');
const target: Target = { channelId, speak: true, quiet: false, thread: 'details' };
const replyOf = (key: string, more: Partial<Reply> = {}): Reply => ({
  key,
  loud: false,
  content: { type: '', message: key, props: {} },
  ...more,
});
const news = (message: string, more: Partial<News> = {}): News => ({
  subject: toSubjectKey('some/default/alerts/1'),
  settled: false,
  content: { type: 'custom', message, props: { mine: 1 } },
  substance: message,
  replies: [],
  destinations: [target],
  ...more,
});
const refusal = { kind: 'refused', problem: new CiError('CI_POST_REFUSED', 'No.', 'Do.') } as const;

function start(): { world: ReturnType<typeof createWorld>; deliver: Deliver } {
  const world = createWorld();
  return { world, deliver: world.process(atOnce) };
}

test('one post is made and then edited in place, and tells its place in the ledger', async () => {
  const { world, deliver } = start();
  for (const message of ['started', 'failing', 'verdict']) await deliver(news(message));
  expect(world.seen('builds')).toEqual(['verdict']);
  expect([...world.posts.values()].map(({ content }) => content.props)).toEqual([{ mine: 1, ci_card_key: 'some/default/alerts/1#0' }]);
});

test('nothing is posted before it is time to speak, and then what was told before is told', async () => {
  const { world, deliver } = start();
  expect(await deliver(news('started', { destinations: [{ ...target, speak: false }], replies: [replyOf('log')] }))).toEqual({});
  expect(world.posts.size).toBe(0);
  await deliver(news('verdict', { replies: [replyOf('log')] }));
  expect(world.seen('builds')).toEqual(['verdict', '> log']);
});

test('each policy says a loud and a quiet reply where it belongs, once', async () => {
  const replies = [replyOf('log'), replyOf('fixed', { loud: true })];
  const said = async (more: Partial<Target>): Promise<readonly string[]> => {
    const { world, deliver } = start();
    for (let time = 0; time < 3; time += 1) await deliver(news('verdict', { replies, destinations: [{ ...target, ...more }] }));
    return world.seen('builds');
  };
  expect(await said({ thread: 'details' })).toEqual(['verdict', '> log', '> fixed']);
  expect(await said({ thread: 'broadcast' })).toEqual(['verdict', '> log', '> fixed', 'fixed']);
  expect(await said({ thread: 'broadcast', quiet: true })).toEqual(['verdict', '> log', '> fixed']);
  expect(await said({ thread: 'flat' })).toEqual(['verdict', 'log', 'fixed']);
});

test('a reply whose content changes stays as it was said, unless it is one to edit', async () => {
  const { world, deliver } = start();
  const say = (message: string): Promise<unknown> => {
    const content = { type: '', message, props: {} };
    return deliver(news('card', { replies: [replyOf('kept', { content }), replyOf('edited', { content, edit: true })] }));
  };
  await say('old');
  await say('new');
  expect(world.seen('builds')).toEqual(['card', '> old', '> new']);
});

test('an outbreak after the end is a new card with replies of its own; the old one stays as it ended', async () => {
  const { world, deliver } = start();
  const replies = [replyOf('log')];
  await deliver(news('firing', { replies }));
  await deliver(news('resolved', { settled: true, replies }));
  await deliver(news('resolved', { settled: true, replies }));
  await deliver(news('firing', { replies }));
  expect(world.seen('builds')).toEqual(['resolved', '> log', 'firing', '> log']);
});

test('the end is noted even when it is no edit worth, and on a post that was deleted', async () => {
  const { world, deliver } = start();
  await deliver(news('same'));
  await deliver(news('same', { settled: true }));
  await deliver(news('again'));
  world.posts.clear();
  await deliver(news('seen to be gone'));
  await deliver(news('over', { settled: true }));
  await deliver(news('third'));
  expect(world.seen('builds')).toEqual(['third']);
});

test('in quiet hours nothing new is posted, edits go on, and it is said when to show it again', async () => {
  const { world, deliver } = start();
  const holdUntil = world.now + 5_000;
  const held = { destinations: [{ ...target, holdUntil }] };
  expect(await deliver(news('started', held))).toEqual({ again: holdUntil });
  expect(world.posts.size).toBe(0);
  await deliver(news('failing'));
  expect(await deliver(news('verdict', { ...held, replies: [replyOf('log')] }))).toEqual({ again: holdUntil });
  expect(world.seen('builds')).toEqual(['verdict']);
  world.now = holdUntil;
  expect(await deliver(news('verdict', { ...held, replies: [replyOf('log')] }))).toEqual({});
  expect(world.seen('builds')).toEqual(['verdict', '> log']);
});

test('a post that somebody deleted is not made again, nor anything in its thread', async () => {
  const { world, deliver } = start();
  await deliver(news('started'));
  world.posts.clear();
  for (const message of ['failing', 'verdict']) await deliver(news(message, { replies: [replyOf('log')] }));
  expect(world.posts.size).toBe(0);
});

test('a channel that no route names any more keeps its card up to date, and hears nothing else', async () => {
  const { world, deliver } = start();
  await deliver(news('started'));
  await deliver(news('verdict', { destinations: [], replies: [replyOf('log')] }));
  expect(world.seen('builds')).toEqual(['verdict']);
  expect(world.watched).toEqual([]);
});

test('a channel that takes no posts is told of, keeps no other one waiting, and is not tried for ever', async () => {
  const { world, deliver } = start();
  const [archived, broken] = [toChannelId('archived'), toChannelId('broken')];
  world.refuses.set(archived, refusal);
  const destinations = [archived, broken, channelId].map((each) => ({ ...target, channelId: each }));
  const other = world.process(atOnce, {
    posts: {
      create: async (place, content) => {
        if (place.channel === broken) throw new Error('the server is away');
        if (place.channel === archived) return refusal;
        world.posts.set(toPostId('p'), { id: toPostId('p'), place, content, at: world.now });
        return { kind: 'made', post: toPostId('p') };
      },
      update: async () => ({ kind: 'updated' }),
      find: async () => [],
      remove: async () => undefined,
    },
  });
  await expect(other(news('verdict', { destinations }))).rejects.toThrow('the server is away');
  expect(world.seen('builds')).toEqual(['verdict']);
  expect(world.troubles).toEqual(['archived CI_POST_REFUSED']);
  world.now += 20_000;
  expect(await deliver(news('verdict', { destinations }))).toEqual({});
  expect(world.seen('broken')).toEqual(['verdict']);
  world.refuses.clear();
  await deliver(news('verdict', { destinations }));
  expect(world.seen('archived')).toEqual(['verdict']);
});

test('where several routes lead to one channel, it is said once, as the one that speaks first wants it', async () => {
  const { world, deliver } = start();
  const destinations = [{ ...target, speak: false }, { ...target, holdUntil: world.now + 10 }, { ...target, thread: 'flat' } as const];
  await deliver(news('verdict', { destinations, replies: [replyOf('log')] }));
  expect(world.seen('builds')).toEqual(['verdict', 'log']);
});

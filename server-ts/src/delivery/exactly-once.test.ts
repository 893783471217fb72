import { expect, test } from '@jest/globals';
import { array, assert, asyncProperty, boolean, constantFrom, integer, record } from 'fast-check';
import { toChannelId, toSubjectKey } from '../ci/ids.ts';
import { createTurns, voidSafe } from './fake-turns.ts';
import { atOnce, createWorld, type Step } from './fake-world.ts';
import type { News, Reply } from './news.ts';

const channels = ['builds', 'alerts'].map(toChannelId);
const replies: readonly Reply[] = [
  { key: 'log', loud: false, content: { type: '', message: 'log', props: {} } },
  { key: 'verdict', loud: true, content: { type: '', message: 'failed', props: {} } },
];
const news = (message: string, settled: boolean): News => ({
  subject: toSubjectKey('some/default/alerts/1'),
  settled,
  content: { type: '', message, props: {} },
  substance: message,
  replies,
  destinations: channels.map((channelId) => ({ channelId, speak: true, quiet: false, thread: 'broadcast' })),
});

const shouldEdit = ({ before, after }: { before: string; after: string }): boolean => before !== after;

const life = record({
  choices: array(integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 }),
  /** Each: how many nodes tell it at once, and after how many calls which of them dies; whether the call at which it dies takes effect. */
  rounds: array(
    record({ nodes: integer({ min: 1, max: 2 }), dies: array(integer({ min: 0, max: 14 }), { maxLength: 2 }), takesEffect: boolean() }),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
  quick: constantFrom(1, 10_000),
});

test('whatever dies where, and whoever else is at it, each channel has one card and one of each reply, in order', () =>
  assert(
    asyncProperty(life, async ({ choices, rounds, quick }) => {
      const world = createWorld();
      const turns = createTurns(choices);
      for (const [round, { nodes, dies, takesEffect }] of rounds.entries()) {
        for (let node = 0; node < nodes; node += 1) {
          let calls = dies[node] ?? Number.POSITIVE_INFINITY;
          const step: Step = async (_name, effect) => {
            await turns.wait();
            calls -= 1;
            const result = calls >= 0 || (calls === -1 && takesEffect) ? effect() : undefined;
            // A dead process hears no answer; what it had sent is answered to nobody.
            return calls < 0 || result === undefined ? new Promise(() => undefined) : result;
          };
          void world.process(voidSafe(step), { shouldEdit })(news(`round ${round}`, false));
        }
        await turns.run();
        // What a dead process had sent has arrived by now.
        world.now += quick;
      }
      const last = world.process(atOnce, { shouldEdit });
      for (let tries = 0; tries < 50; tries += 1) {
        const { again } = await last(news('the end', false));
        if (again === undefined) break;
        world.now = again;
      }
      for (const channel of channels) expect(world.seen(channel)).toEqual(['the end', '> log', '> failed', 'failed']);
      expect(world.deleted.size).toBe(0);
    }),
    { numRuns: 400 },
  ));

test('a node that hangs while it posts finds its place taken, and takes its post back', async () => {
  for (const late of ['before', 'after'] as const) {
    const world = createWorld();
    const freed = Promise.withResolvers<void>();
    const slow = world.process(async (name, effect) => {
      if (name !== 'create') return effect();
      if (late === 'before') await freed.promise;
      const result = effect();
      if (late === 'after') await freed.promise;
      return result;
    });
    const told = slow(news('slow', false));
    await new Promise((resolve) => setImmediate(resolve));
    world.now += 20_000;
    const quick = world.process(atOnce);
    await quick(news('quick', false));
    freed.resolve();
    await told;
    for (;;) {
      const { again } = await quick(news('the end', false));
      if (again === undefined) break;
      world.now = again;
    }
    for (const channel of channels) expect(world.seen(channel)).toEqual(['the end', '> log', '> failed', 'failed']);
  }
});

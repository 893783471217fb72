import { expect, test } from '@jest/globals';
import { array, assert, asyncProperty, boolean, constantFrom, integer, record } from 'fast-check';
import type { PipelineSeen } from '../ci/event.ts';
import { subjectKey, toChannelId } from '../ci/ids.ts';
import { merge } from '../ci/merge.ts';
import { atOnce, createWorld, type Step } from '../delivery/fake-world.ts';
import type { News } from '../delivery/news.ts';
import { createTurns, voidSafe } from '../delivery/fake-turns.ts';
import { holdIn } from '../routing/destination.ts';
import { createFakeFollows } from './fake-follows.ts';

const channel = toChannelId('builds');
const project = { id: 'api', path: 'api', url: '' };
const key = subjectKey('lab', 'default', 'api', '14');
const seen: PipelineSeen = {
  kind: 'pipeline',
  pipeline: { key, provider: 'lab', connection: 'default', project, id: '14', role: 'build' },
  snapshot: { number: '14', url: '', status: 'running', ref: { kind: 'branch', name: 'main' }, stages: [], queued: '7' },
  jobs: [],
};
const state = merge(undefined, seen);
const news = (message: string): News => ({
  subject: key,
  settled: false,
  content: { type: '', message, props: {} },
  substance: message,
  replies: [{ key: 'log', loud: false, content: { type: '', message: 'log', props: {} } }],
  destinations: [{ channelId: channel, speak: true, quiet: false, thread: 'details' }],
});

/** One process: what it does when a command starts a run, and when news of the run come. */
function createProcess(world: ReturnType<typeof createWorld>, step: Step) {
  const follows = createFakeFollows(world, step, channel);
  const deliver = world.process(step, { shouldEdit: ({ before, after }) => before !== after });
  const tell = async (message: string, aware: boolean): Promise<number | undefined> => {
    const known = aware ? await follows.all() : [];
    const { holds } = known.length > 0 ? await follows.standings.stand(state, known, false) : { holds: new Map() };
    const given = news(message);
    const destinations = holdIn(
      given.destinations.map((each) => ({ ...each, why: '' })),
      holds,
    );
    const { again } = await deliver({ ...given, destinations });
    const held = holds.get(channel);
    return held ?? again;
  };
  return { start: follows.start, tell };
}

const life = record({
  choices: array(integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 }),
  rounds: array(
    record({
      /** What the nodes of a round are at: the command, news that know of it, news whose scene was read before it was stored. */
      nodes: array(constantFrom('start', 'tell', 'early'), { minLength: 1, maxLength: 3 }),
      dies: array(integer({ min: 0, max: 14 }), { maxLength: 3 }),
      takesEffect: boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  quick: constantFrom(1, 10_000),
});

test('a run that was started from chat has one card in the channel, whatever dies where and whatever is told first', () =>
  assert(
    asyncProperty(life, async ({ choices, rounds, quick }) => {
      const world = createWorld();
      const turns = createTurns(choices);
      for (const [round, { nodes, dies, takesEffect }] of rounds.entries()) {
        for (const [at, does] of nodes.entries()) {
          let calls = dies[at] ?? Number.POSITIVE_INFINITY;
          const step: Step = async (_name, effect) => {
            await turns.wait();
            calls -= 1;
            const result = calls >= 0 || (calls === -1 && takesEffect) ? effect() : undefined;
            // A dead process hears no answer; what it had sent is answered to nobody.
            return calls < 0 || result === undefined ? new Promise(() => undefined) : result;
          };
          const process = createProcess(world, voidSafe(step));
          void (does === 'start' ? process.start() : process.tell(`round ${round}`, does === 'tell'));
        }
        await turns.run();
        world.now += quick;
      }
      const last = createProcess(world, atOnce);
      await last.start();
      for (let tries = 0; tries < 60; tries += 1) {
        const again = await last.tell('the end', true);
        if (again === undefined) break;
        world.now = again;
      }
      expect(world.seen(channel)).toEqual(['the end', '> log']);
    }),
    { numRuns: 400 },
  ));

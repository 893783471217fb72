import { expect, test } from '@jest/globals';
import { array, assert, asyncProperty, boolean, constantFrom, integer, record } from 'fast-check';
import type { Step } from '../delivery/fake-world.ts';
import { createRunWorld, fakeIntent, fakeRun, fakeStep, type Script } from './fake-runs.ts';
import { runEnds } from './run.ts';

type World = ReturnType<typeof createRunWorld>;

/** A process that dies at its call of that number, whose effect may still come about; then it hears nothing more. */
function mortal(dies: number, takesEffect: boolean): { readonly step: Step; readonly isDead: () => boolean; readonly calls: () => number } {
  let calls = 0;
  const step: Step = async (_name, effect) => {
    calls += 1;
    if (calls > dies) return new Promise(() => undefined);
    if (calls === dies) {
      if (takesEffect) effect();
      return new Promise(() => undefined);
    }
    return effect();
  };
  return { step, isDead: () => calls >= dies, calls: () => calls };
}

async function idle(): Promise<void> {
  for (let turns = 0; turns < 30; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Until nothing is due any more, or the process is dead. */
async function live(world: World, { step, isDead }: ReturnType<typeof mortal>): Promise<void> {
  const { runner, ring } = world.process(step);
  // What the queue brings back after a death.
  void runner.look('r1');
  await Promise.race([idle(), new Promise((resolve) => setImmediate(resolve))]);
  for (let rounds = 0; rounds < 200 && !isDead() && !world.closed.has('r1'); rounds += 1) {
    const rung = ring();
    const done = await Promise.race([rung.then((at) => ({ at })), idle().then(() => 'stuck' as const)]);
    if (done === 'stuck') return;
    if (done.at === undefined) world.now += 1_000;
  }
}

const intents = {
  'all pass': [fakeIntent([fakeStep('a'), fakeStep('b'), fakeStep('c')]), { b: 'at once' }],
  'one fails': [fakeIntent([fakeStep('a'), fakeStep('b'), fakeStep('c')]), { b: 'fails' }],
  undone: [
    fakeIntent([fakeStep('a'), fakeStep('b')], { kind: 'rollback', steps: [fakeStep('u'), fakeStep('v')] }),
    { b: 'fails', u: 'fails' },
  ],
  'goes on': [fakeIntent([fakeStep('a', { onFailure: 'continue' }), fakeStep('b')]), { a: 'fails' }],
  'too long': [fakeIntent([fakeStep('a', { timeout: 20_000 }), fakeStep('b')]), { a: 'never' }],
} as const satisfies Record<string, readonly [ReturnType<typeof fakeIntent>, Script]>;

/** Fails the test when a step was begun twice, or the run did not come to its end, or its end was not shown. */
function check(world: World): void {
  expect(world.begun.toSorted()).toEqual([...new Set(world.begun)].toSorted());
  const run = world.rows.get('r1');
  expect(run && runEnds.has(run.state)).toBe(true);
  expect(world.closed.has('r1')).toBe(true);
  expect(world.shown.get('r1')?.state).toBe(run?.state);
}

const immortal = (): ReturnType<typeof mortal> => mortal(Infinity, true);

async function begin(name: keyof typeof intents): Promise<World> {
  const [intent, script] = intents[name];
  const world = createRunWorld(script);
  await world.table(async (_name, effect) => effect()).begin(fakeRun('r1', intent));
  return world;
}

test.each([
  ['all pass', 'succeeded', ['a', 'b', 'c']],
  ['one fails', 'failed', ['a', 'b']],
  ['undone', 'failed', ['a', 'b', 'u', 'v']],
  ['goes on', 'failed', ['a', 'b']],
  ['too long', 'failed', ['a']],
] as const)('undisturbed, where %s, it ends as %s', async (name, state, begun) => {
  const world = await begin(name);
  await live(world, immortal());
  check(world);
  expect([world.rows.get('r1')?.state, world.begun]).toEqual([state, begun]);
});

test.each(Object.keys(intents).flatMap((name) => [[name, false] as const, [name, true] as const]))(
  'where %s, at whichever call the process dies (its effect comes about: %s), no step is begun twice and the run ends',
  async (given, takesEffect) => {
    const name = Object.keys(intents).find((each): each is keyof typeof intents => each === given) ?? 'all pass';
    const whole = await begin(name);
    const undisturbed = immortal();
    await live(whole, undisturbed);
    for (let dies = 1; dies <= undisturbed.calls(); dies += 1) {
      const world = await begin(name);
      await live(world, mortal(dies, takesEffect));
      world.now += 60_000;
      await live(world, immortal());
      check(world);
    }
  },
  60_000,
);

test('a run that is over is looked at once more at most, and then left alone', async () => {
  const world = await begin('all pass');
  await live(world, immortal());
  world.jobs.clear();
  const { runner, ring } = world.process(async (_name, effect) => effect());
  await runner.look('r1');
  expect([await ring(), world.jobs.size]).toEqual([undefined, 0]);
});

const death = record({ at: integer({ min: 1, max: 40 }), takesEffect: boolean(), later: constantFrom(0, 1_000, 31_000, 60_000) });

test(
  'the same with several deaths, one after the other, whenever the next process comes',
  () =>
    assert(
      asyncProperty(
        constantFrom<keyof typeof intents>('all pass', 'one fails', 'undone', 'goes on'),
        array(death, { maxLength: 4 }),
        async (name, deaths) => {
          const world = await begin(name);
          for (const { at, takesEffect, later } of deaths) {
            await live(world, mortal(at, takesEffect));
            world.now += later;
          }
          world.now += 60_000;
          await live(world, immortal());
          check(world);
        },
      ),
      { numRuns: 60 },
    ),
  120_000,
);

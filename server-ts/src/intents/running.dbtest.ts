import { afterEach, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { StepSeen } from '../ci/step.ts';
import { say } from '../ci/words.ts';
import { createScratchDatabase, silent, until, untilUp } from '../storage/scratch-database.ts';
import { createStorage, type Storage } from '../storage/index.ts';
import { fakeIntent, fakeRun, fakeStep } from './fake-runs.ts';
import type { Run, RunStep } from './run.ts';
import { createRunner, type Runner } from './runner.ts';

interface Node {
  readonly storage: Storage;
  readonly runner: Runner;
}

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

/** A CI system that counts what runs in it at a time, and nodes on one database; `hangs`: a node that is never answered, as if it had died. */
async function start(count: number, hangs?: number) {
  const database = await createScratchDatabase();
  const lab = { begun: new Array<string>(), under: 0, most: 0, looks: new Map<string, number>() };
  const seen = (run: Run, { name }: RunStep): StepSeen => {
    const key = `${run.id} ${name}`;
    const looks = (lab.looks.get(key) ?? 0) + 1;
    lab.looks.set(key, looks);
    if (looks < 2) return { kind: 'running', handle: key, text: say`runs`, outputs: {} };
    lab.under -= 1;
    return { kind: 'succeeded', text: say`done`, outputs: { url: `https://lab.example/${name}` } };
  };
  const nodeOf = (index: number): Node => {
    const storage = createStorage({ dataSource: database.url, log: silent });
    const runner = createRunner({
      table: storage.intentRuns,
      steps: {
        async begin(run, { name }) {
          lab.begun.push(`${run.id} ${name}`);
          lab.under += 1;
          lab.most = Math.max(lab.most, lab.under);
          if (index === hangs) return new Promise(() => undefined);
          await pause(5);
          return { kind: 'running', handle: `${run.id} ${name}`, text: say`begins`, outputs: {} };
        },
        look: async (run, step) => seen(run, step),
        stop: async () => undefined,
        mayRepeat: () => false,
      },
      later: (id, at) => storage.tasks.add('intent-run', { id }, { key: `intent-run ${id}`, at }),
      show: async () => undefined,
      ended: () => undefined,
      now: Date.now,
      log: silent,
      limits: { lease: 1_500, grace: 300 },
    });
    storage.start({ work: noDeliveries, tasks: { 'intent-run': (given) => runner.look(idOf(given)) } });
    return { storage, runner };
  };
  const nodes = Array.from({ length: count }, (_, index) => nodeOf(index));
  await Promise.all(nodes.map(({ storage }) => untilUp(storage)));
  close = async () => {
    for (const { runner } of nodes) runner.stop();
    await Promise.all(nodes.map(({ storage }) => storage.close()));
    await database.drop();
  };
  const node = (at: number): Node => {
    const found = nodes[at];
    if (found === undefined) throw new Error('no such node');
    return found;
  };
  return { lab, node, query: database.query };
}

async function noDeliveries(): Promise<never> {
  throw new Error('no deliveries here');
}

function idOf(given: unknown): string {
  return typeof given === 'object' && given !== null && 'id' in given ? String(given.id) : '';
}

test('two nodes that are told of the same runs at once begin no step twice, keep to the limit, and let each run end', async () => {
  const { lab, node, query } = await start(2);
  const intent = fakeIntent([fakeStep('a'), fakeStep('b')], { kind: 'stop' }, { concurrency: 2 });
  const ids = ['r1', 'r2', 'r3', 'r4', 'r5'];
  for (const id of ids) await node(0).storage.intentRuns.begin(fakeRun(id, intent, { createdAt: Date.now() }));
  for (const id of ids) for (const at of [0, 1, 0, 1]) node(at).runner.wake(id);
  await until(
    async () => (await query('select * from ci_command_center.intent_runs where closed_at is not null')).length === ids.length,
    60_000,
  );
  expect(lab.begun.toSorted()).toEqual(ids.flatMap((id) => [`${id} a`, `${id} b`]));
  expect(lab.most).toBeLessThanOrEqual(2);
  const states = await query('select distinct state from ci_command_center.intent_runs');
  expect(states).toEqual([{ state: 'succeeded' }]);
  const order = await query('select id from ci_command_center.intent_runs order by started_at');
  // The first two enter at once, and each node read its clock before its turn came: the order of these two times says nothing.
  expect(new Set(order.slice(0, 2).map(({ id }) => id))).toEqual(new Set(['r1', 'r2']));
}, 90_000);

test('a node that dies while it begins a step leaves a run that another one closes as unknown', async () => {
  const { lab, node, query } = await start(2, 0);
  await node(0).storage.intentRuns.begin(fakeRun('r1', fakeIntent([fakeStep('a'), fakeStep('b')]), { createdAt: Date.now() }));
  node(0).runner.wake('r1');
  await until(() => lab.begun.length === 1);
  node(1).runner.wake('r1');
  await until(async () => (await query('select * from ci_command_center.intent_runs where closed_at is not null')).length === 1, 20_000);
  expect(lab.begun).toEqual(['r1 a']);
  const run = await node(1).storage.intentRuns.find('r1');
  expect([run?.state, run?.course.steps.map(({ state }) => state.kind === 'over' && state.verdict)]).toEqual([
    'unknown',
    ['unknown', 'skipped'],
  ]);
}, 40_000);

test('of two wishes with the same mark one run is made; what several change at once is all kept', async () => {
  const { node } = await start(2);
  const [left, right] = [node(0).storage.intentRuns, node(1).storage.intentRuns];
  const approval = { count: 9, from: { users: [], groups: [], roles: [] }, selfApproval: false, expires: 3_600_000 };
  const intent = fakeIntent([fakeStep('a')], { kind: 'stop' }, { approval });
  const made = await Promise.all(
    ['r1', 'r2', 'r3', 'r4'].map((id, index) =>
      [left, right][index % 2]?.begin(fakeRun(id, intent, { once: 'same', createdAt: Date.now() })),
    ),
  );
  const [id] = new Set(made.map((each) => each?.run.id));
  expect([new Set(made.map((each) => each?.run.id)).size, made.filter((each) => each?.fresh).length]).toEqual([1, 1]);
  const people = ['ada', 'bob', 'cy', 'dee', 'eve', 'fay'];
  await Promise.all(
    people.map((username, index) =>
      [left, right][index % 2]?.alter(id ?? '', (run) => ({
        ...run,
        course: { ...run.course, approvals: [...run.course.approvals, { userId: username, username, at: 1 }] },
      })),
    ),
  );
  const run = await left.find(id ?? '');
  expect(run?.course.approvals.map(({ username }) => username).toSorted()).toEqual(people);
  expect(run?.revision).toBe(7);
});

import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { subjectKey, toChannelId } from '../ci/ids.ts';
import { say } from '../ci/words.ts';
import { createKeyRing, createVault } from '../identity/index.ts';
import { channel, fakeIntent, fakeRun, fakeStep } from '../intents/fake-runs.ts';
import { purposeOf } from '../intents/run.ts';
import { createStorage, type Storage } from './index.ts';
import { createScratchDatabase, silent, untilUp } from './scratch-database.ts';

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
}, 60_000);

async function start(): Promise<Storage & { query(text: string): Promise<readonly Record<string, unknown>[]> }> {
  const database = await createScratchDatabase();
  const storage = createStorage({ dataSource: database.url, log: silent });
  storage.start({ work: noDeliveries, tasks: {} });
  close = async () => {
    await storage.close();
    await database.drop();
  };
  await untilUp(storage);
  return { ...storage, query: (text) => database.query(text) };
}

async function noDeliveries(): Promise<never> {
  throw new Error('no deliveries here');
}

test('a channel lists its own runs by pages, and those of others while its people are asked about them', async () => {
  const { intentRuns } = await start();
  const [there, approvers] = [toChannelId('there'), toChannelId('approvers')];
  const intent = fakeIntent([fakeStep('a')]);
  for (const id of ['r1', 'r2', 'r3']) await intentRuns.begin(fakeRun(id, intent));
  const run = fakeRun('r4', intent, { channel: there });
  await intentRuns.begin({ ...run, about: { ...run.about, askedIn: approvers } });
  const idsIn = async (where: typeof channel, limit: number, before?: string) => {
    const { runs, older } = await intentRuns.inChannel(where, limit, before);
    return { ids: runs.map(({ id }) => id), older };
  };
  const first = await idsIn(channel, 2);
  expect(first).toEqual({ ids: ['r3', 'r2'], older: expect.any(String) });
  expect(await idsIn(channel, 2, first.older)).toEqual({ ids: ['r1'] });
  expect((await idsIn(there, 2)).ids).toEqual(['r4']);
  expect((await idsIn(approvers, 2)).ids).toEqual(['r4']);
  await intentRuns.alter('r4', (known) => ({ ...known, state: 'expired', endedAt: 2_000_000 }));
  await intentRuns.close('r4');
  expect((await idsIn(approvers, 2)).ids).toEqual([]);
  expect((await idsIn(there, 2)).ids).toEqual(['r4']);
}, 60_000);

const valuesOf = (id: string): string => JSON.stringify({ token: `made-up-value-of-${id}` });

test('secret values of open runs are sealed again when the key changes, each still for its own run, and what is closed keeps none', async () => {
  const { intentRuns } = await start();
  const ring = createKeyRing();
  const [before, after] = [randomBytes(32), randomBytes(32)];
  ring.turn([before]);
  const vault = createVault(ring);
  for (const id of ['r1', 'r2', 'r3'])
    await intentRuns.begin({ ...fakeRun(id, fakeIntent([fakeStep('a')])), sealed: vault.sealText(valuesOf(id), purposeOf(id)) });
  await intentRuns.begin(fakeRun('r4', fakeIntent([fakeStep('a')])));
  await intentRuns.alter('r3', (known) => ({ ...known, state: 'expired', endedAt: 2_000_000 }));
  await intentRuns.close('r3');
  ring.turn([after]);
  const reseal = () => intentRuns.resealAll(ring.formerIds(), (id, sealed) => vault.resealText(sealed, purposeOf(id)));
  expect([await reseal(), await reseal()]).toEqual([2, 0]);
  const later = createKeyRing();
  later.turn([after]);
  const opened = async (id: string, purpose: string): Promise<string | undefined> => {
    const sealed = await intentRuns.sealedOf(id);
    return sealed && createVault(later).openText(sealed, purposeOf(purpose));
  };
  expect([await opened('r1', 'r1'), await opened('r2', 'r2')]).toEqual([valuesOf('r1'), valuesOf('r2')]);
  expect([await opened('r1', 'r2'), await opened('r3', 'r3'), await opened('r4', 'r4')]).toEqual([undefined, undefined, undefined]);
  expect(await intentRuns.open()).toEqual(['r1', 'r2', 'r4']);
}, 60_000);

test('a look that must be in the queue keeps its time where it waits there, and comes back where it was lost or given up', async () => {
  const { tasks, query } = await start();
  const at = Date.now() + 3_600_000;
  for (const id of ['waits', 'given up']) await tasks.add('look', { id }, { key: id, at });
  await query(`update ci_command_center_queue._private_jobs set attempts = max_attempts where key = 'given up'`);
  for (const id of ['waits', 'given up', 'lost']) await tasks.ensure('look', { id }, id);
  // The one that was given up stays beside it, for those who look for the cause.
  const jobs = await query(
    `select key, attempts < max_attempts as tried, run_at > now() + interval '30 minutes' as far from ci_command_center_queue.jobs where key is not null order by key`,
  );
  expect(jobs).toEqual([
    { key: 'given up', tried: true, far: false },
    { key: 'lost', tried: true, far: false },
    { key: 'waits', tried: true, far: true },
  ]);
}, 60_000);

test('runs are found by the pipeline that a step of theirs waits for, whether it does or undoes, until they are over', async () => {
  const { intentRuns } = await start();
  const key = subjectKey('lab', 'default', 'deploy/api', '14');
  const state = { kind: 'running', at: 1, handle: 'h', text: say`runs`, outputs: {}, run: key } as const;
  const steps = fakeRun('any', fakeIntent([fakeStep('a'), fakeStep('b')])).course.steps.map((each) => ({ ...each, state }));
  for (const id of ['r1', 'r2', 'r3'])
    await intentRuns.begin(fakeRun(id, fakeIntent([fakeStep('a')], { kind: 'stop' }, { concurrency: 3 })));
  await intentRuns.alter('r1', (run) => ({ ...run, state: 'running', course: { ...run.course, steps } }));
  await intentRuns.alter('r2', (run) => ({ ...run, state: 'running', course: { ...run.course, rollback: 2, undo: steps } }));
  await intentRuns.alter('r3', (run) => ({ ...run, state: 'running' }));
  expect([...(await intentRuns.awaiting([key]))].toSorted()).toEqual(['r1', 'r2']);
  expect(await intentRuns.awaiting([subjectKey('lab', 'default', 'deploy/api', '1')])).toEqual([]);
  await intentRuns.alter('r1', (run) => ({ ...run, state: 'failed', endedAt: 3 }));
  expect(await intentRuns.awaiting([key])).toEqual(['r2']);
}, 60_000);

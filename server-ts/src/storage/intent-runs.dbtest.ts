import { afterEach, expect, test } from '@jest/globals';
import { toChannelId } from '../ci/ids.ts';
import { channel, fakeIntent, fakeRun, fakeStep } from '../intents/fake-runs.ts';
import { createStorage, type Storage } from './index.ts';
import { createScratchDatabase, silent, untilUp } from './scratch-database.ts';

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
}, 60_000);

async function start(): Promise<Storage> {
  const database = await createScratchDatabase();
  const storage = createStorage({ dataSource: database.url, log: silent });
  storage.start({ work: noDeliveries, tasks: {} });
  close = async () => {
    await storage.close();
    await database.drop();
  };
  await untilUp(storage);
  return storage;
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

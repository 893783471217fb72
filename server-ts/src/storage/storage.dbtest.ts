import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { merge } from '../ci/merge.ts';
import { modelIdentity, tellLife } from '../ci/pipeline-history.ts';
import { toChannelId } from '../ci/ids.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import type { Storage } from './storage.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await startScratchCluster(2);
});
afterAll(() => cluster.stop());

const node = (at = 0): Storage => cluster.node(at);
const life = tellLife(
  [0, 1, 2].map((stage) => ({ stage, manual: false, allowFailure: false })),
  [0, 0, 1, 1, 2, 2].map((job) => ({ kind: 'advance', job, fails: false })),
);
const known = life.reduce<ReturnType<typeof merge> | undefined>(merge, undefined);

test('news of one pipeline on two nodes at once are all in its state, and news that say nothing new do not raise its revision', async () => {
  const { key } = modelIdentity;
  const tell = (): Promise<unknown> =>
    Promise.all(life.map((event, at) => node(at % 2).subjects.merge(key, (state) => merge(state, event), 1_700_000_000_000 + at)));
  await tell();
  const before = await node().subjects.find(key);
  await tell();
  const after = await node().subjects.find(key);
  expect(after?.state).toEqual(known);
  expect(after).toEqual(before);
  expect(before?.revision).toBeGreaterThan(0);
});

const refuse = (): never => {
  throw new Error('no');
};

test('a change that throws leaves nothing behind', async () => {
  const key = modelIdentity.key;
  const before = await node().subjects.find(key);
  await expect(node().subjects.merge(key, refuse, 0)).rejects.toThrow('no');
  expect(await node().subjects.find(key)).toEqual(before);
});

test('a channel lists the pipelines that it shows', async () => {
  const { key, project } = modelIdentity;
  const channel = toChannelId('builds');
  const { cards, subjects } = node();
  await cards.open(key, [channel], false);
  expect(await subjects.inChannel(channel, { limit: 5, project: project.path.toUpperCase() })).toHaveLength(1);
  expect(await subjects.inChannel(channel, { limit: 5, branch: 'no-such' })).toEqual([]);
  expect(await subjects.inChannel(toChannelId('other'), { limit: 5 })).toEqual([]);
});

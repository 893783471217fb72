import { expect, test } from '@jest/globals';
import { toChannelId, toSubjectKey } from '../ci/ids.ts';
import type { Entry } from '../storage/index.ts';
import { atOnce, createWorld, type Step } from './fake-world.ts';
import { createFillSlot, type Filled } from './slot.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('few posts at a time are made in one channel, where each waits for the one before, and none waits for another channel', async () => {
  const world = createWorld();
  const open: (() => void)[] = [];
  const gated: Step = async (name, effect) => {
    if (name === 'create') await new Promise<void>((resolve) => open.push(resolve));
    return effect();
  };
  const fill = createFillSlot({ ledger: world.ledger(atOnce), posts: world.server(gated), now: () => world.now }, 'me');
  const make = (channelName: string, reply: string): Promise<Filled> => {
    const channel = toChannelId(channelName);
    const slot = { subject: toSubjectKey('some/default/alerts/1'), channel, episode: 0, reply };
    const entry: Entry = { slot, claims: 0, edits: 0, gone: false, settled: false };
    const content = { type: '', message: reply, props: {} };
    return fill(entry, { place: { channel }, content, substance: reply, settled: false });
  };
  const all = Promise.all([...Array.from({ length: 20 }, (_, id) => make('busy', `${id}`)), make('quiet', 'alone')]);
  await turn();
  expect(open).toHaveLength(12 + 1);
  while (world.posts.size < 21) {
    expect(open.length).toBeLessThanOrEqual(12 + 1);
    open.shift()?.();
    await turn();
  }
  expect(new Set((await all).map(({ kind }) => kind))).toEqual(new Set(['posted']));
});

import { expect, test } from '@jest/globals';
import { toChannelId } from '../ci/ids.ts';
import { createOpenChannels } from './open-channels.ts';

const builds = toChannelId('builds');
const channelOf = (deletedAt: number) => JSON.parse(JSON.stringify({ id: builds, delete_at: deletedAt }));

/** The server answers when the test says so. */
function world() {
  const asked: PromiseWithResolvers<unknown>[] = [];
  const api = {
    async getChannel() {
      const answer = Promise.withResolvers<unknown>();
      asked.push(answer);
      return JSON.parse(JSON.stringify(await answer.promise));
    },
  };
  return { asked, channels: createOpenChannels(api, () => 0) };
}

test('a channel that is open is asked about once, until it is forgotten', async () => {
  const { asked, channels } = world();
  const first = channels.isOpen(builds);
  asked[0]?.resolve(channelOf(0));
  expect([await first, await channels.isOpen(builds)]).toEqual([true, true]);
  channels.forget(builds);
  const again = channels.isOpen(builds);
  asked[1]?.resolve(channelOf(7));
  expect(await again).toBe(false);
});

test('an answer from before it was archived is not remembered', async () => {
  const { asked, channels } = world();
  const before = channels.isOpen(builds);
  channels.forget(builds);
  asked[0]?.resolve(channelOf(0));
  await before;
  const since = channels.isOpen(builds);
  asked[1]?.resolve(channelOf(7));
  expect(await since).toBe(false);
});

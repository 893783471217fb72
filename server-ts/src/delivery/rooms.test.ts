import { expect, test } from '@jest/globals';
import { toChannelId } from '../ci/ids.ts';
import { createRooms, type RoomPorts } from './rooms.ts';

function world() {
  const channels = new Map<string, { id: string; archived: boolean }>();
  let made = 0;
  const ports: RoomPorts = {
    teamByName: async (name) => (name === 'city' ? { id: 'T' } : undefined),
    teams: async () => [{ id: 'T', name: 'city' }],
    async channelByName(_team, name) {
      const found = channels.get(name);
      return found && { id: toChannelId(found.id), archived: found.archived };
    },
    async createChannel(_team, name) {
      made += 1;
      channels.set(name, { id: `c${made}`, archived: false });
      return toChannelId(`c${made}`);
    },
    isOpen: async (id) => [...channels.values()].some((each) => each.id === id && !each.archived),
  };
  return { channels, rooms: createRooms(ports) };
}

test('a channel is made once, whoever asks meanwhile', async () => {
  const { rooms } = world();
  expect(await Promise.all([rooms.find('city', 'builds'), rooms.find('city', 'builds')])).toEqual(['c1', 'c1']);
  expect(await rooms.find('city', 'builds')).toBe('c1');
});

test('one that was deleted since is made anew, once', async () => {
  const { channels, rooms } = world();
  await rooms.find('', 'builds');
  channels.clear();
  expect(await Promise.all([rooms.find('', 'builds'), rooms.find('', 'builds')])).toEqual(['c2', 'c2']);
});

test('one that was archived since is named in the problem, and found again when it is back', async () => {
  const { channels, rooms } = world();
  await rooms.find('city', 'builds');
  channels.set('builds', { id: 'c1', archived: true });
  await expect(rooms.find('city', 'builds')).rejects.toMatchObject({
    code: 'CI_CHANNEL_ARCHIVED',
    message: expect.stringContaining('~builds'),
  });
  channels.set('builds', { id: 'c1', archived: false });
  expect(await rooms.find('city', 'builds')).toBe('c1');
});

import { expect, test } from '@jest/globals';
import { toChannelId, type ChannelId } from '../ci/ids.ts';
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

/** Each making of a channel waits until the test lets it go on, or fail. */
function slowWorld() {
  const channels = new Map<string, ChannelId>();
  const makings: { readonly name: string; readonly end: PromiseWithResolvers<void> }[] = [];
  let begun = Promise.withResolvers<void>();
  const ports: RoomPorts = {
    teamByName: async (name) => ({ id: name }),
    teams: async () => [{ id: 'city', name: 'city' }],
    async channelByName(_team, name) {
      const id = channels.get(name);
      return id && { id, archived: false };
    },
    async createChannel(_team, name) {
      const end = Promise.withResolvers<void>();
      const id = toChannelId(`c${makings.push({ name, end })}`);
      begun.resolve();
      await end.promise;
      channels.set(name, id);
      return id;
    },
    isOpen: async () => true,
  };
  const rooms = createRooms(ports);
  const ofName = (name: string) => makings.filter((each) => each.name === name);
  /** The `nth` making of the channel, when it has begun. */
  const making = async (name: string, nth = 1): Promise<PromiseWithResolvers<void>> => {
    for (;;) {
      const known = ofName(name)[nth - 1];
      if (known !== undefined) return known.end;
      begun = Promise.withResolvers();
      await begun.promise;
    }
  };
  /** How often its making was begun, by all who have asked by now: another one is asked for after them, and made. */
  const timesMade = async (name: string): Promise<number> => {
    const last = `after-${makings.length}`;
    const other = rooms.find('city', last);
    (await making(last)).resolve();
    await other;
    return ofName(name).length;
  };
  return { channels, making, timesMade, rooms };
}

test('a channel that is being made while rooms are forgotten is not made a second time', async () => {
  const { making, timesMade, rooms } = slowWorld();
  const before = rooms.find('city', 'builds');
  const first = await making('builds');
  rooms.forget();
  const after = rooms.find('city', 'builds');
  expect(await timesMade('builds')).toBe(1);
  first.resolve();
  expect(await Promise.all([before, after])).toEqual(['c1', 'c1']);
  expect(await timesMade('builds')).toBe(1);
});

test('what fails after the forgetting takes nothing from those who asked since: they have it made, once', async () => {
  const { making, timesMade, rooms } = slowWorld();
  const before = rooms.find('city', 'builds');
  const first = await making('builds');
  rooms.forget();
  const since = rooms.find('city', 'builds');
  first.reject(new Error('no right'));
  await expect(before).rejects.toThrow('no right');
  const last = rooms.find('city', 'builds');
  const second = await making('builds', 2);
  expect(await timesMade('builds')).toBe(2);
  second.resolve();
  expect(await Promise.all([since, last])).toEqual(['c2', 'c2']);
});

test('what was begun before the forgetting and ended after it is looked for again', async () => {
  const { channels, making, rooms } = slowWorld();
  const before = rooms.find('city', 'builds');
  const first = await making('builds');
  rooms.forget();
  first.resolve();
  expect(await before).toBe('c1');
  channels.set('builds', toChannelId('another'));
  expect(await rooms.find('city', 'builds')).toBe('another');
});

test('one team gets one channel, asked for by its name and as the only one at once', async () => {
  const { making, timesMade, rooms } = slowWorld();
  const both = [rooms.find('', 'builds'), rooms.find('city', 'builds')];
  const first = await making('builds');
  expect(await timesMade('builds')).toBe(1);
  first.resolve();
  expect(await Promise.all(both)).toEqual(['c1', 'c1']);
});

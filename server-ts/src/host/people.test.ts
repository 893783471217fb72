import { expect, test } from '@jest/globals';
import { toChannelId } from '../ci/ids.ts';
import { isFields, writeAppError, ApiError } from '../mattermost/errors.ts';
import { startFake } from '../mattermost/fake/server.ts';
import { createPeople, createPresence } from './people.ts';

const channel = toChannelId('c1');
const missing = { B: writeAppError(new ApiError('x', 'missing', { statusCode: 404 }), '') };
const letter = (arg: unknown, name: string): unknown => (isFields(arg) ? arg[name] : undefined);

/** Grants these permissions; `alice` takes part, `guest` is one, `old` is deactivated. */
async function apiOf(type: string, granted: readonly string[]) {
  const grants = (permission: unknown) => ({ A: isFields(permission) && granted.some((id) => id === permission['id']) });
  const users = new Map(
    ['alice', 'bob', 'guest', 'old'].map((id) => [
      id,
      { id, username: `${id}.name`, roles: `system_${id === 'guest' ? id : 'user'}`, delete_at: id === 'old' ? 1 : 0 },
    ]),
  );
  const server = await startFake(() => ({}), {
    GetChannel: () => ({ A: { id: channel, type } }),
    GetUser: (arg) => (users.has(String(letter(arg, 'A'))) ? { A: users.get(String(letter(arg, 'A'))) } : missing),
    GetUsersByIds: () => ({ A: [...users.values()] }),
    GetChannelMember: (arg) => (letter(arg, 'B') === 'alice' ? { A: { channel_id: channel, user_id: 'alice' } } : missing),
    HasPermissionTo: (arg) => grants(letter(arg, 'B')),
    HasPermissionToChannel: (arg) => grants(letter(arg, 'C')),
  });
  await server.activate();
  return server.host.api;
}

test.each([
  ['O', 'alice', ['manage_public_channel_properties'], undefined],
  ['O', 'alice', ['manage_private_channel_properties'], /header/],
  ['P', 'alice', ['manage_private_channel_properties'], undefined],
  ['P', 'alice', [], /header/],
  ['O', 'guest', ['manage_public_channel_properties'], /[Gg]uests/],
  ['D', 'alice', [], undefined],
  ['G', 'bob', [], /takes part/],
])('in a channel of type %s, %s with %j may or is told who may', async (type, user, granted, refusal) => {
  const said = await createPeople(await apiOf(type, granted)).refusal(user, channel);
  if (refusal === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(refusal);
});

test('administrators are those who may manage the system, and people have names', async () => {
  expect(await createPeople(await apiOf('O', ['manage_system'])).isAdministrator('alice')).toBe(true);
  const people = createPeople(await apiOf('O', []));
  expect(await people.isAdministrator('alice')).toBe(false);
  expect((await people.names(['alice'])).get('alice')).toBe('alice.name');
});

test('somebody is there, has left, or was deactivated', async () => {
  const presence = createPresence(await apiOf('O', []));
  expect(await Promise.all(['alice', 'bob', 'old', 'never-was'].map((id) => presence(id, channel)))).toEqual([
    'present',
    'left',
    'deactivated',
    'deactivated',
  ]);
});

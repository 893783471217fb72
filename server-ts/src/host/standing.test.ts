import { expect, test } from '@jest/globals';
import { isFields, writeAppError, ApiError } from '../mattermost/errors.ts';
import { startFake } from '../mattermost/fake/server.ts';
import { createStanding } from './standing.ts';

const missing = { B: writeAppError(new ApiError('x', 'missing', { statusCode: 404 }), '') };
const letter = (arg: unknown, name: string): string => String(isFields(arg) ? arg[name] : '');
const members = new Map([
  ['lead', { scheme_admin: true, roles: 'channel_user', delete_at: 0 }],
  ['old-lead', { scheme_admin: false, roles: 'channel_user channel_admin', delete_at: 0 }],
]);

async function standing() {
  const server = await startFake(() => ({}), {
    GetUser: (arg) => ({
      A: {
        username: letter(arg, 'A'),
        roles: { root: 'system_user system_admin', guest: 'system_guest' }[letter(arg, 'A')] ?? 'system_user',
        delete_at: letter(arg, 'A') === 'gone' ? 1 : 0,
      },
    }),
    GetChannel: (arg) => (letter(arg, 'A') === 'dm' ? { A: { name: 'a__b', team_id: '' } } : { A: { name: 'ops', team_id: 't1' } }),
    GetTeam: () => ({ A: { name: 'city' } }),
    GetChannelMember: (arg) => (members.has(letter(arg, 'B')) ? { A: members.get(letter(arg, 'B')) } : missing),
    GetTeamMember: (arg) => {
      const user = letter(arg, 'B');
      return user === 'boss' || user === 'left' ? { A: { scheme_admin: true, roles: '', delete_at: user === 'left' ? 1 : 0 } } : missing;
    },
    GetGroupsForUser: () => ({
      A: [
        { name: 'sre', display_name: 'Site Reliability', delete_at: 0 },
        { display_name: 'Old', delete_at: 5 },
      ],
    }),
  });
  await server.activate();
  return createStanding(server.host.api);
}

test('each role holds for those above it, and nobody is what they were', async () => {
  const of = await standing();
  const rolesOf = async (user: string): Promise<string> => [...(await of(user, 'c1', false)).who.roles].join(' ');
  expect(await rolesOf('root')).toBe('system_admin team_admin channel_admin member');
  expect(await rolesOf('boss')).toBe('team_admin channel_admin member');
  expect(await rolesOf('lead')).toBe('channel_admin member');
  expect(await rolesOf('old-lead')).toBe('channel_admin member');
  expect([await rolesOf('alice'), await rolesOf('left')]).toEqual(['member', 'member']);
  expect([await rolesOf('guest'), await rolesOf('gone')]).toEqual(['', '']);
});

test('a channel is known by its name and team, a conversation by none; groups have two names', async () => {
  const of = await standing();
  expect(await of('alice', 'c1', true)).toMatchObject({
    who: { username: 'alice', groups: ['sre', 'Site Reliability'] },
    where: { channel: 'ops', team: 'city' },
  });
  expect((await of('boss', 'dm', false)).where).toEqual({ channel: 'a__b', team: '' });
  expect((await of('boss', 'dm', false)).who.roles).toEqual(new Set(['member']));
  expect((await of('alice', undefined, false)).where).toBeUndefined();
});

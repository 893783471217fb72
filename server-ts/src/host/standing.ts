// Who somebody is in Mattermost, and in a channel and its team: what rules about permissions ask.

import type { PermissionPorts, Role } from '../permissions/index.ts';
import type { Api } from '../mattermost/index.ts';
import { orMissing } from './missing.ts';

type StandingApi = Pick<Api, 'getUser' | 'getChannel' | 'getChannelMember' | 'getTeam' | 'getTeamMember' | 'getGroupsForUser'>;

export function createStanding(api: StandingApi): PermissionPorts['standing'] {
  return async (userId, channelId, wantsGroups) => {
    const [user, channel, member, groups] = await Promise.all([
      api.getUser(userId),
      channelId === undefined ? undefined : orMissing(api.getChannel(channelId)),
      channelId === undefined ? undefined : orMissing(api.getChannelMember(channelId, userId)),
      wantsGroups ? groupsOf(api, userId) : [],
    ]);
    const teamId = channel?.team_id ?? '';
    const [team, teamMember] = await Promise.all([
      teamId === '' ? undefined : orMissing(api.getTeam(teamId)),
      teamId === '' ? undefined : orMissing(api.getTeamMember(teamId, userId)),
    ]);
    const isSystem = hasRole(user.roles, 'system_admin');
    const isTeam = isSystem || (teamMember?.delete_at === 0 && isAdmin(teamMember, 'team_admin'));
    const isChannel = isTeam || (member !== undefined && isAdmin(member, 'channel_admin'));
    const isMember = !hasRole(user.roles, 'system_guest');
    const all: readonly (readonly [Role, boolean])[] = [
      ['system_admin', isSystem],
      ['team_admin', isTeam],
      ['channel_admin', isChannel],
      ['member', isMember],
    ];
    // Whoever was deactivated is nobody.
    const roles = new Set(user.delete_at > 0 ? [] : all.flatMap(([role, has]) => (has ? [role] : [])));
    const who = { username: user.username, roles, groups };
    return { who, where: channel && { channel: channel.name, team: team?.name ?? '' } };
  };
}

/** Both names of each: rules may have either. */
async function groupsOf(api: StandingApi, userId: string): Promise<readonly string[]> {
  const groups = await api.getGroupsForUser(userId);
  return groups.filter((group) => group.delete_at === 0).flatMap(({ name = '', display_name: shown }) => [name, shown].filter(Boolean));
}

function hasRole(roles: string, role: string): boolean {
  return roles.split(' ').includes(role);
}

function isAdmin(member: { readonly scheme_admin: boolean; readonly roles: string }, role: string): boolean {
  return member.scheme_admin || hasRole(member.roles, role);
}

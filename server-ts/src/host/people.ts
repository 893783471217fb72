// Who may do what, by Mattermost's own permissions.

import type { People } from '../commands/index.ts';
import type { Leaving } from '../subscriptions/subscription.ts';
import type { Api } from '../mattermost/index.ts';
import { orMissing } from './missing.ts';

/**
 * Names as in `server/public/model/permission.go`. Whoever may change a channel's header may also say what it is told: by
 * default that is every member but guests, and administrators who restrict it restrict both.
 */
const manageChannel = { O: 'manage_public_channel_properties', P: 'manage_private_channel_properties' } as const;

type PeopleApi = Pick<
  Api,
  'getChannel' | 'getUser' | 'getUserByUsername' | 'getUsersByIds' | 'getChannelMember' | 'hasPermissionTo' | 'hasPermissionToChannel'
>;

export function createPeople(api: PeopleApi): People {
  return {
    async refusal(userId, channelId) {
      const [channel, user] = await Promise.all([api.getChannel(channelId), api.getUser(userId)]);
      if (isGuest(user.roles)) return 'Guests may not; ask a member of the channel.';
      if (channel.type === 'O' || channel.type === 'P') {
        const may = await api.hasPermissionToChannel(userId, channelId, permission(manageChannel[channel.type], 'channel_scope'));
        return may ? undefined : 'Whoever may change the channel’s header may: ask one of its administrators.';
      }
      const member = await orMissing(api.getChannelMember(channelId, userId));
      return member === undefined ? 'Whoever takes part in the conversation may.' : undefined;
    },
    idOf: async (username) => (await orMissing(api.getUserByUsername(username)))?.id,
    isAdministrator: (userId) => api.hasPermissionTo(userId, permission('manage_system', 'system_scope')),
    async names(userIds) {
      if (userIds.length === 0) return new Map();
      const users = await api.getUsersByIds([...userIds]);
      return new Map(users.map(({ id, username }) => [id, username]));
    },
  };
}

/** Whether somebody is still in a channel. */
export function createPresence(
  api: Pick<Api, 'getUser' | 'getChannelMember'>,
): (userId: string, channelId: string) => Promise<'present' | Leaving> {
  return async (userId, channelId) => {
    const user = await orMissing(api.getUser(userId));
    if (user === undefined || user.delete_at > 0) return 'deactivated';
    return (await orMissing(api.getChannelMember(channelId, userId))) === undefined ? 'left' : 'present';
  };
}

function isGuest(roles: string): boolean {
  return roles.split(' ').includes('system_guest');
}

/** The server looks only at the id. */
function permission(id: string, scope: string): { id: string; name: string; description: string; scope: string } {
  return { id, name: '', description: '', scope };
}

// Teams, channels and who is in them.
import { toChannelId } from '../ci/ids.ts';
import type { RoomPorts } from '../delivery/index.ts';
import type { Api } from '../mattermost/index.ts';
import { orMissing } from './missing.ts';
import type { OpenChannels } from './open-channels.ts';

export function createRoomPorts(api: Api, botId: string, { isOpen }: OpenChannels): RoomPorts {
  return {
    teamByName: (name) => orMissing(api.getTeamByName(name)),
    teams: () => api.getTeams(),
    async channelByName(teamId, name) {
      const channel = await orMissing(api.getChannelByName(teamId, name, true));
      return channel && { id: toChannelId(channel.id), archived: channel.delete_at > 0 };
    },
    async createChannel(teamId, name) {
      const channel = await api.createChannel({ team_id: teamId, name, display_name: titleOf(name), type: 'O', creator_id: botId });
      return toChannelId(channel.id);
    },
    isOpen,
  };
}

/** `code-reviews` → `Code Reviews`. */
function titleOf(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_all, dash: string, letter: string) => (dash === '' ? '' : ' ') + letter.toUpperCase());
}

/** Whether the person is a member of the channel. */
export function createMembership(api: Pick<Api, 'getChannelMember'>): (userId: string, channelId: string) => Promise<boolean> {
  return async (userId, channelId) => (await orMissing(api.getChannelMember(channelId, userId))) !== undefined;
}

/** `~builds`, for a person to find it; its identity when it is gone. */
export function createChannelNames(api: Api): (channelId: string) => Promise<string> {
  return async (channelId) => {
    const channel = await orMissing(api.getChannel(channelId));
    return channel === undefined ? channelId : `~${channel.name}`;
  };
}

/** What became of a channel. */
export function createChannelLook(api: Api): (channelId: string) => Promise<'open' | 'archived' | 'gone'> {
  return async (channelId) => {
    const channel = await orMissing(api.getChannel(channelId));
    if (channel === undefined) return 'gone';
    return channel.delete_at > 0 ? 'archived' : 'open';
  };
}

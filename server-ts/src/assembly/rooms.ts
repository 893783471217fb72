// Where posts go: the channels that settings, routes and subscriptions name, found once and told of when they cannot be.
import type { ChannelId } from '../ci/ids.ts';
import { createRooms } from '../delivery/index.ts';
import { createRoomPorts } from '../host/channels.ts';
import { asProblem, type CiError } from '../platform/errors.ts';
import type { Room } from '../routing/rules.ts';
import type { Parts } from './parts.ts';

export interface Places {
  /** Undefined when there is none to post to and the administrators were told; throws CiError when that must be mended first. */
  channelOf(room: Room): Promise<ChannelId | undefined>;
  /** Looks for them again, as after a change of the settings. */
  look(): Promise<void>;
  /** What is wrong with them now. */
  problems(): readonly CiError[];
}

export function createPlaces({ api, botId, notices, configuration }: Parts): Places {
  const rooms = createRooms(createRoomPorts(api, botId));
  const troubles = new Map<string, CiError>();
  const note = (where: string, problem: CiError): void => {
    troubles.set(where, problem);
    void notices.follow(`room ${where}`, [problem]);
  };
  const find = async (team: string, channel: string): Promise<ChannelId> => {
    const id = await rooms.find(team, channel);
    if (troubles.delete(channel)) void notices.follow(`room ${channel}`, []);
    return id;
  };
  const channelOf: Places['channelOf'] = async (room) => {
    if (room.kind === 'channel') return room.id;
    const { team, channels } = configuration.now();
    const name = room.kind === 'named' ? room.channel : channels[room.purpose];
    const [ofTeam, optional] = room.kind === 'named' ? [room.team ?? team, room.team !== undefined] : [team, false];
    try {
      return await find(ofTeam, name);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'CI_UNEXPECTED') throw error;
      note(name, problem);
      // Without the plugin's own team nothing can be posted, so everything waits; one place of many must not hold the others.
      if (problem.code !== 'CI_CHANNEL_ARCHIVED' && !optional) throw problem;
      return undefined;
    }
  };
  return {
    channelOf,
    problems: () => [...troubles.values()],
    async look() {
      rooms.forget();
      await channelOf({ kind: 'purpose', purpose: 'builds' }).catch(() => undefined);
    },
  };
}

// Where posts go: the channels that settings, routes and subscriptions name, found once and told of when they cannot be.
import type { ChannelId } from '../ci/ids.ts';
import type { Config } from '../config/index.ts';
import { createRooms } from '../delivery/index.ts';
import { createChannelNames, createRoomPorts } from '../host/channels.ts';
import { createOpenChannels, type OpenChannels } from '../host/open-channels.ts';
import type { Notices } from '../host/notices.ts';
import type { Api } from '../mattermost/index.ts';
import { systemClock } from '../platform/clock.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import type { Room } from '../routing/rules.ts';

export interface Places {
  /** Undefined when there is none to post to and the administrators were told; throws CiError when that must be mended first. */
  channelOf(room: Room): Promise<ChannelId | undefined>;
  /** Which channels can be posted to. */
  readonly open: OpenChannels;
  /** A channel takes no post, for a reason that only people can mend. Never rejects. */
  troubled(channel: ChannelId, problem: CiError): Promise<void>;
  /** It was archived, restored or deleted. */
  changed(channel: ChannelId): void;
  /** Looks for them again, as after a change of the settings. */
  look(): Promise<void>;
  /** What is wrong with them now. */
  problems(): readonly CiError[];
}

export interface PlaceParts {
  readonly api: Api;
  readonly botId: string;
  readonly notices: Notices;
  readonly configuration: { now(): Pick<Config, 'team' | 'channels'> };
}

export function createPlaces({ api, botId, notices, configuration }: PlaceParts): Places {
  const open = createOpenChannels(api, systemClock);
  const rooms = createRooms(createRoomPorts(api, botId, open));
  const nameOf = createChannelNames(api);
  const troubles = new Map<string, CiError>();
  /** How often all was looked for again: what began before tells nothing of now. */
  let looks = 0;
  const note = (where: string, problem: CiError): void => {
    troubles.set(where, problem);
    void notices.follow(`room ${where}`, [problem]);
  };
  const channelOf: Places['channelOf'] = async (room) => {
    if (room.kind === 'channel') return room.id;
    const { team, channels } = configuration.now();
    const name = room.kind === 'named' ? room.channel : channels[room.purpose];
    const [ofTeam, optional] = room.kind === 'named' ? [room.team ?? team, room.team !== undefined] : [team, false];
    const where = `${ofTeam}/${name}`;
    const look = looks;
    try {
      const id = await rooms.find(ofTeam, name);
      if (look === looks && troubles.delete(where)) void notices.follow(`room ${where}`, []);
      return id;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'CI_UNEXPECTED') throw error;
      if (look === looks) note(where, problem);
      // Without the plugin's own team nothing can be posted, so everything waits; one place of many must not hold the others.
      if (problem.code !== 'CI_CHANNEL_ARCHIVED' && !optional) throw problem;
      return undefined;
    }
  };
  return {
    channelOf,
    open,
    async troubled(channel, { code, message, remedy }) {
      const name = await nameOf(channel).catch(() => channel);
      await notices.follow(`channel ${channel}`, [new CiError(code, `${name}: ${message}`, remedy)]);
    },
    changed(channel) {
      open.forget(channel);
      void notices.follow(`channel ${channel}`, []);
    },
    problems: () => [...troubles.values()],
    async look() {
      looks += 1;
      rooms.forget();
      // Nobody may ever ask for these places again.
      for (const where of troubles.keys()) void notices.follow(`room ${where}`, []);
      troubles.clear();
      await channelOf({ kind: 'purpose', purpose: 'builds' }).catch(() => undefined);
    },
  };
}

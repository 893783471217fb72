// A room by its purpose → the channel that serves it: found by name, made when missing, never twice.
import type { ChannelId } from '../ci/ids.ts';
import { createLanes, type InLane } from '../platform/at-once.ts';
import { CiError } from '../platform/errors.ts';

export interface RoomPorts {
  teamByName(name: string): Promise<{ readonly id: string } | undefined>;
  teams(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Archived ones too. */
  channelByName(teamId: string, name: string): Promise<{ readonly id: ChannelId; readonly archived: boolean } | undefined>;
  createChannel(teamId: string, name: string): Promise<ChannelId>;
  /** False when it is archived or gone. */
  isOpen(channel: ChannelId): Promise<boolean>;
}

export interface Rooms {
  /** `team` may be empty when there is only one. Throws CiError `CI_TEAM_MISSING`, `CI_TEAM_UNKNOWN` or `CI_CHANNEL_ARCHIVED`. */
  find(team: string, channel: string): Promise<ChannelId>;
  /** Forgets what was found, as when a channel was deleted or a setting changed. */
  forget(): void;
}

export function createRooms(ports: RoomPorts): Rooms {
  const found = new Map<string, Promise<ChannelId>>();
  // Those who ask by another name of the team, or since all was forgotten, wait until whoever is making it has.
  const inLane = createLanes(1);
  const look = (team: string, channel: string): Promise<ChannelId> => {
    const key = `${team}/${channel}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    // The promise is kept, so that deliveries at the same time make one channel; a failure is not.
    const search = locate(ports, inLane, team, channel);
    found.set(key, search);
    search.catch(() => {
      if (found.get(key) === search) found.delete(key);
    });
    return search;
  };
  return {
    forget: () => found.clear(),
    async find(team, channel) {
      const known = found.get(`${team}/${channel}`);
      const id = await look(team, channel);
      if (known === undefined || (await ports.isOpen(id))) return id;
      // Archived or deleted since it was found; somebody else may have looked again meanwhile.
      if (found.get(`${team}/${channel}`) === known) found.delete(`${team}/${channel}`);
      return look(team, channel);
    },
  };
}

async function locate(ports: RoomPorts, inLane: InLane, team: string, name: string): Promise<ChannelId> {
  const teamId = team === '' ? await onlyTeam(ports) : await namedTeam(ports, team);
  const there = await seek(ports, teamId, name);
  return there ?? inLane(`${teamId}/${name}`, async () => (await seek(ports, teamId, name)) ?? make(ports, teamId, name));
}

/** Undefined when there is none. */
async function seek(ports: RoomPorts, teamId: string, name: string): Promise<ChannelId | undefined> {
  const channel = await ports.channelByName(teamId, name);
  if (channel?.archived !== true) return channel?.id;
  throw new CiError(
    'CI_CHANNEL_ARCHIVED',
    `The channel ~${name} is archived.`,
    'Unarchive it, or name another one in the settings of CI Command Center.',
  );
}

/** Another node may have made it in the meantime: then it is there now. */
async function make(ports: RoomPorts, teamId: string, name: string): Promise<ChannelId> {
  return ports.createChannel(teamId, name).catch(async (error: unknown) => {
    const channel = await seek(ports, teamId, name);
    if (channel === undefined) throw error;
    return channel;
  });
}

/** Its identity. Throws CiError `CI_TEAM_UNKNOWN`. */
export async function namedTeam(ports: Pick<RoomPorts, 'teamByName'>, name: string): Promise<string> {
  const team = await ports.teamByName(name);
  if (team !== undefined) return team.id;
  throw new CiError(
    'CI_TEAM_UNKNOWN',
    `There is no team ${name}.`,
    'Enter the team’s name as it stands in its address, under Team in the settings of CI Command Center.',
  );
}

async function onlyTeam(ports: RoomPorts): Promise<string> {
  const [team, ...others] = await ports.teams();
  if (team !== undefined && others.length === 0) return team.id;
  const [what, remedy] =
    team === undefined ? ['There is no team yet.', 'Create a team'] : ['It is not set which team’s channels are used.', 'Enter the team'];
  throw new CiError('CI_TEAM_MISSING', what, `${remedy}; its name goes under Team in the settings of CI Command Center.`);
}

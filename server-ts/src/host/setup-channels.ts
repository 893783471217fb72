// The team and the channels that the setup chooses: looked at without making any, joined, announced in.
import type { Config } from '../config/index.ts';
import type { Api, Team } from '../mattermost/index.ts';
import { markdownOf } from '../rendering/words.ts';
import type { SetupChannels } from '../setup/index.ts';
import { CiError } from '../platform/errors.ts';
import { orMissing } from './missing.ts';

type Looking = Omit<SetupChannels, 'choose'>;
type ChannelApi = Pick<
  Api,
  | 'getTeams'
  | 'getTeamByName'
  | 'createTeam'
  | 'createTeamMember'
  | 'getTeamMember'
  | 'getChannelByName'
  | 'getPublicChannelsForTeam'
  | 'addUserToChannel'
  | 'createPost'
  | 'getUser'
>;

/** `model.DefaultChannelName`: everybody is in it. */
const EVERYBODY = 'town-square';
const MOST = 200;

export function createSetupChannels(api: ChannelApi, botId: string, config: () => Pick<Config, 'team' | 'channels'>): Looking {
  const teams = async (): Promise<readonly Team[]> => (await api.getTeams()).filter(({ delete_at: gone }) => gone === 0);
  const chosen = async (): Promise<Team | undefined> => {
    const { team } = config();
    if (team !== '') return orMissing(api.getTeamByName(team));
    const [only, ...others] = await teams();
    return others.length === 0 ? only : undefined;
  };
  const found = async (team: Team, name: string) => {
    const channel = await orMissing(api.getChannelByName(team.id, name, false));
    return channel?.delete_at === 0 ? channel : undefined;
  };
  return {
    async look() {
      const { channels: names } = config();
      const team = await chosen();
      if (team === undefined) return { names, found: [] };
      const all = await Promise.all(Object.values(names).map((name) => found(team, name)));
      const here = { id: team.id, name: team.name, title: team.display_name };
      return { team: here, names, found: all.flatMap((channel) => (channel === undefined ? [] : [channel.name])) };
    },
    teams: async () => (await teams()).map(({ name, display_name: title }) => ({ name, title })),
    async makeTeam(title, userId) {
      const name = nameFor(title);
      if (name.length < 2) throw unusable();
      const { email } = await api.getUser(userId);
      const team = await api.createTeam({ name, display_name: title.slice(0, 64), type: 'O', email }).catch((error: unknown) => {
        throw new CiError('CI_SETUP_TEAM', `The team could not be made: ${String(error)}`, 'Choose another name.', error);
      });
      await api.createTeamMember(team.id, userId);
      return team.name;
    },
    async join(userId) {
      const team = await chosen();
      if (team === undefined) return;
      const member = await orMissing(api.getTeamMember(team.id, userId));
      if (member === undefined || member.delete_at > 0) await api.createTeamMember(team.id, userId);
      for (const name of new Set(Object.values(config().channels))) {
        const channel = await found(team, name);
        if (channel !== undefined) await api.addUserToChannel(channel.id, userId, botId);
      }
    },
    async open() {
      const team = await chosen();
      if (team === undefined) return [];
      const all = (await api.getPublicChannelsForTeam(team.id, 0, MOST)).filter(({ delete_at: gone }) => gone === 0);
      const sorted = all.toSorted((left, right) => Number(right.name === EVERYBODY) - Number(left.name === EVERYBODY));
      return sorted.map(({ id, display_name: title, name }) => ({ id, title: title || name }));
    },
    async announce(channel, text) {
      await api.createPost({ user_id: botId, channel_id: channel, message: markdownOf(text) });
    },
  };
}

/** `City Builds` → `city-builds`. */
function nameFor(title: string): string {
  const plain = title.normalize('NFKD').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
}

function unusable(): CiError {
  return new CiError('CI_SETUP_TEAM', 'No address can be made of this name.', 'Use at least two letters from a to z.');
}

// The rates once more, with the bots in the channel as the author of an incoming webhook is: Mattermost then finds their rights in its
// caches, and does not ask the database at each post.
import type { Bench } from './bench.ts';
import { idOf } from './client.ts';
import { measureRates } from './deliveries.ts';
import type { Figure } from './statistics.ts';

/** This plugin's and the Go plugin's. */
const BOTS = ['ci-bot', 'yardstick'];

/** Adds a user to the bench's team and channel. */
export async function join({ server, channelId }: Pick<Bench, 'server' | 'channelId'>, userId: string): Promise<void> {
  const api = server.users['admin']?.api;
  await api?.post(`/api/v4/teams/${server.team.id}/members`, { team_id: server.team.id, user_id: userId });
  await api?.post(`/api/v4/channels/${channelId}/members`, { user_id: userId });
}

export async function measureMembers(bench: Bench): Promise<Figure[]> {
  for (const name of BOTS) await join(bench, await idOf(bench.server, `/api/v4/users/username/${name}`));
  return (await measureRates(bench)).map((figure) => ({ ...figure, name: `${figure.name}, bots in the channel` }));
}

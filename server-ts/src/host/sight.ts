// Who may see whom, by Mattermost's own permissions.
import type { Api } from '../mattermost/index.ts';

/** The server looks only at the id. Guests lack it: they see those with whom they share a channel. */
const viewMembers = { id: 'view_members', name: '', description: '', scope: 'team_scope' };

/** Answers whether somebody may see another person. */
export function createSight(api: Pick<Api, 'hasPermissionTo' | 'hasPermissionToTeam' | 'getTeamsForUser'>) {
  return async (userId: string, other: string): Promise<boolean> => {
    if (userId === other || (await api.hasPermissionTo(userId, viewMembers))) return true;
    const [theirs, others] = await Promise.all([api.getTeamsForUser(userId), api.getTeamsForUser(other).catch(() => [])]);
    const shared = theirs.filter(({ id }) => others.some((team) => team.id === id));
    const may = await Promise.all(shared.map(({ id }) => api.hasPermissionToTeam(userId, id, viewMembers)));
    return may.includes(true);
  };
}

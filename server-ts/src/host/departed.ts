// Who of many people is not there any more.
import type { Api } from '../mattermost/index.ts';

/** People the server is asked for at a time. */
const AT_ONCE = 100;

/** Answers those who are deactivated or deleted. */
export function createDeparted(api: Pick<Api, 'getUsersByIds'>): (userIds: readonly string[]) => Promise<readonly string[]> {
  return async (userIds) => {
    const gone: string[] = [];
    for (let at = 0; at < userIds.length; at += AT_ONCE) {
      const asked = userIds.slice(at, at + AT_ONCE);
      const users = await api.getUsersByIds([...asked]);
      const here = new Set(users.filter((user) => user.delete_at === 0).map(({ id }) => id));
      gone.push(...asked.filter((id) => !here.has(id)));
    }
    return gone;
  };
}

// Who administers this Mattermost.
import type { Api } from '../mattermost/index.ts';
import type { SetupPeople } from '../setup/index.ts';
import { orMissing } from './missing.ts';

/** As many are told what is wrong, too. */
const MOST = 20;

export function createSetupPeople(api: Pick<Api, 'getUsers' | 'getUser'>): SetupPeople {
  return {
    async administrators() {
      const found = await api.getUsers({ Role: 'system_admin', Active: true, Page: 0, PerPage: MOST });
      return found.filter(({ is_bot: isBot }) => !isBot).map(({ id, username }) => ({ id, username }));
    },
    nameOf: async (userId) => (await orMissing(api.getUser(userId)))?.username ?? '',
  };
}

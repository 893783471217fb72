// Moving over from the plugins that people used before, joined: what those kept in the database and the settings, and what is here.
import type { Mover, MovingPorts, SurveyPorts } from '../moving/index.ts';
import { createChannelLook, createChannelNames } from '../host/channels.ts';
import { readOtherPlugin } from '../host/earlier-settings.ts';
import { orMissing } from '../host/missing.ts';
import { systemClock } from '../platform/clock.ts';
import { providers } from '../providers/registry.ts';
import type { Identity } from './accounts.ts';
import { createConnectionDesk } from './connection-desk.ts';
import type { Parts } from './parts.ts';
import { createSubscribe } from './subscriber.ts';
import { LIFE } from './subscription-care.ts';
import { createSurroundings, redirectAddresses } from './surroundings.ts';

const movers: readonly Mover[] = providers.flatMap(({ name: provider, title, earlier, accounts, command }) => {
  if (earlier === undefined) return [];
  const connect = `/${command === undefined ? 'ci' : command.grammar.trigger} connect`;
  return [{ provider, title, earlier, ...(accounts !== undefined && { connect }) }];
});

/** What was left behind, and what is here. */
export function surveyPorts({ api, configuration, storage }: Parts): SurveyPorts {
  return {
    movers,
    async kept({ id, keys }) {
      const [plugin, values] = await Promise.all([readOtherPlugin(api, id), storage.pluginValues.read(id, keys)]);
      if (plugin === undefined && values.size === 0) return undefined;
      return { settings: plugin?.settings ?? {}, isActive: plugin?.isActive ?? false, values };
    },
    connections: (provider) => configuration.now().connections.filter((each) => each.provider === provider),
    channel: createChannelLook(api),
    subscribed: storage.subscriptions.all,
  };
}

export function movingPorts(parts: Parts, identity: Pick<Identity, 'reach'>): MovingPorts {
  const { api, storage } = parts;
  const around = createSurroundings(parts);
  return {
    ...surveyPorts(parts),
    channelName: createChannelNames(api),
    async isPerson(userId) {
      const user = await orMissing(api.getUser(userId));
      return user !== undefined && user.delete_at === 0;
    },
    subscriptions: {
      subscribe: createSubscribe(parts, identity),
      trust: storage.subscriptions.subscribe,
      look: () => storage.tasks.add(LIFE, {}, { key: LIFE }),
    },
    desk: createConnectionDesk(parts),
    async reach(userId, connection) {
      return around(connection).own() ?? (await identity.reach(userId, connection));
    },
    hookTarget(connection) {
      const { url, secret } = around(connection).webhook;
      return url === '' || secret === undefined ? undefined : { url, secret };
    },
    redirects: (provider) => redirectAddresses(parts, provider),
    now: systemClock,
  };
}

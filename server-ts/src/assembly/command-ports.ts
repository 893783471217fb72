// What the slash commands need, joined.
import root from '../../../package.json' with { type: 'json' };
import manifest from '../../../plugin.json' with { type: 'json' };
import { likesOf } from '../audit/index.ts';
import type { CiPorts } from '../commands/index.ts';
import { createKeyDesk } from '../keys/index.ts';
import { createChannelNames } from '../host/channels.ts';
import { createClickers } from '../host/clickers.ts';
import { createPeople } from '../host/people.ts';
import { createManualAddress } from '../manual/index.ts';
import { systemClock } from '../platform/clock.ts';
import type { Identity } from './accounts.ts';
import { catalogue } from './acts.ts';
import { createCheckups } from './checkup.ts';
import { providerOf, titleOf, viewsOf, type Parts } from './parts.ts';
import type { Places } from './rooms.ts';
import type { IntentBook } from '../intents/book.ts';
import { createRouteTest } from './route-test.ts';
import { createSubscribe } from './subscriber.ts';
import { redirectAddresses, webhookAddress } from './surroundings.ts';

export function commandPorts(
  parts: Parts,
  places: Places,
  identity: Identity,
  book: Pick<IntentBook, 'problems'>,
): Omit<CiPorts, 'otherCommands'> {
  const { api, botId, log, configuration, storage } = parts;
  const { person } = createClickers(api, botId, log);
  return {
    async recentPipelines({ channelId, limit, ...filter }) {
      const found = await storage.subjects.inChannel(channelId, { ...filter, limit });
      return viewsOf(storage, found, identity.named);
    },
    connections: () =>
      configuration.now().connections.map(({ provider, name, url }) => ({
        provider,
        title: titleOf(provider),
        name,
        url,
        webhook: webhookAddress(parts, { provider, name }),
        ...(providerOf(provider)?.accounts?.kind === 'oauth' && { redirects: redirectAddresses(parts, provider) }),
        ...(providerOf(provider)?.projects === false && { projects: false }),
      })),
    problems: () => [...configuration.problems(), ...places.problems(), ...identity.problems(), ...book.problems()],
    checkUp: createCheckups(parts),
    keys: createKeyDesk(storage.apiKeys, systemClock),
    linkedAccounts: identity.count,
    whoAmI: async (userId) => identity.whoAmI(userId, (await person(userId))?.timezone ?? 'UTC'),
    people: createPeople(api),
    subscriptions: { ...storage.subscriptions, subscribe: createSubscribe(parts, identity) },
    mutes: storage.mutes,
    deliveries: storage.deliveries,
    audit: {
      find: storage.audit.find,
      likesOf: (action) => likesOf(action, catalogue.acts),
      channelNames: namesOfChannels(api),
    },
    heard: storage.heard,
    templates: () => configuration.now().templates,
    routeTest: createRouteTest(parts),
    flaky: storage.history.flaky,
    manual: createManualAddress(parts.site.now, manifest.id),
    about: () => ({ version: root.version, runtime: `Node ${process.versions.node}` }),
    now: systemClock,
  };
}

function namesOfChannels(api: Parts['api']): CiPorts['audit']['channelNames'] {
  const nameOf = createChannelNames(api);
  return async (ids) => new Map(await Promise.all(ids.map(async (id) => [id, await nameOf(id)] as const)));
}

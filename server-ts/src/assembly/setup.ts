// /ci setup, joined: what it sees of the CI systems, Mattermost and its people, and what it changes in the settings.
import type { Connection } from '../ci/connection.ts';
import { subjectOf, type CiEvent } from '../ci/event.ts';
import type { Provider } from '../ci/provider.ts';
import type { SetupGuide } from '../ci/setup.ts';
import { runCiCommand, type CiPorts } from '../commands/index.ts';
import { createSetupChannels } from '../host/setup-channels.ts';
import { createSetupMemory } from '../host/setup-memory.ts';
import { createSetupPeople } from '../host/setup-people.ts';
import { createSetupPosts } from '../host/setup-posts.ts';
import { toChannelId } from '../ci/ids.ts';
import { systemClock } from '../platform/clock.ts';
import { providers } from '../providers/registry.ts';
import { createWizard, type ConnectionSeen, type SetupChannels, type SetupPorts, type SetupSystems, type Wizard } from '../setup/index.ts';
import type { Identity } from './accounts.ts';
import { lookAtConnection } from './checkup.ts';
import type { Parts } from './parts.ts';
import { createSettingsChange } from './settings-change.ts';
import { createSurroundings } from './surroundings.ts';

export interface SetupRoom {
  readonly ports: SetupPorts;
  readonly wizard: Wizard;
  /** A delivery told this. */
  told(event: CiEvent): void;
}

type Ci = Omit<CiPorts, 'otherCommands'>;

/** `ci`: what `/ci doctor` is made of; `more`: what else could be done. */
export function createSetupRoom(parts: Parts, identity: Identity, ci: Ci, more: SetupPorts['more']): SetupRoom {
  const { api, botId, log, site } = parts;
  const posts = createSetupPosts(api, botId);
  const ports: SetupPorts = {
    memory: createSetupMemory(api),
    posts,
    people: createSetupPeople(api),
    channels: channelsOf(parts),
    systems: systemsOf(parts, identity),
    site: site.now,
    more,
    async doctor(userId) {
      const place = { userId, channelId: toChannelId(await posts.channelOf(userId)) };
      return (await runCiCommand('/ci doctor', place, { ...ci, otherCommands: () => [] })).text;
    },
    now: systemClock,
    log,
  };
  const wizard = createWizard(ports);
  return {
    ports,
    wizard,
    told(event) {
      const { provider, connection } = subjectOf(event);
      wizard.heard(provider, connection);
    },
  };
}

function channelsOf(parts: Parts): SetupChannels {
  const { api, botId, configuration, places } = parts;
  const change = createSettingsChange(parts);
  return {
    ...createSetupChannels(api, botId, configuration.now),
    async choose({ team, builds, reviews, alerts }) {
      await change(() => ({ team, buildschannel: builds, reviewschannel: reviews, alertschannel: alerts }));
      await places.look();
      for (const purpose of ['builds', 'reviews', 'alerts'] as const) await places.channelOf({ kind: 'purpose', purpose });
    },
  };
}

function systemsOf(parts: Parts, identity: Identity): SetupSystems {
  const around = createSurroundings(parts);
  const place: SetupSystems['place'] = (connection) => {
    const { webhook, site } = around(connection);
    return { connection, hook: { url: webhook.url, secret: webhook.secret ?? '' }, redirects: site.redirects };
  };
  return {
    all: () => Promise.all(providers.flatMap((each) => (each.setup === undefined ? [] : [systemOf(parts, each, each.setup)]))),
    place,
    own: (connection) => around(connection).own(),
    as: identity.reach,
    check: (connection) => lookAtConnection(parts, connection),
    desk: around({ provider: '', name: '', url: '', webhookSecrets: [] }).desk,
  };
}

async function systemOf(parts: Parts, { name: provider, title }: Provider, guide: SetupGuide) {
  const all = parts.configuration.now().connections.filter((each) => each.provider === provider);
  const seen = await Promise.all(all.map((connection) => look(parts, connection)));
  return { provider, title, guide, connections: seen.filter((each) => guide.address.optional === true || isUsed(each)) };
}

async function look({ storage }: Parts, connection: Connection): Promise<ConnectionSeen> {
  const { provider, name } = connection;
  // Without the database nobody knows.
  const heard = await storage.deliveries.lastOf(provider, name).catch(() => undefined);
  return { connection, ...(heard !== undefined && { heard }) };
}

function isUsed({ connection: { name, url }, heard }: ConnectionSeen): boolean {
  return name !== 'default' || url !== '' || heard !== undefined;
}

// Everything that more than one part of the plugin needs, made once when the plugin is activated.
import type { PipelineView } from '@ci-command-center/contract';
import manifest from '../../../plugin.json' with { type: 'json' };
import { createRefusals, type Refusals } from '../checkup/index.ts';
import type { Connection } from '../ci/connection.ts';
import type { Provider } from '../ci/provider.ts';
import type { Config } from '../config/index.ts';
import { createNotices, type Notices } from '../host/notices.ts';
import { readServer, type ServerFacts } from '../host/server.ts';
import { rememberSiteAddress, type SiteAddress } from '../host/site.ts';
import { createTopicNews } from '../host/topics.ts';
import type { Api, Host } from '../mattermost/index.ts';
import { systemClock } from '../platform/clock.ts';
import { createHttpPool, type HttpPool } from '../platform/http-pool.ts';
import { proxiesIn } from '../platform/proxy-choice.ts';
import type { Log } from '../platform/log.ts';
import type { Secrets } from '../platform/secrets.ts';
import { providers } from '../providers/registry.ts';
import type { ViewContext } from '../rendering/rendered.ts';
import type { Named } from '../identity/index.ts';
import { sceneToView } from '../rendering/view.ts';
import { createRouting, type Routing } from '../routing/decide.ts';
import { createStorage, KEEP, type Storage, type StorageState, type StoredPipeline } from '../storage/index.ts';
import { readConfiguration, type Configuration } from './configuration.ts';
import { createAlertsWarnings } from './alerts-warnings.ts';
import { createMetering, meterPool, type Metering } from './metering.ts';
import { createSafety, type Safety } from './permissions.ts';
import { createPlaces, type Places } from './rooms.ts';
import { tellingSubscriptions } from './subscription-news.ts';

export interface Parts extends Safety {
  readonly api: Api;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly botId: string;
  readonly notices: Notices;
  readonly server: ServerFacts;
  readonly site: SiteAddress;
  readonly configuration: Configuration;
  readonly storage: Storage;
  readonly routing: Routing;
  /** How connections are reached; another one after each change of the settings. */
  readonly http: { now(): HttpPool; renew(): void };
  readonly metering: Metering;
  readonly places: Places;
  /** Deliveries that were turned away. */
  readonly refusals: Refusals;
}

export async function makeParts(host: Host, secrets: Secrets): Promise<Parts> {
  const { api, log } = host;
  const botId = await api.ensureBotUser({ username: 'ci-bot', display_name: 'CI', description: manifest.description });
  const notices = createNotices(api, botId, log);
  const [server, site, configuration] = await Promise.all([
    readServer(api),
    rememberSiteAddress(api),
    readConfiguration(host, secrets, notices),
  ]);
  const onState = (state: StorageState): void => void notices.follow('storage', state.kind === 'down' ? [state.problem] : []);
  const stored = createStorage({
    dataSource: server.dataSource,
    log,
    onState,
    keep: () => ({ ...KEEP, ...configuration.now().retention }),
  });
  const storage = tellingSubscriptions(stored, createTopicNews(api, log));
  const metering = createMetering();
  const http = createHttpSupply((pool) => meterPool(pool, metering, configuration));
  const places = createPlaces({ api, botId, notices, configuration });
  const warn = createAlertsWarnings({ api, botId, log, places });
  const safety = createSafety({ api, log, secrets, configuration, storage, warn, metering });
  return {
    api,
    log,
    secrets,
    botId,
    notices,
    server,
    site,
    configuration,
    storage,
    routing: createRouting(),
    http,
    metering,
    places,
    refusals: createRefusals(systemClock),
    ...safety,
  };
}

function createHttpSupply(meter: (pool: HttpPool) => HttpPool): Parts['http'] {
  const create = (): HttpPool => meter(createHttpPool({ proxies: proxiesIn(process.env) }));
  let pool = create();
  return {
    now: () => pool,
    renew() {
      const old = pool;
      pool = create();
      void old.close();
    },
  };
}

export function providerOf(name: string): Provider | undefined {
  return providers.find((each) => each.name === name);
}

export function connectionOf({ connections }: Config, provider: string, name: string): Connection | undefined {
  return connections.find((each) => each.provider === provider && each.name === name);
}

/** As people write it. */
export function titleOf(provider: string): string {
  return providerOf(provider)?.title ?? provider;
}

/** What cards and the web app are told of providers. */
export const viewContext: ViewContext = {
  providerTitle: titleOf,
  cardButtons: (state, joined) => providerOf(state.pipeline.provider)?.command?.cardButtons(state, joined) ?? [],
  subjectButtons: (state) => providerOf(state.subject.provider)?.command?.subjectButtons?.(state) ?? [],
  hasLog: (provider) => providerOf(provider)?.readLog !== undefined,
};

/** Pipelines for the web app, with all that is shown on their cards. */
export async function viewsOf(
  { subjects }: Storage,
  pipelines: readonly StoredPipeline[],
  named: Named = async (states) => states,
): Promise<readonly PipelineView[]> {
  const around = await subjects.look(pipelines.map(({ state }) => state.pipeline.key));
  const states = await named(pipelines.map(({ state }) => state));
  return pipelines.map(({ state: stored, revision, updatedAt }, index) => {
    const state = states[index] ?? stored;
    const { joined = [], past = [], findings = [] } = around.get(state.pipeline.key) ?? {};
    return sceneToView(state, { revision, updatedAt, joined, past, findings }, viewContext);
  });
}

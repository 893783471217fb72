// The only file that builds things and joins them.
import root from '../../package.json' with { type: 'json' };
import manifest from '../../plugin.json' with { type: 'json' };
import { toChannelId } from './ci/ids.ts';
import { compareForList, statusOf } from './ci/status.ts';
import { ciGrammar, runCiCommand, type CiPorts } from './commands/index.ts';
import { readConfig, type Config } from './config/index.ts';
import { createDelivery, createRooms } from './delivery/index.ts';
import { createHealth } from './health.ts';
import { createFlow, type FlowPorts, type Sender } from './flow.ts';
import { createMembership, createRoomPorts } from './host/channels.ts';
import { registerCommand, reply } from './host/commands.ts';
import { createLive } from './host/live.ts';
import { createNotices, type Notices } from './host/notices.ts';
import { createPosts } from './host/posts.ts';
import { readServer, type ServerFacts } from './host/server.ts';
import { loadSettings } from './host/settings.ts';
import { createIntake } from './intake/index.ts';
import { runPlugin, type Api, type Hooks, type Host } from './mattermost/index.ts';
import { systemClock } from './platform/clock.ts';
import { asProblem, type CiError } from './platform/errors.ts';
import type { Log } from './platform/log.ts';
import { createSecrets, secretsIn, type Secrets } from './platform/secrets.ts';
import { providers } from './providers/registry.ts';
import { shouldEdit } from './rendering/edits.ts';
import { toView } from './rendering/view.ts';
import { createSidebar } from './sidebar/pipelines.ts';
import { createStorage, type Storage, type StorageState, type StoredDelivery, type StoredPipeline } from './storage/index.ts';
import { createWork } from './work.ts';

/** What runs between activation and deactivation. */
interface Running extends Pick<Required<Hooks>, 'executeCommand' | 'serveHttp'> {
  /** The settings may have changed. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

const providerOf = (name: string) => providers.find((each) => each.name === name);
const connectionOf = ({ connections }: Config, provider: string, name: string) =>
  connections.find((each) => each.provider === provider && each.name === name);
const titleOf = (provider: string): string => providerOf(provider)?.title ?? provider;
const viewOf = ({ state, revision, updatedAt }: StoredPipeline) => toView(state, revision, updatedAt, titleOf(state.pipeline.provider));
const place = ({ state, updatedAt }: StoredPipeline) => ({ status: statusOf(state), updatedAt });

/** The configuration in force, read again at each reload; what is wrong in it goes to the administrators. */
async function configure(api: Api, secrets: Secrets, notices: Notices): Promise<{ now(): Config; reload(): Promise<void> }> {
  const read = async (last?: Config): Promise<Config> => {
    const settings = await loadSettings(api, manifest.id, manifest.settings_schema.settings);
    secrets.learn(secretsIn(settings));
    const { config, problems } = readConfig(
      settings,
      providers.map(({ name }) => name),
      last,
    );
    void notices.follow('settings', problems);
    return config;
  };
  let config = await read();
  return {
    now: () => config,
    async reload() {
      config = await read(config);
    },
  };
}

function commandPorts(server: ServerFacts, storage: Storage, config: () => Config): CiPorts {
  return {
    async recentPipelines({ channelId, limit, ...filter }) {
      const found = await storage.pipelines.inChannel(channelId, { ...filter, limit });
      return found.map(viewOf);
    },
    addresses: () => config().connections.map(({ url }) => url),
    webhooks: () => providers.map(({ name, title }) => ({ title, url: `${server.siteUrl}/plugins/${manifest.id}/webhooks/${name}` })),
    about: () => ({ version: root.version, runtime: `Node ${process.versions.node}` }),
    now: systemClock,
  };
}

/** Everything that more than one part of the plugin needs. */
interface Parts {
  readonly api: Api;
  readonly log: Log;
  readonly botId: string;
  readonly notices: Notices;
  readonly server: ServerFacts;
  readonly config: Awaited<ReturnType<typeof configure>>;
  readonly storage: Storage;
}

async function build({ api, log }: Host, secrets: Secrets): Promise<Parts> {
  const botId = await api.ensureBotUser({ username: 'ci-bot', display_name: 'CI', description: manifest.description });
  const notices = createNotices(api, botId, log);
  const [server, config] = await Promise.all([readServer(api), configure(api, secrets, notices)]);
  const onState = (state: StorageState): void => void notices.follow('storage', state.kind === 'down' ? [state.problem] : []);
  return { api, log, botId, notices, server, config, storage: createStorage({ dataSource: server.dataSource, log, onState }) };
}

/** Starts to work on what is stored; answers what looks for the rooms again, as after a change of the settings. */
function startWork({ api, log, botId, notices, config, storage }: Parts): () => Promise<void> {
  const rooms = createRooms(createRoomPorts(api, botId));
  const channelOf: FlowPorts['channelOf'] = (room) => rooms.find(config.now().team, config.now().channels[room]);
  const posts = createPosts(api, botId);
  const deliver = createDelivery({ ledger: storage.cards, posts, live: createLive(api, log), shouldEdit, now: systemClock });
  const notify = () => config.now().notify.pipelines;
  const flow = createFlow({ pipelines: storage.pipelines, notify, channelOf, deliver, now: systemClock });
  const sender = ({ provider: name, connection: given }: StoredDelivery): Sender | undefined => {
    const [provider, connection] = [providerOf(name), connectionOf(config.now(), name, given)];
    return provider && connection && { provider, connection };
  };
  const raise = (problem: CiError): void => void notices.follow('rooms', [problem]);
  storage.start(createWork({ deliveries: storage.deliveries, flow, sender, log, raise }));
  return async () => {
    rooms.forget();
    const problems = await channelOf('builds').then(
      () => [],
      (error: unknown) => [asProblem(error)],
    );
    await notices.follow('rooms', problems);
  };
}

/** Webhooks, the sidebar's REST, health. */
function createWeb({ api, log, config, storage }: Parts): Running['serveHttp'] {
  const web = createHealth(storage.state);
  const pipelinesOf = async (channelId: string, limit: number) => {
    const found = await storage.pipelines.inChannel(toChannelId(channelId), { limit });
    return found.toSorted((left, right) => compareForList(place(left), place(right))).map(viewOf);
  };
  web.route('/', createSidebar({ isMember: createMembership(api), pipelinesOf }));
  const intake = createIntake({
    provider: providerOf,
    connection: (provider, name) => connectionOf(config.now(), provider, name),
    isAllowed: (address) => config.now().isAllowed(address),
    store: storage.deliveries.store,
    now: systemClock,
    log,
  });
  return (request, context) =>
    new URL(request.url).pathname.startsWith('/webhooks/') ? intake(request, context.IPAddress) : web.fetch(request);
}

async function activate(host: Host, secrets: Secrets): Promise<Running> {
  const parts = await build(host, secrets);
  const { api, log, botId, server, config, storage } = parts;
  const findRooms = startWork(parts);
  void findRooms();
  await registerCommand(api, ciGrammar);
  const ports = commandPorts(server, storage, config.now);
  log.info('CI Command Center is active', { version: root.version, node: process.versions.node });
  return {
    async reload() {
      await config.reload();
      await findRooms();
    },
    async executeCommand(_context, args) {
      const answer = await runCiCommand(args.command, { channelId: toChannelId(args.channel_id), userId: args.user_id }, ports);
      await reply(api, botId, args, answer);
      return {};
    },
    serveHttp: createWeb(parts),
    stop: () => storage.close(),
  };
}

const secrets = createSecrets();
const notActive = (): never => {
  throw new Error('The plugin is not active.');
};
void runPlugin({
  redact: secrets.redact,
  hooks: (host) => {
    let running: Running | undefined;
    return {
      async onActivate() {
        running = await activate(host, secrets);
      },
      onConfigurationChange: () => running?.reload(),
      executeCommand: (context, args) => running?.executeCommand(context, args) ?? notActive(),
      serveHttp: (request, context) =>
        running?.serveHttp(request, context) ?? new Response(null, { status: 503, headers: { 'Retry-After': '5' } }),
      onDeactivate: () => running?.stop(),
    };
  },
});

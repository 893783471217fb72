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
import { createSecrets, secretsIn, type Secrets } from './platform/secrets.ts';
import { providers } from './providers/registry.ts';
import { shouldEdit } from './rendering/edits.ts';
import { toView } from './rendering/view.ts';
import { createSidebar } from './sidebar/pipelines.ts';
import { createStorage, type Storage, type StoredDelivery, type StoredPipeline } from './storage/index.ts';
import { createWork } from './work.ts';

/** What runs between activation and deactivation. */
interface Running extends Pick<Required<Hooks>, 'executeCommand' | 'serveHttp'> {
  /** The settings may have changed. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

const titleOf = (provider: string): string => providers.find(({ name }) => name === provider)?.title ?? provider;
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

async function activate({ api, log }: Host, secrets: Secrets): Promise<Running> {
  const botId = await api.ensureBotUser({ username: 'ci-bot', display_name: 'CI', description: manifest.description });
  const notices = createNotices(api, botId, log);
  const [server, config] = await Promise.all([readServer(api), configure(api, secrets, notices)]);
  const storage = createStorage({
    dataSource: server.dataSource,
    log,
    onState: (state) => void notices.follow('storage', state.kind === 'down' ? [state.problem] : []),
  });
  const rooms = createRooms(createRoomPorts(api, botId));
  const channelOf: FlowPorts['channelOf'] = (room) => rooms.find(config.now().team, config.now().channels[room]);
  const checkRooms = async (): Promise<void> => {
    rooms.forget();
    await channelOf('builds').then(
      () => notices.follow('rooms', []),
      (error: unknown) => notices.follow('rooms', [asProblem(error)]),
    );
  };
  const deliver = createDelivery({
    ledger: storage.cards,
    posts: createPosts(api, botId),
    live: createLive(api, log),
    shouldEdit,
    now: systemClock,
  });
  const sender = (delivery: StoredDelivery): Sender | undefined => {
    const provider = providers.find(({ name }) => name === delivery.provider);
    const connection = config.now().connections.find((each) => each.provider === delivery.provider && each.name === delivery.connection);
    return provider && connection && { provider, connection };
  };
  const flow = createFlow({
    pipelines: storage.pipelines,
    notify: () => config.now().notify.pipelines,
    channelOf,
    deliver,
    now: systemClock,
  });
  const raise = (problem: CiError): void => void notices.follow('rooms', [problem]);
  storage.start(createWork({ deliveries: storage.deliveries, flow, sender, log, raise }));
  void checkRooms();
  await registerCommand(api, ciGrammar);

  const ports = commandPorts(server, storage, config.now);
  const web = createHealth(storage.state);
  const sidebar = createSidebar({
    isMember: createMembership(api),
    pipelinesOf: async (channelId, limit) => {
      const found = await storage.pipelines.inChannel(toChannelId(channelId), { limit });
      return found.toSorted((left, right) => compareForList(place(left), place(right))).map(viewOf);
    },
  });
  web.route('/', sidebar);
  const intake = createIntake({
    provider: (name) => providers.find((each) => each.name === name),
    connection: (provider, name) => config.now().connections.find((each) => each.provider === provider && each.name === name),
    isAllowed: (address) => config.now().isAllowed(address),
    store: storage.deliveries.store,
    now: systemClock,
    log,
  });
  log.info('CI Command Center is active', { version: root.version, node: process.versions.node });

  return {
    async reload() {
      await config.reload();
      await checkRooms();
    },
    async executeCommand(_context, args) {
      const answer = await runCiCommand(args.command, { channelId: toChannelId(args.channel_id), userId: args.user_id }, ports);
      await reply(api, botId, args, answer);
      return {};
    },
    serveHttp: (request, context) =>
      new URL(request.url).pathname.startsWith('/webhooks/') ? intake(request, context.IPAddress) : web.fetch(request),
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

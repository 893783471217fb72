// Where the plugin begins: joins the parts when Mattermost activates it, and gives Mattermost's hooks to them.
import './platform/lean.ts';
import root from '../../package.json' with { type: 'json' };
import { createIdentity } from './assembly/accounts.ts';
import { commandPorts } from './assembly/command-ports.ts';
import { createCommands, placeOf } from './assembly/commands.ts';
import { createIntentSubjects } from './assembly/intent-subjects.ts';
import { createIntentRoom } from './assembly/intents.ts';
import { createRunFollowing } from './assembly/follow.ts';
import { catchUp } from './assembly/late-settings.ts';
import { createMetrics } from './assembly/metrics.ts';
import { movingPorts } from './assembly/moving.ts';
import { createOwnVerbs } from './assembly/own-verbs.ts';
import { makeParts } from './assembly/parts.ts';
import { createPosted } from './assembly/previews.ts';
import { createRunRoom } from './assembly/runs.ts';
import { createSetupRoom } from './assembly/setup.ts';
import { createWeb } from './assembly/web.ts';
import { startWork } from './assembly/work.ts';
import { toChannelId } from './ci/ids.ts';
import { supportData } from './console/index.ts';
import { runPlugin, type Hooks, type Host } from './mattermost/index.ts';
import { offerOfEarlier } from './moving/index.ts';
import { createSecrets, type Secrets } from './platform/secrets.ts';

type Handled =
  | 'executeCommand'
  | 'serveHttp'
  | 'serveMetrics'
  | 'generateSupportData'
  | 'messageWillBePosted'
  | 'userHasLeftChannel'
  | 'userHasLeftTeam'
  | 'userHasBeenCreated'
  | 'userHasBeenDeactivated';

/** Milliseconds after which what will be archived or restored is. */
const ARCHIVED_WITHIN = 2_000;

/** Milliseconds for what was noted to be written. */
const AUDIT_WITHIN = 2_000;

/**
 * Milliseconds after the activation by which the server tells of changes: it puts the plugin among those that are told once OnActivate
 * has returned. (`startPluginServer` and `RunMultiPluginHook` in server/public/plugin/environment.go)
 */
const TOLD_BY = 2_000;

/** What runs between activation and deactivation. */
interface Running extends Pick<Required<Hooks>, Handled> {
  /** A channel will be archived or restored in a moment. */
  channelWillChange(channelId: string): void;
  /** The settings may have changed. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

async function activate(host: Host, secrets: Secrets): Promise<Running> {
  const parts = await makeParts(host, secrets);
  const { log, configuration, site, storage, http, places, audit } = parts;
  const identity = createIdentity(parts);
  const metrics = createMetrics(parts, identity);
  const following = createRunFollowing(parts, places, identity);
  const intents = createIntentRoom(parts);
  const { book } = intents;
  const running = createRunRoom(parts, identity, book, createIntentSubjects(parts, identity));
  const ci = commandPorts(parts, places, identity, book);
  const moving = movingPorts(parts, identity);
  const setup = createSetupRoom(parts, identity, ci, () => offerOfEarlier(moving));
  const own = createOwnVerbs(parts, identity, { book, runs: running.runs, setup });
  const commands = createCommands(parts, identity, following, ci, own);
  const care = startWork(parts, places, identity, following, running, intents, setup);
  void places.look();
  void setup.wizard.greet();
  await commands.register();
  log.info('CI Command Center is active', { version: root.version, node: process.versions.node });
  const reload = async (): Promise<void> => {
    await Promise.all([configuration.reload(), site.reload()]);
    http.renew();
    await Promise.all([commands.register(), identity.reloaded(), intents.reloaded()]);
    await places.look();
    void setup.wizard.renew();
  };
  const late = setTimeout(() => void catchUp({ configuration, site, log, reload }), TOLD_BY).unref();
  return {
    reload,
    async executeCommand({ IPAddress }, args) {
      await commands.execute(args.command, placeOf(args, IPAddress));
      return {};
    },
    serveHttp: createWeb(parts, commands, identity, care, metrics, { book, runs: running.runs }, setup.wizard),
    serveMetrics: metrics.hook,
    async generateSupportData() {
      const { name, body } = await supportData({ ...commands.ci, redact: (text) => secrets.redact(text, '') });
      return [{ Filename: name, Body: Buffer.from(body) }];
    },
    messageWillBePosted: createPosted(parts, identity),
    // Nobody who leaves waits until the channel has been told.
    userHasLeftChannel: (_context, { user_id: userId }) => void care.personLeft(userId),
    userHasLeftTeam: (_context, { user_id: userId }) => void care.personLeft(userId),
    // The first person of a new server administers it.
    userHasBeenCreated: () => void setup.wizard.greet(),
    userHasBeenDeactivated(_context, { id }) {
      void care.personLeft(id);
      void identity.personLeft(id);
    },
    channelWillChange(id) {
      const changed = (): void => {
        places.changed(toChannelId(id));
        void care.channelChanged(toChannelId(id));
      };
      setTimeout(changed, ARCHIVED_WITHIN).unref();
    },
    async stop() {
      clearTimeout(late);
      following.stop();
      running.stop();
      metrics.stop();
      await Promise.all([commands.stop(), identity.settled()]);
      await audit.settle(AUDIT_WITHIN);
      await storage.close();
    },
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
      serveHttp: (request, context, peer) =>
        running?.serveHttp(request, context, peer) ?? new Response(null, { status: 503, headers: { 'Retry-After': '5' } }),
      serveMetrics: (request, context, peer) => running?.serveMetrics(request, context, peer) ?? new Response(null, { status: 503 }),
      generateSupportData: (context) => running?.generateSupportData(context) ?? [],
      // Whatever goes wrong, the post stays as it was typed.
      messageWillBePosted: (context, post) => running?.messageWillBePosted(context, post) ?? [undefined, ''],
      userHasLeftChannel: (context, member, actor) => running?.userHasLeftChannel(context, member, actor),
      userHasLeftTeam: (context, member, actor) => running?.userHasLeftTeam(context, member, actor),
      userHasBeenCreated: (context, user) => running?.userHasBeenCreated(context, user),
      userHasBeenDeactivated: (context, user) => running?.userHasBeenDeactivated(context, user),
      // An answer that is not empty would forbid it.
      channelWillBeArchived(_context, { id }) {
        running?.channelWillChange(id);
        return '';
      },
      channelWillBeRestored(_context, { id }) {
        running?.channelWillChange(id);
        return '';
      },
      onDeactivate: () => running?.stop(),
    };
  },
});

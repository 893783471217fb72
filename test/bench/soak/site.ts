// What a soak and the faults run on: the real server with the bundle, three channels, the senders, and the turnstile between them.
import { bundle } from '../../../build/bundle.ts';
import { thisPlatform } from '../../../build/bundle/platform.ts';
import { startEmbedded, type Embedded, type Node } from '../../../build/embedded/index.ts';
import { untilWell } from '../../../build/embedded/plugin.ts';
import { startAlertmanager } from '../../stand-ins/alertmanager/index.ts';
import { startGitLab, type GitLab } from '../../stand-ins/gitlab/index.ts';
import { firstPipeline, live, type Expected, type Senders } from './lives.ts';
import { openTurnstile, type Turnstile, type TurnstileOptions } from './turnstile.ts';

export interface SiteOptions extends Pick<TurnstileOptions, 'rate' | 'twice' | 'passing' | 'passed'> {
  readonly nodes: 1 | 2;
  readonly say: (line: string) => void;
}

export interface Site {
  readonly server: Embedded;
  readonly bundlePath: string;
  readonly nodes: readonly [Node, ...Node[]];
  readonly gitlab: GitLab;
  readonly turnstile: Turnstile;
  /** Id of a channel by its name. */
  readonly channels: ReadonlyMap<string, string>;
  /** Begins lives as fast as the turnstile lets them through, until told to end; then resolves with what all of them must have made. */
  begin(): () => Promise<readonly Expected[]>;
  close(): Promise<void>;
}

const SECRET = 'made-up-soak-secret-0123456789';
const TOKEN = 'glpat-made-up-soak-token';
const hooks = '/plugins/ci-command-center/webhooks';
/** Enough that the turnstile is never empty, and no more than a moment late. */
const AHEAD = 30;
const AT_ONCE = 40;

/** Its own channel for the yardstick. */
const CHANNELS = ['builds', 'code-reviews', 'alerts', 'yardstick'] as const;

/** The administrator makes the channels, and so is told of every post in them. */
async function makeChannels({ users, team }: Embedded): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  for (const name of CHANNELS) {
    const channel = await users['admin']?.api.post('/api/v4/channels', { team_id: team.id, name, display_name: name, type: 'O' });
    if (typeof channel !== 'object' || channel === null || !('id' in channel)) throw new Error(`The channel ${name} was not made.`);
    made.set(name, String(channel.id));
  }
  return made;
}

/** Under load it may take its time. */
export const untilHealthy = (url: string): Promise<true> => untilWell(url, 120_000);

async function startServers(gitlab: GitLab, options: SiteOptions) {
  const platform = thisPlatform();
  if (platform === undefined) throw new Error('The plugin does not run on this machine. Use Linux on amd64 or arm64.');
  const [bundlePath = ''] = await bundle([platform]);
  const server = await startEmbedded({
    people: ['alice'],
    durable: true,
    progress: options.say,
    plugin: { WebhookSecret: SECRET, EncryptionKey: 's'.repeat(32), Team: 'ci-demo', GitLabURL: gitlab.url, GitLabToken: TOKEN },
    settings: { LogSettings: { ConsoleLevel: 'INFO' } },
  });
  const channels = await makeChannels(server);
  await server.installPlugin(bundlePath);
  const nodes: [Node, ...Node[]] = [server.node];
  if (options.nodes === 2) {
    const second = await server.addNode();
    await second.installPlugin(bundlePath);
    nodes.push(second);
  }
  for (const { url } of nodes) await untilHealthy(url);
  return { server, bundlePath, nodes, channels };
}

/** Starts lives and keeps what they say that must be there. */
function beginLives(senders: Senders, turnstile: Turnstile): () => Promise<readonly Expected[]> {
  const expected: Expected[] = [];
  const open = new Set<Promise<void>>();
  let next = 0;
  const timer = setInterval(() => {
    if (turnstile.waiting() >= AHEAD || open.size >= AT_ONCE) return;
    const one: Promise<void> = live(senders, next)
      .then((each) => void expected.push(each))
      .finally(() => open.delete(one));
    open.add(one);
    next += 1;
  }, 50);
  return async () => {
    clearInterval(timer);
    await Promise.all(open);
    return expected;
  };
}

/** Starts all of it. The senders know only the turnstile. */
export async function openSite(options: SiteOptions): Promise<Site> {
  const urls: { now: [string, ...string[]] } = { now: [''] };
  const { rate, twice = 0, passing, passed } = options;
  const turnstile = await openTurnstile({ rate, twice, passed, ...(passing && { passing }), to: () => urls.now });
  const hooksUrl = turnstile.url + hooks;
  const gitlab = await startGitLab({
    hookUrl: `${hooksUrl}/gitlab`,
    token: SECRET,
    apiToken: TOKEN,
    speed: 20,
    firstId: firstPipeline,
  });
  const alertmanager = await startAlertmanager({
    hookUrl: `${hooksUrl}/alertmanager`,
    authorization: `Token ${SECRET}`,
    groupBy: ['alertname', 'cluster'],
  });
  const { server, bundlePath, nodes, channels } = await startServers(gitlab, options);
  const [first, ...others] = nodes.map(({ url }) => url);
  urls.now = [first ?? '', ...others];
  return {
    server,
    bundlePath,
    nodes,
    gitlab,
    turnstile,
    channels,
    begin: () => beginLives({ gitlab, alertmanager, hooksUrl, secret: SECRET }, turnstile),
    async close() {
      await turnstile.close();
      await Promise.all([gitlab.stop(), alertmanager.stop()]);
      await server.stop();
    },
  };
}

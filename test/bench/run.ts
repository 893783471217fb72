// `npm run bench`: each figure beside a Go plugin's or Mattermost's own, measured in the same run on the same server.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../build/bundle.ts';
import { thisPlatform } from '../../build/bundle/platform.ts';
import { startEmbedded, type Embedded } from '../../build/embedded/index.ts';
import { caller, watch } from './client.ts';
import { measureCommands } from './commands.ts';
import { compare, measureDelay, measureRate, type Way } from './deliveries.ts';
import { buildYardstick, yardstickId } from './go-plugin.ts';
import { percentile, table, type Figure } from './statistics.ts';
import { goWay, incomingWay, marks, ourWay } from './ways.ts';

const secret = 'made-up-bench-secret-0123456789';
const say = (line: string): void => console.error(line);

async function idOf(server: Embedded, path: string): Promise<string> {
  const found = await server.users['admin']?.api.get(path);
  if (typeof found !== 'object' || found === null || !('id' in found)) throw new Error(`${path} has no id.`);
  return String(found.id);
}

/** Our value apart from the others', as figures of one quantity. */
function split(name: string, unit: string, { 'this plugin': ours = Number.NaN, ...others }: Record<string, number>): Figure[] {
  return compare(name, unit, ours, others);
}

async function measureWays(ways: readonly Way[], watcher: Awaited<ReturnType<typeof watch>>): Promise<Figure[]> {
  let from = 1;
  const accepted: Record<string, number> = {};
  const posted: Record<string, number> = {};
  const half: Record<string, number> = {};
  const tail: Record<string, number> = {};
  for (const way of ways) {
    say(`… ${way.name}: 200 to warm up, 1,000 deliveries as fast as they are taken`);
    await measureRate(way, watcher, from, 200, 8);
    const rate = await measureRate(way, watcher, from + 200, 1000, 16);
    say(`… ${way.name}: 500 deliveries at 50 a second`);
    const delays = await measureDelay(way, watcher, from + 1200, 500, 50);
    accepted[way.name] = rate.accepted;
    posted[way.name] = rate.posted;
    half[way.name] = percentile(delays, 0.5);
    tail[way.name] = percentile(delays, 0.99);
    from += 1700;
  }
  return [
    ...split('accepted deliveries', '/s', accepted),
    ...split('posts seen', '/s', posted),
    ...split('request to post at 50/s, median', 'ms', half),
    ...split('request to post at 50/s, 99th percentile', 'ms', tail),
  ];
}

async function measure(server: Embedded, folder: string): Promise<Figure[]> {
  const platform = thisPlatform();
  if (platform === undefined) throw new Error('The plugin does not run on this machine. Use Linux on amd64 or arm64.');
  const [plugin = ''] = await bundle([platform]);
  await server.installPlugin(plugin);
  await server.installPlugin(await buildYardstick(folder), yardstickId);
  const admin = server.users['admin'];
  if (admin === undefined) throw new Error('There is no administrator.');
  const channelId = await idOf(server, `/api/v4/teams/${server.team.id}/channels/name/town-square`);
  const person = caller(server.url, admin.token);
  const sender = caller(server.url);
  const watcher = await watch(server.url, admin.token, marks);
  try {
    say('… 500 slash commands of each kind');
    const commands = await measureCommands(person, channelId, 500);
    const ways = [ourWay(sender, secret), await incomingWay(server, sender, channelId), goWay(sender, channelId)];
    return [...commands, ...(await measureWays(ways, watcher))];
  } finally {
    watcher.close();
    await Promise.all([person.close(), sender.close()]);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'ci-bench-'));
const server = await startEmbedded({
  progress: say,
  plugin: { WebhookSecret: secret, Team: 'ci-demo', BuildsChannel: 'town-square' },
  settings: { LogSettings: { ConsoleLevel: 'INFO' } },
});
try {
  const report = table(await measure(server, folder));
  console.log(report);
  await mkdir('test/artifacts', { recursive: true });
  await writeFile('test/artifacts/bench.md', `${report}\n`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

// `npm run bench [-- part …]`: each figure beside a Go plugin's or Mattermost's own, measured in the same run on the same server.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundle } from '../../build/bundle.ts';
import { thisPlatform } from '../../build/bundle/platform.ts';
import { startEmbedded, type Embedded } from '../../build/embedded/index.ts';
import type { Bench } from './bench.ts';
import { measureBurst, measureMemory } from './burst.ts';
import { measureCeiling } from './ceiling.ts';
import { caller, idOf, watch } from './client.ts';
import { measureCommands } from './commands.ts';
import { measureDelays, measureRates } from './deliveries.ts';
import { buildYardstick, yardstickId } from './go-plugin.ts';
import { measurePast, measureRoutes } from './growth.ts';
import { runLong } from './long.ts';
import { postmasterOf, timesOf } from './processes.ts';
import { measureMembers } from './members.ts';
import { measureSidebar } from './sidebar.ts';
import { table, type Figure } from './statistics.ts';
import { cardOf, goWay, incomingWay, marks, ourWay, teach } from './ways.ts';
import { measureWebapp } from './webapp.ts';

const parts: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  commands: measureCommands,
  rate: measureRates,
  delay: measureDelays,
  burst: measureBurst,
  routes: measureRoutes,
  past: measurePast,
  memory: measureMemory,
  webapp: measureWebapp,
  sidebar: measureSidebar,
  ceiling: measureCeiling,
  // The bots stay in the channel.
  members: measureMembers,
};

const secret = 'made-up-bench-secret-0123456789';
const settings = { WebhookSecret: secret, Team: 'ci-demo', BuildsChannel: 'town-square' };
const say = (line: string): void => console.error(line);

/** The plugin takes nothing before it has its tables. */
async function untilTaken(send: () => Promise<{ status: number; body: string }>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const { status, body } = await send();
    if (status < 300) return;
    if (tries === 50) throw new Error(`It answered ${status}: ${body.slice(0, 300)}`);
    await pause(200);
  }
}

/** Installs both plugins, and makes the ways in comparable: all post the same card. */
async function prepare(server: Embedded, folder: string): Promise<Bench & { close(): Promise<void> }> {
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
  let used = 1;
  const take = (count: number): number => (used += count) - count;
  const ours = ourWay(sender, secret);
  const first = take(1);
  await untilTaken(() => ours.send(first));
  await watcher.seen(ours.mark(first));
  const card = await cardOf(server, channelId, first);
  await teach(sender, card);
  const postmaster = await postmasterOf(dirname(server.folder));
  const pluginPid = async (): Promise<number> => (await server.pluginPid()) ?? 0;
  return {
    server,
    channelId,
    settings,
    person,
    sender,
    watcher,
    ways: [ours, await incomingWay(server, sender, channelId, card), goWay(sender, channelId)],
    take,
    times: async () =>
      timesOf(
        { server: server.serverPid(), 'this plugin': await pluginPid(), 'Go plugin': await server.pluginPid(yardstickId) },
        postmaster,
      ),
    pluginPid,
    say,
    async close() {
      watcher.close();
      await Promise.all([person.close(), sender.close()]);
    },
  };
}

async function runParts(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.find((name) => parts[name] === undefined);
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}. Parts: ${Object.keys(parts).join(', ')}; alone: soak, faults.`);
  const folder = await mkdtemp(join(tmpdir(), 'ci-bench-'));
  const server = await startEmbedded({
    progress: say,
    durable: true,
    plugin: settings,
    // 5,000 routes are more than Mattermost takes in one request by default, 300,000 bytes.
    settings: { LogSettings: { ConsoleLevel: 'INFO' }, ServiceSettings: { MaximumPayloadSizeBytes: 2_000_000 } },
  });
  try {
    const bench = await prepare(server, folder);
    const figures: Figure[] = [];
    for (const [name, measure] of Object.entries(parts))
      if (wanted.length === 0 || wanted.includes(name)) figures.push(...(await measure(bench)));
    await bench.close();
    const report = table(figures);
    console.log(report);
    await mkdir('test/artifacts', { recursive: true });
    await writeFile('test/artifacts/bench.md', `${report}\n`);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const asked = process.argv.slice(2);
if (!(await runLong(asked, say))) await runParts(asked);

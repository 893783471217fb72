// `npm run bench -- faults`: two nodes under a steady load, one fault after the other, and what each cost; at the end nothing is lost or doubled.
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { pollUntil } from '../../../build/embedded/poll.ts';
import { killPlugin, refuseDatabase, restartPlugin } from '../../chaos/havoc.ts';
import { openDatabase, type Database } from './senses.ts';
import { conclude } from './settle.ts';
import { openSite, untilHealthy, type Site } from './site.ts';
import type { Passed } from './turnstile.ts';

export interface FaultOptions {
  /** Deliveries a second. */
  readonly rate: number;
  readonly say: (line: string) => void;
}

interface Fault {
  readonly name: string;
  wreak(): Promise<unknown>;
}

/** Milliseconds of steady load before each. */
const CALM = 10_000;
/** Deliveries that wait where nothing is wrong. */
const FEW = 40;

/** One of the database's own processes is killed: PostgreSQL then ends all connections and goes through its recovery. */
async function crashDatabase(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await client.end().catch(() => undefined);
}

async function halt(pid: number | undefined, seconds: number): Promise<void> {
  if (pid === undefined) return;
  process.kill(pid, 'SIGSTOP');
  await pause(seconds * 1000);
  process.kill(pid, 'SIGCONT');
}

async function unansweredFor(seconds: number, { gitlab }: Site): Promise<void> {
  const mend = gitlab.mood({ kind: 'hang' });
  await pause(seconds * 1000);
  mend();
}

function faultsAt(site: Site): readonly Fault[] {
  const { server, nodes, bundlePath } = site;
  const [first, second = first] = nodes;
  return [
    { name: 'nothing (20 s)', wreak: () => pause(20_000) },
    { name: 'a plugin is killed', wreak: () => killPlugin(first) },
    { name: 'both plugins are killed at once', wreak: () => Promise.all([killPlugin(first), killPlugin(second)]) },
    { name: 'a plugin is switched off and on', wreak: () => restartPlugin(second) },
    {
      name: 'the bundle is installed anew, one node after the other',
      wreak: async () => void [await first.installPlugin(bundlePath), await second.installPlugin(bundlePath)],
    },
    { name: 'a plugin stands still for 20 s', wreak: async () => halt(await first.pluginPid(), 20) },
    { name: 'a server is killed', wreak: () => second.restart('SIGKILL') },
    { name: 'the database refuses everybody for 30 s', wreak: () => refuseDatabase(server, 30) },
    { name: 'the database crashes', wreak: () => crashDatabase(server.databaseUrl) },
    { name: 'the CI system’s API does not answer for 30 s', wreak: () => unansweredFor(30, site) },
  ];
}

/** What a fault cost. */
interface Cost {
  readonly name: string;
  readonly taken: number;
  readonly refused: number;
  /** Seconds from the first try of a delivery until it was taken, at most. */
  readonly longest: number;
  /** Seconds from the fault's beginning until all nodes work and nothing waits that should not. */
  readonly until: number;
}

/** Mattermost gives a plugin three seconds to start, which a machine with much else to do may not have; an administrator tries again. */
async function insist({ nodes }: Site): Promise<void> {
  for (const node of nodes) {
    const enabled = () =>
      node.enablePlugin().then(
        () => true as const,
        () => undefined,
      );
    await pollUntil(`the plugin at ${node.url}`, enabled, { limit: 180_000, every: 1_000 });
  }
}

async function untilCalm({ nodes, turnstile }: Site, database: Database): Promise<void> {
  for (const { url } of nodes) await untilHealthy(url);
  await pollUntil(
    'all is shown',
    async () => (turnstile.underWay() < FEW && (await database.depth().catch(() => FEW)) < FEW ? true : undefined),
    { limit: 180_000, every: 200 },
  );
}

/** What was taken since the last look. */
interface Tally {
  taken: number;
  refused: number;
  longest: number;
}

const nothing = (): Tally => ({ taken: 0, refused: 0, longest: 0 });

const costTable = (costs: readonly Cost[]): string =>
  [
    '| fault | taken meanwhile | tries put off | longest until taken | all well again after |',
    '| --- | --- | --- | --- | --- |',
    ...costs.map(({ name, taken, refused, longest, until }) =>
      ['', name, taken, refused, `${longest.toFixed(1)} s`, `${until.toFixed(1)} s`, ''].join(' | ').trim(),
    ),
  ].join('\n');

/** Resolves with the report and whether nothing was lost or doubled. */
export async function faults({ rate, say }: FaultOptions): Promise<{ report: string; holds: boolean }> {
  const tally = { now: nothing() };
  const passed = ({ sent, refused }: Passed): void => {
    tally.now.taken += 1;
    tally.now.refused += refused;
    tally.now.longest = Math.max(tally.now.longest, (performance.now() - sent) / 1000);
  };
  const site = await openSite({ rate, nodes: 2, twice: 0.1, say, passed });
  const database = openDatabase(site.server.databaseUrl);
  try {
    const end = site.begin();
    const costs: Cost[] = [];
    for (const { name, wreak } of faultsAt(site)) {
      await pause(CALM);
      tally.now = nothing();
      const start = performance.now();
      await wreak().catch(() => insist(site));
      await untilCalm(site, database);
      costs.push({ name, ...tally.now, until: (performance.now() - start) / 1000 });
      say(costTable(costs).split('\n').at(-1) ?? '');
    }
    await pause(CALM);
    const { lines, holds } = await conclude(site, await end());
    return { report: [...lines, '', costTable(costs)].join('\n'), holds };
  } finally {
    await database.close();
    await site.close();
  }
}

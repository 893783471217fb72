// What goes wrong in a chaos run: processes killed, servers restarted, the database refused.
import { Client } from 'pg';
import type { Embedded, Node } from '../../build/embedded/index.ts';
import type { Random } from './random.ts';

export interface Havoc {
  readonly name: string;
  wreak(): Promise<void>;
}

/** `SIGKILL` to the plugin; Mattermost's health check would look only every 30 s, so it is switched on again at once. */
export async function killPlugin(node: Node): Promise<void> {
  const pid = await node.pluginPid();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  await restartPlugin(node);
}

export async function restartPlugin(node: Node): Promise<void> {
  await node.disablePlugin();
  await node.enablePlugin();
}

/** Refuses every login to the database and cuts those that are in, for `seconds`. */
export async function refuseDatabase(server: Pick<Embedded, 'databaseUrl'>, seconds: number): Promise<void> {
  const url = new URL(server.databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  try {
    await admin.query(`alter database "${name}" with allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  } finally {
    await admin.query(`alter database "${name}" with allow_connections true`);
    await admin.end();
  }
}

/** All of them once, in a random order, with pauses between them that let work begin. */
export async function wreakHavoc(
  server: Embedded,
  nodes: readonly [Node, Node],
  random: Random,
  report: (text: string) => void,
): Promise<void> {
  const havocs: Havoc[] = [
    { name: 'kill the first plugin', wreak: () => killPlugin(nodes[0]) },
    { name: 'kill the second plugin', wreak: () => killPlugin(nodes[1]) },
    { name: 'kill a plugin once more', wreak: () => killPlugin(random.pick(nodes)) },
    { name: 'restart a plugin', wreak: () => restartPlugin(random.pick(nodes)) },
    { name: 'kill a server', wreak: () => random.pick(nodes).restart('SIGKILL') },
    { name: 'refuse the database for 30 s', wreak: () => refuseDatabase(server, 30) },
  ];
  for (const { name, wreak } of random.shuffle(havocs)) {
    await new Promise((resolve) => setTimeout(resolve, random.below(1500)));
    report(name);
    await wreak();
  }
}

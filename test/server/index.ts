// The real server that `npm test` started, seen from a test: addresses, people, mmctl and the plugin's process.
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { z } from 'zod';
import { enablePlugin, findPluginPid, pluginId } from '../../build/embedded/plugin.ts';
import { restClient, type Rest } from '../../build/embedded/rest.ts';
import { runMmctl } from '../../build/embedded/server.ts';

const person = z.object({ id: z.string(), username: z.string(), password: z.string(), token: z.string() });

const description = z.object({
  url: z.string(),
  /** The host page, which proxies to the server; what a browser opens. */
  pageUrl: z.string(),
  databaseUrl: z.string(),
  folder: z.string(),
  logFile: z.string(),
  /** Mattermost's own: every command as it was typed, among others. */
  auditFile: z.string(),
  bundle: z.string(),
  webhookSecret: z.string(),
  control: z.object({ program: z.string(), socket: z.string() }),
  team: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  users: z.record(z.string(), person),
});

/** What `test/run.ts` writes into the file that CI_TEST_SERVER names. */
export type TestServerDescription = z.infer<typeof description>;

export interface TestServer extends TestServerDescription {
  /** A REST client of that person. */
  as(username: string): Rest & { readonly id: string };
  mmctl(...args: readonly string[]): Promise<string>;
  pluginPid(): Promise<number | undefined>;
  /** Switches the plugin off and on; answers the milliseconds from enabling to active. */
  restartPlugin(): Promise<number>;
}

/** What people do there; of any server that was started. */
export type ServerSeen = Pick<TestServer, 'url' | 'team' | 'users' | 'as' | 'mmctl'>;

/** Reads where the server is, on which nobody has linked an account. Throws when the test was not started by `npm test`. */
export async function testServer(): Promise<TestServer> {
  const file = process.env['CI_TEST_SERVER'];
  if (file === undefined) throw new Error('There is no server for this test. Run it with `npm test -- <path>`.');
  const server = description.parse(JSON.parse(await readFile(file, 'utf8')));
  await forgetAccounts(server.databaseUrl);
  const mmctl = (...args: readonly string[]) => runMmctl(server.control.program, server.control.socket, args);
  const as = (username: string) => {
    const who = server.users[username];
    if (!who) throw new Error(`nobody is called ${username}`);
    return { ...restClient(server.url, who.token), id: who.id };
  };
  return {
    ...server,
    as,
    mmctl,
    pluginPid: () => findPluginPid(server, pluginId),
    async restartPlugin() {
      await mmctl('plugin', 'disable', pluginId);
      return enablePlugin({ ...server, mmctl }, as('admin'), pluginId);
    },
  };
}

/** One story's end is not the next one's beginning: a story that failed leaves its people connected. */
async function forgetAccounts(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(`select to_regclass('ci_command_center.accounts') as found`);
    if (rows[0]?.found === null) return;
    await client.query('delete from ci_command_center.accounts');
    await client.query(`select pg_notify('ci_command_center_changes', 'people')`);
  } finally {
    await client.end();
  }
}

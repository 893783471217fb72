// Begins as go-plugin wants it: proves that the server started us, listens, says where, and takes the one connection.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Set by the server; https://github.com/mattermost/mattermost/blob/master/server/public/plugin/client.go */
const cookie = { key: 'MATTERMOST_PLUGIN', value: 'Securely message teams, anywhere.' };

export const startedByHand =
  'This program is a Mattermost plugin: the Mattermost server starts it.\n' +
  'Install its bundle instead: System Console > Plugins > Plugin Management, or `mmctl plugin add <bundle>.tar.gz`.\n';

export const isStartedByServer = (env: NodeJS.ProcessEnv): boolean => env[cookie.key] === cookie.value;

export interface Listening {
  /** What goes to stdout, without its end of line. */
  readonly line: string;
  /** Resolves to the server's connection; what was on disk is gone then. */
  readonly connection: Promise<Socket>;
}

/** Listens on a socket that only this user can reach. */
export async function listen(env: NodeJS.ProcessEnv): Promise<Listening> {
  const folder = await mkdtemp(join(env['PLUGIN_UNIX_SOCKET_DIR'] || tmpdir(), 'plugin-'));
  const path = join(folder, 's');
  const server = createServer();
  server.listen(path);
  await once(server, 'listening');
  return { line: `1|1|unix|${path}|netrpc|`, connection: takeOne(server, folder) };
}

async function takeOne(server: Server, folder: string): Promise<Socket> {
  const [socket] = await once(server, 'connection');
  // Closing the listener leaves the connection, and removes the socket's file.
  server.close();
  await rm(folder, { recursive: true, force: true });
  if (!(socket instanceof Socket)) throw new Error('The connection is no socket.');
  return socket;
}

// One process of the real Mattermost server in a run folder of its own.
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resources, type Binaries } from './binaries.ts';
import { startChild, type Child } from './children.ts';
import { runCommand, type CommandResult } from './command.ts';
import { NeedError } from './need.ts';
import { pollUntil } from './poll.ts';
import { mergeSettings, serverSettings, type Settings } from './settings.ts';

export interface ServerOptions {
  readonly binaries: Binaries;
  /** The run folder; what it holds from last time is used again. */
  readonly folder: string;
  readonly port: number;
  readonly siteUrl: string;
  /** `/chat`, where the server is not at the root; it is part of `siteUrl`, too. */
  readonly subpath?: string;
  readonly databaseUrl: string;
  readonly settings: readonly Settings[];
}

export interface Server {
  readonly url: string;
  readonly folder: string;
  readonly logFile: string;
  /** Where mmctl is, and the socket of the local mode. */
  readonly control: { readonly program: string; readonly socket: string };
  /** mmctl in local mode, which needs no login. Rejects when it fails. */
  mmctl(...args: readonly string[]): Promise<string>;
  pid(): number;
  stop(): Promise<void>;
  /** SIGKILL ends it as a crash would. */
  restart(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

async function layOut(options: ServerOptions): Promise<void> {
  const folders = ['config', 'data', 'logs', 'plugins', 'client/plugins'];
  for (const name of folders) await mkdir(join(options.folder, name), { recursive: true });
  for (const name of resources) {
    await rm(join(options.folder, name), { force: true });
    await symlink(join(options.binaries.folder, name), join(options.folder, name));
  }
}

/** Writes our settings over what an earlier run, or an administrator, left in config.json. */
async function configure(options: ServerOptions, socket: string): Promise<string> {
  const file = join(options.folder, 'config/config.json');
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const before: unknown = JSON.parse(text);
  const ours = serverSettings({ ...options, socket });
  const under = typeof before === 'object' && before !== null ? { ...before } : {};
  const settings = [ours, ...options.settings].reduce<Record<string, unknown>>((merged, next) => mergeSettings(merged, next), under);
  await writeFile(file, JSON.stringify(settings, undefined, 2));
  return file;
}

/** Variables such as MM_SITEURL would override config.json. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('MM_')));
}

async function isReady(url: string): Promise<true | undefined> {
  const response = await fetch(`${url}/api/v4/system/ping?get_server_status=true`).catch(() => undefined);
  return response?.ok === true ? true : undefined;
}

/** mmctl in local mode against the server that listens on this socket. Rejects when it fails. */
export async function runMmctl(program: string, socket: string, args: readonly string[]): Promise<string> {
  const env = { ...cleanEnvironment(), MMCTL_LOCAL_SOCKET_PATH: socket };
  const result: CommandResult = await runCommand(program, ['--local', '--suppress-warnings', ...args], { env });
  if (result.code !== 0) throw new Error(`mmctl ${args.join(' ')} failed: ${result.stderr}${result.stdout}`);
  return result.stdout;
}

/** Starts the server; resolves when it answers its ping, with its database reachable. */
export async function startServer(options: ServerOptions): Promise<Server> {
  await layOut(options);
  const socket = join(options.folder, 'local.socket');
  // The limit is the kernel's: sockaddr_un.sun_path has 108 bytes.
  if (socket.length > 107)
    throw new NeedError(`The path ${socket} is too long for a socket.`, 'Set XDG_CACHE_HOME or TMPDIR to a shorter one.');
  const logFile = join(options.folder, 'logs/server.log');
  const url = `http://127.0.0.1:${options.port}${options.subpath ?? ''}`;
  const start = async (): Promise<Child> => {
    const config = await configure(options, socket);
    await rm(socket, { force: true });
    const child = await startChild(options.binaries.mattermost, ['server', '--config', config], {
      cwd: options.folder,
      env: cleanEnvironment(),
      logFile,
      lastSignal: 'SIGTERM',
    });
    await pollUntil(`Mattermost (log: ${logFile})`, () => isReady(url), { limit: 90_000, broken: child.ended }).catch(
      async (error: unknown) => {
        await child.stop('SIGKILL', 1000);
        throw error;
      },
    );
    return child;
  };
  await writeFile(logFile, '');
  const state = { child: await start() };
  const stop = () => state.child.stop('SIGTERM', 15_000);
  return {
    url,
    folder: options.folder,
    logFile,
    control: { program: options.binaries.mmctl, socket },
    mmctl: (...args) => runMmctl(options.binaries.mmctl, socket, args),
    pid: () => state.child.pid,
    stop,
    async restart(signal = 'SIGTERM') {
      await state.child.stop(signal, 15_000);
      state.child = await start();
    },
  };
}

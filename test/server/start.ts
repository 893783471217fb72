// Prepares what tests of the real server share: PostgreSQL, Mattermost, this machine's bundle, the host page.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../build/bundle.ts';
import { thisPlatform } from '../../build/bundle/platform.ts';
import { startEmbedded, type Embedded } from '../../build/embedded/index.ts';
import { startPage } from '../browser/page/serve.ts';
import type { TestServerDescription } from './index.ts';

const webhookSecret = 'test-webhook-secret-0123456789';

export interface Prepared {
  /** Environment variables for the tests. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

async function install(server: Embedded): Promise<string> {
  const platform = thisPlatform();
  if (!platform) throw new Error('The plugin does not run on this machine. Use Linux on amd64 or arm64.');
  const [path = ''] = await bundle([platform]);
  const took = await server.installPlugin(path);
  console.error(`the plugin was active ${Math.round(took)} ms after it was enabled`);
  return path;
}

function describe(server: Embedded, pageUrl: string, path: string, auditFile: string): TestServerDescription {
  const users = Object.entries(server.users).map(([name, { api: _api, ...person }]) => [name, person] as const);
  const { url, databaseUrl, folder, logFile, control, team } = server;
  return {
    url,
    pageUrl,
    databaseUrl,
    folder,
    logFile,
    auditFile,
    control,
    team,
    webhookSecret,
    bundle: path,
    users: Object.fromEntries(users),
  };
}

/** Starts it all; `withPlugin` is false when only the database is asked for. */
export async function prepare(withPlugin: boolean): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), 'ci-cc-test-'));
  const auditFile = join(folder, 'audit.log');
  const server = await startEmbedded({
    settings: { ExperimentalAuditSettings: { FileEnabled: true, FileName: auditFile } },
    people: ['alice', 'bob', 'carol'],
    plugin: { WebhookSecret: webhookSecret, Team: 'ci-demo', Configuration: 'notify: {pipelines: live}\n' },
    progress: (text) => console.error(`… ${text}`),
  });
  const page = await startPage({ server: server.url });
  const stop = async () => {
    await page.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const file = join(folder, 'server.json');
    const path = withPlugin ? await install(server) : '';
    await writeFile(file, JSON.stringify(describe(server, page.url, path, auditFile)));
    const databaseUrl = await server.createDatabase('ci_command_center_test');
    return { env: { CI_TEST_SERVER: file, DATABASE_URL: databaseUrl }, stop };
  } catch (error) {
    console.error(`server log: ${server.logFile}`);
    await stop();
    throw error;
  }
}

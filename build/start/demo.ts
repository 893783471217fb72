// The demo: embedded server with the bundle, people, a stand-in GitLab whose pipelines never stop, and a page to watch.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPage } from '../../test/browser/page/serve.ts';
import { demoScenario, startGitLab, type GitLab } from '../../test/stand-ins/gitlab/index.ts';
import { cacheFolder } from '../embedded/cache.ts';
import { startEmbedded } from '../embedded/index.ts';
import { pluginId } from '../embedded/plugin.ts';
import { password } from '../embedded/people.ts';

/** Milliseconds from one pipeline's end to the next one's start. */
const rest = 30_000;

/** The same secret at every start, so that what somebody set up against the demo goes on working. */
async function keptSecret(folder: string): Promise<string> {
  const file = join(folder, 'webhook-secret');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known !== '') return known;
  const secret = randomBytes(24).toString('hex');
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}

/** PostgreSQL runs as another user when we are root, who can seldom look into root's home. */
function demoFolder(): string {
  return process.getuid?.() === 0 ? '/var/tmp/ci-command-center-demo' : cacheFolder('demo');
}

/** The plugin remembers the pipelines of earlier starts: each start goes on with higher ids. */
const firstId = () => Math.floor((Date.now() - Date.UTC(2026, 0)) / 1000);

async function runForever(gitlab: GitLab, stopped: AbortSignal): Promise<void> {
  for (let n = 0; !stopped.aborted; n += 1) {
    await gitlab.runPipeline(demoScenario(n));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, rest);
      stopped.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

function describe(lines: readonly (readonly [string, string])[]): string {
  return ['', ...lines.map(([name, value]) => `  ${name.padEnd(14)}${value}`), '', '  Ctrl-C ends all of it.', ''].join('\n');
}

/** Starts it all; answers what to print and how to end it. */
export async function startDemo(bundle: string, progress: (text: string) => void): Promise<{ text: string; stop(): Promise<void> }> {
  const folder = demoFolder();
  await mkdir(folder, { recursive: true });
  const secret = await keptSecret(folder);
  const server = await startEmbedded({
    folder,
    team: { name: 'ci-demo', displayName: 'CI Demo' },
    people: ['alice', 'bob', 'carol'],
    plugin: { WebhookSecret: secret, Team: 'ci-demo', Configuration: 'notify: {pipelines: live}\n' },
    progress,
  });
  try {
    progress('installing the plugin');
    await server.installPlugin(bundle);
    const page = await startPage({ server: server.url });
    const hookUrl = `${server.url}/plugins/${pluginId}/webhooks/gitlab`;
    const gitlab = await startGitLab({ hookUrl, token: secret, firstId: firstId() });
    const stopped = new AbortController();
    void runForever(gitlab, stopped.signal);
    return {
      text: describe([
        ['Open', `${page.url}/channels/builds`],
        ['Log in as', `alice, bob, carol or admin; password ${password}`],
        ['Mattermost', `${server.url} (REST only; log: ${server.logFile})`],
        ['PostgreSQL', server.databaseUrl],
        ['GitLab', `${gitlab.url} (stand-in)`],
        ['Webhooks', `${hookUrl} with X-Gitlab-Token: ${secret}`],
      ]),
      async stop() {
        stopped.abort();
        await Promise.race([gitlab.cancelAll(), new Promise((resolve) => setTimeout(resolve, 1000))]);
        await Promise.all([page.stop(), gitlab.stop()]);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

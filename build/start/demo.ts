// The demo: embedded server with the bundle, people, a stand-in GitLab whose pipelines never stop, a stand-in Jenkins to be driven from
// chat, what other systems say of the same commits, and a page to watch.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPage } from '../../test/browser/page/serve.ts';
import { tellOutbreak } from '../../test/stand-ins/alertmanager/alert-story.ts';
import { startAlertmanager, type Alertmanager } from '../../test/stand-ins/alertmanager/index.ts';
import { tellCommit, type CommitStory, type StoryTarget } from '../../test/stand-ins/commit-story.ts';
import { demoApplication, demoCommands, startDemoGitLab, tellWaitingRequest } from '../../test/stand-ins/gitlab/demo-story.ts';
import { demoScenario, type GitLab, type Pipeline } from '../../test/stand-ins/gitlab/index.ts';
import { tellAfter, tellBefore } from '../../test/stand-ins/gitlab/people-story.ts';
import { demoPeople } from '../../test/stand-ins/jenkins/demo-jobs.ts';
import { buildImages, startDemoJenkins, tellRound } from '../../test/stand-ins/jenkins/demo-story.ts';
import type { Jenkins } from '../../test/stand-ins/jenkins/index.ts';
import { startPages } from '../../test/stand-ins/pages.ts';
import { cacheFolder } from '../embedded/cache.ts';
import { startEmbedded, type Embedded } from '../embedded/index.ts';
import { pluginId } from '../embedded/plugin.ts';
import { password } from '../embedded/people.ts';
import { demoConfiguration, demoRuns } from './demo-configuration.ts';

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

/** Resolves at once when all of it is being stopped. */
function wait(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Jenkins builds the commit's images meanwhile, SonarQube judges it, and a good one's image is published. */
async function tellAround(pipeline: Pipeline, target: StoryTarget, stopped: AbortSignal): Promise<void> {
  const { scenario, sha, id } = pipeline;
  const passes = !scenario.jobs.some(({ allowFailure, outcomes }) => allowFailure !== true && outcomes.at(-1) === 'failed');
  const pause = (seconds: number) => wait(seconds * 1000, stopped);
  await pause(3);
  const { project, ref: branch, message } = scenario;
  if (!stopped.aborted) await tellCommit(target, { project, branch, sha, message, number: id, passes, pause });
}

async function runForever(gitlab: GitLab, target: StoryTarget, stopped: AbortSignal): Promise<void> {
  for (let n = 0; !stopped.aborted; n += 1) {
    const running = gitlab.runPipeline(demoScenario(n));
    const pipeline = gitlab.pipelines.at(-1);
    if (pipeline) tellBefore(gitlab, pipeline);
    await Promise.all([running, pipeline && tellAround(pipeline, target, stopped)]);
    if (pipeline && !stopped.aborted) tellAfter(gitlab, pipeline, n);
    await wait(rest, stopped);
  }
}

async function breakForever(alertmanager: Alertmanager, stopped: AbortSignal): Promise<void> {
  const pause = (seconds: number) => wait(seconds * 1000, stopped);
  for (let n = 0; !stopped.aborted; n += 1) {
    await pause(30);
    if (!stopped.aborted) await tellOutbreak(alertmanager, n, pause);
    await pause(120);
  }
}

async function buildForever(jenkins: Jenkins, stopped: AbortSignal): Promise<void> {
  for (let n = 0; !stopped.aborted; n += 1) {
    await wait(90_000, stopped);
    if (!stopped.aborted) await tellRound(jenkins, n);
  }
}

/** So that the plugin can ask why a job failed, and silence alerts. */
async function connect(server: Embedded, settings: Readonly<Record<string, string>>): Promise<void> {
  for (const [key, value] of Object.entries(settings))
    await server.mmctl('config', 'set', `PluginSettings.Plugins.${pluginId}.${key}`, value);
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
    plugin: { WebhookSecret: secret, Team: 'ci-demo', Configuration: demoConfiguration },
    progress,
  });
  try {
    progress('installing the plugin');
    await server.installPlugin(bundle);
    const page = await startPage({ server: server.url });
    const pages = await startPages();
    const hooksUrl = `${server.url}/plugins/${pluginId}/webhooks`;
    const hookUrl = `${hooksUrl}/gitlab`;
    const apiToken = randomBytes(16).toString('hex');
    const redirects = [server.url, page.url].map((url) => `${url}/plugins/${pluginId}/oauth/gitlab/complete`);
    const gitlab = await startDemoGitLab({ hookUrl, token: secret, apiToken, firstId: firstId() }, redirects);
    const alertmanager = await startAlertmanager({
      hookUrl: `${hooksUrl}/alertmanager`,
      authorization: `Token ${secret}`,
      groupBy: ['job'],
    });
    const jenkins = await startDemoJenkins({ hookUrl: `${hooksUrl}/jenkins`, secret, kinds: ['notification', 'step'] });
    const addresses = { gitlaburl: gitlab.url, jenkinsurl: jenkins.url, alertmanagerurl: alertmanager.url };
    await connect(server, {
      ...addresses,
      gitlabtoken: apiToken,
      gitlaboauthclientid: demoApplication.id,
      gitlaboauthclientsecret: demoApplication.secret,
    });
    tellWaitingRequest(gitlab, firstId() % 100_000);
    const stopped = new AbortController();
    const target = { hooksUrl, secret, pagesUrl: pages.url, buildImages: (story: CommitStory) => buildImages(jenkins, story) };
    void runForever(gitlab, target, stopped.signal);
    void buildForever(jenkins, stopped.signal);
    void breakForever(alertmanager, stopped.signal);
    return {
      text: describe([
        ['Open', `${page.url}/channels/builds`],
        ['Log in as', `alice, bob, carol or admin; password ${password}`],
        ['Mattermost', `${server.url} (REST only; log: ${server.logFile})`],
        ['PostgreSQL', server.databaseUrl],
        ['GitLab', `${gitlab.url} (stand-in)`],
        ...demoCommands.map((command) => ['', command] as const),
        ['Alertmanager', `${alertmanager.url} (stand-in)`],
        ['Jenkins', `${jenkins.url} (stand-in)`],
        ...demoPeople.map(({ name, token }) => ['', `/jenkins connect ${name} ${token}`] as const),
        ...demoRuns.map((command, index) => [index === 0 ? 'Runbooks' : '', command] as const),
        ['Others', `${pages.url} (stand-ins of SonarQube and Artifactory)`],
        ['Webhooks', `${hookUrl} with X-Gitlab-Token: ${secret}`],
      ]),
      async stop() {
        stopped.abort();
        await Promise.race([gitlab.cancelAll(), new Promise((resolve) => setTimeout(resolve, 1000))]);
        await Promise.all([page.stop(), gitlab.stop(), jenkins.stop(), alertmanager.stop(), pages.stop()]);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

// Set up as code on a bare server: from nothing to the first card by one command, ten times with one result; and by docs/install.md's own lines.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import type { Embedded } from '../../build/embedded/index.ts';
import { pollUntil } from '../../build/embedded/poll.ts';
import { idOf, type Rest } from '../../build/embedded/rest.ts';
import { provision } from '../../build/provision/provision.ts';
import { Stop } from '../../build/provision/stop.ts';
import { makeAuthority } from '../stand-ins/certificates.ts';
import { startArtifactory, type Artifactory } from '../stand-ins/artifactory/index.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';
import { startSonarQube, type SonarQube } from '../stand-ins/sonarqube/index.ts';
import { makeBundle, startBareServer } from './bare-server.ts';

jest.setTimeout(300_000);

const pluginId = 'ci-command-center';
const secrets = { WEBHOOK_SECRET: 'made-up-webhook-secret-0123', GITLAB_TOKEN: 'made-up-gitlab-token-4567' };
let server: Embedded;
let gitlab: GitLab;
let sonarqube: SonarQube;
let artifactory: Artifactory;
let folder: string;
let bundle: string;
let admin: Rest;
const printed: string[] = [];

beforeAll(async () => {
  [server, gitlab, sonarqube, artifactory, bundle, folder] = await Promise.all([
    startBareServer(),
    startGitLab({ speed: 50, apiToken: secrets.GITLAB_TOKEN }),
    startSonarQube({ sendsToItself: true }),
    startArtifactory({ sendsToPrivate: true }),
    makeBundle(),
    mkdtemp(join(tmpdir(), 'ci-cc-provision-')),
  ]);
  ({ api: admin } = adminOf(server));
  gitlab.project('platform/web');
  const example = blocksOf(await readFile('docs/install.md', 'utf8'), 'As code').find((each) => each.includes('team:')) ?? '';
  await writeFile(
    join(folder, 'provision.yaml'),
    example.replace('https://gitlab.example.com', gitlab.url).replace('https://chat.example.com', server.url),
  );
  await writeFile(join(folder, 'ci-command-center.yaml'), 'notify: {pipelines: live}\n');
  await writeFile(join(folder, 'own-ca.pem'), makeAuthority('Made-up authority').certificate);
});

afterAll(async () => {
  await Promise.all([server, gitlab, sonarqube, artifactory].map((each) => each.stop()));
  await rm(folder, { recursive: true, force: true });
});

function adminOf({ users }: Embedded) {
  const { admin: found } = users;
  if (found === undefined) throw new Error('the bare server has no administrator');
  return found;
}

/** The fenced blocks below a heading. */
function blocksOf(page: string, heading: string): readonly string[] {
  const part = page.split(/^## /mu).find((each) => each.startsWith(heading)) ?? '';
  return [...part.matchAll(/^```\w+\n(.*?)^```/gmsu)].map(([, block = '']) => block);
}

/** As `provision.mjs` does, within this process; answers its lines. */
async function run(...args: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const env = { ...secrets, MM_TOKEN: server.adminToken };
  try {
    await provision(
      [join(folder, 'provision.yaml'), '--bundle', bundle, ...args],
      env,
      (line) => lines.push(line),
      new AbortController().signal,
    );
  } finally {
    printed.push(...lines);
  }
  return lines;
}

const bySocket = () => ['--socket', server.control.socket];

/** All that provisioning may touch. */
async function state(): Promise<unknown> {
  const config = await readFile(join(server.folder, 'config/config.json'), 'utf8');
  const teams = z.array(z.looseObject({ id: z.string(), name: z.string() })).parse(await admin.get('/api/v4/teams'));
  const channels = await Promise.all(teams.map(({ id }) => admin.get(`/api/v4/teams/${id}/channels?per_page=200`)));
  const named = channels.flatMap((all) => z.array(z.object({ id: z.string(), name: z.string(), display_name: z.string() })).parse(all));
  const plugins = z
    .object({ active: z.array(z.looseObject({ id: z.string(), version: z.string() })) })
    .parse(await admin.get('/api/v4/plugins'));
  const hooks = gitlab.world.hooks.map(({ id, hookUrl, token, events }) => ({ id, hookUrl, token, events }));
  return { config: JSON.parse(config), teams, named, plugins: plugins.active.map(({ id, version }) => ({ id, version })), hooks };
}

async function firstCard(channelName: string, teamName: string): Promise<string> {
  const team = idOf(await admin.get(`/api/v4/teams/name/${teamName}`));
  const channel = idOf(await admin.get(`/api/v4/teams/${team}/channels/name/${channelName}`));
  const page = z.object({ posts: z.record(z.string(), z.object({ type: z.string(), message: z.string() })) });
  return pollUntil(
    'the first card',
    async () => {
      const { posts } = page.parse(await admin.get(`/api/v4/channels/${channel}/posts`));
      return Object.values(posts).find(({ type }) => type === 'custom_ci_pipeline')?.message;
    },
    { limit: 60_000, every: 100 },
  );
}

const pipeline = () =>
  gitlab.runPipeline({
    project: 'platform/web',
    ref: 'main',
    message: 'First',
    author: 'root',
    jobs: [{ stage: 'test', name: 'unit', seconds: 1, outcomes: ['success'] }],
  });

test('a dry run says what would be done, and does nothing', async () => {
  const before = await state();
  const lines = await run(...bySocket(), '--dry-run');
  expect(lines).toEqual(
    expect.arrayContaining([
      '? team engineering made',
      '? channel code-reviews made',
      '? uploads switched on',
      expect.stringMatching(/^\? plugin \d.* added$/u),
      expect.stringMatching(/^\? webhook of gitlab, one, project platform\/web/u),
      expect.stringMatching(/^Nothing was done; \d+ changes would be\./u),
    ]),
  );
  expect(await state()).toEqual(before);
});

test('over the network uploads stay off, and that is said before anything is half done', async () => {
  await expect(run('--team', 'company')).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining('no plugin uploads'),
    remedy: expect.stringContaining('--local'),
  });
});

test('stopped in the midst of the upload, it leaves uploads off as they were', async () => {
  const ending = new AbortController();
  const write = (line: string): void => {
    if (line === '+ uploads switched on') ending.abort(new Stop(1, 'It was stopped.', ''));
  };
  const args = ['--team', 'company', '--bundle', bundle, ...bySocket()];
  await expect(provision(args, {}, write, ending.signal)).rejects.toThrow('It was stopped.');
  expect(await state()).toMatchObject({ config: { PluginSettings: { EnableUploads: false } }, plugins: [] });
});

test('one command leads from a bare server to the first card within five minutes', async () => {
  const started = Date.now();
  const script = join(import.meta.dirname, '../../build/provision.mjs');
  const env = { ...process.env, ...secrets, MMCTL_LOCAL_SOCKET_PATH: server.control.socket };
  const told = await promisify(execFile)(process.execPath, [script, 'provision.yaml', '--local', '--bundle', bundle], { cwd: folder, env });
  printed.push(told.stdout, told.stderr);
  await pipeline();
  expect(await firstCard('builds', 'engineering')).toContain('platform/web');
  const seconds = Math.round((Date.now() - started) / 1000);
  console.error(`from a bare server to the first card by provision.mjs: ${seconds} s`);
  expect(seconds).toBeLessThan(300);
  const { PluginSettings: settings } = z
    .object({ PluginSettings: z.looseObject({ EnableUploads: z.boolean() }) })
    .parse(await admin.get('/api/v4/config'));
  expect(settings.EnableUploads).toBe(false);
});

test('ten times have the result of one, by the socket and by the address', async () => {
  const once = await state();
  for (let n = 2; n <= 10; n += 1) {
    const lines = await run(...(n % 2 === 0 ? bySocket() : []));
    expect(lines.at(-1)).toMatch(/^Done: 0 changes\./u);
  }
  expect(await state()).toEqual(once);
  expect(gitlab.world.hooks).toHaveLength(1);
});

test('by the address, too: the plugin is added over itself, and every CI system gets its webhooks once, whatever another one refuses', async () => {
  await server.mmctl('config', 'set', 'PluginSettings.EnableUploads', 'true');
  const more = { SONAR_TOKEN: sonarqube.token('all'), JFROG_TOKEN: artifactory.token('admin') };
  const file = join(folder, 'all.yaml');
  const yaml = {
    server: server.url,
    settings: {
      WebhookSecret: { env: 'WEBHOOK_SECRET' },
      GitLabURL: gitlab.url,
      GitLabToken: { env: 'GITLAB_TOKEN' },
      SonarQubeURL: sonarqube.url,
      SonarQubeToken: { env: 'SONAR_TOKEN' },
      ArtifactoryURL: artifactory.url,
      ArtifactoryToken: { env: 'JFROG_TOKEN' },
    },
    hooks: [
      { provider: 'gitlab', way: 'one', with: { project: 'platform/none' } },
      { provider: 'gitlab', way: 'all' },
      { provider: 'sonarqube', way: 'make' },
      { provider: 'artifactory', way: 'make', with: { files: true } },
    ],
  };
  await writeFile(file, JSON.stringify(yaml));
  const env = { ...secrets, ...more, MM_TOKEN: server.adminToken };
  const once = async (): Promise<readonly string[]> => {
    const lines: string[] = [];
    const done = provision([file, '--bundle', bundle, '--force'], env, (line) => lines.push(line), new AbortController().signal);
    await expect(done).rejects.toMatchObject({ exitCode: 1, message: '1 of 4 webhooks could not be made.' });
    expect(lines).toContainEqual(expect.stringMatching(/^! webhook of gitlab, one, project platform\/none: /u));
    printed.push(...lines);
    return lines;
  };
  expect(await once()).toContainEqual(expect.stringMatching(/^\+ plugin (\S+) added over \1$/u));
  const made = [sonarqube.webhooks.length, artifactory.subscriptions.length];
  expect(made).toEqual([1, 4]);
  await once();
  expect([sonarqube.webhooks.length, artifactory.subscriptions.length]).toEqual(made);
  gitlab.project('platform/new');
  await pollUntil('the webhook of a new project', async () => gitlab.world.hooks.find(({ of }) => of.path === 'platform/new'), {
    limit: 60_000,
    every: 200,
  });
  expect(gitlab.world.hooks.filter(({ of }) => of.path === 'platform/web')).toHaveLength(1);
  await server.mmctl('config', 'set', 'PluginSettings.EnableUploads', 'false');
  for (const secret of Object.values(more)) expect(printed.join('\n')).not.toContain(secret);
});

test('the lines of docs/install.md lead to the same', async () => {
  await server.mmctl('plugin', 'delete', pluginId);
  const page = await readFile('docs/install.md', 'utf8');
  const lines = [...blocksOf(page, 'mmctl'), ...blocksOf(page, 'A certificate authority of your own')];
  gitlab.world.hooks.length = 0;
  const env = {
    ...process.env,
    ...secrets,
    PATH: `${dirname(server.control.program)}:${process.env['PATH'] ?? ''}`,
    MMCTL_LOCAL_SOCKET_PATH: server.control.socket,
    BUNDLE: bundle,
    GITLAB_URL: gitlab.url,
    MM_SITEURL: server.url,
  };
  const { stdout, stderr } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines.join('')], { cwd: folder, env });
  printed.push(stdout, stderr);
  expect(await server.mmctl('config', 'get', `PluginSettings.Plugins.${pluginId}.customca`)).toContain('BEGIN CERTIFICATE');
  await pipeline();
  expect(await firstCard('builds', 'platform')).toContain('platform/web');
  const yaml = join(folder, 'provision.yaml');
  await writeFile(yaml, (await readFile(yaml, 'utf8')).replace('name: engineering, title: Engineering', 'name: platform, title: Platform'));
  // Whether a webhook is there is not looked at before.
  const changes = (await run('--dry-run')).filter((line) => line.startsWith('?'));
  expect(changes).toEqual([expect.stringContaining('webhook of gitlab')]);
});

test('what is wrong is said with its remedy, all of it at once, and nothing is done', async () => {
  const before = await state();
  const wrong = join(folder, 'wrong.yaml');
  const told = async (yaml: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    await writeFile(wrong, yaml);
    return provision([wrong, ...bySocket()], env, () => undefined, new AbortController().signal).catch((error: unknown) => error);
  };
  expect(await told('settings: {GitLabToken: typed, GitlabUrll: x}')).toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/wrong\.yaml:1: settings\.GitLabToken is a secret.*Did you mean GitLabURL/su),
  });
  expect(await told('settings: {GitLabToken: {env: NOT_SET}}')).toMatchObject({ exitCode: 2, message: expect.stringContaining('NOT_SET') });
  expect(await told('settings: {Configuration: "routes: 5", GitLabURL: "ftp://x"}')).toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/CI_CONFIG_VALUE.*CI_SETTINGS_URL/su),
  });
  expect(await told('hooks: [{provider: gitlab, way: one, with: {project: a/b}}]')).toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('webhook secret'),
  });
  expect(await told('settings: {EncryptionKey: {env: KEY}}', { KEY: 'f'.repeat(63) })).toMatchObject({
    message: expect.stringContaining('63 characters'),
  });
  expect(await state()).toEqual(before);
  await expect(
    provision(['--server', 'http://127.0.0.1:9', '--bundle', bundle], { MM_TOKEN: 'x' }, () => undefined, new AbortController().signal),
  ).rejects.toThrow(Stop);
});

test('no secret was ever printed', () => {
  const all = printed.join('\n');
  expect(all.length).toBeGreaterThan(1000);
  for (const secret of [...Object.values(secrets), server.adminToken]) expect(all).not.toContain(secret);
});

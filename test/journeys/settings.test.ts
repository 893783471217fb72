// Settings by mmctl: reachable, read in any spelling, and what is wrong is told to the administrators.
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel } from '../server/channel.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { pipelineNews, tell, untilTold } from '../server/news.ts';
import { watch, type Watch } from '../server/watch.ts';

const prefix = 'PluginSettings.Plugins.ci-command-center';
const config = z.object({ PluginSettings: z.object({ Plugins: z.object({ 'ci-command-center': z.record(z.string(), z.unknown()) }) }) });

jest.setTimeout(60_000);

let server: TestServer;
let admin: Watch;

beforeAll(async () => {
  server = await testServer();
  admin = await watch(server.url, server.users['admin']?.token ?? '');
});
afterAll(() => admin.close());

const told = (code: string) =>
  admin.until(`the administrators being told ${code}`, ({ event, data }) => {
    const post = event === 'posted' ? JSON.parse(String(data['post'])) : undefined;
    return String(post?.message).includes(code) ? String(post.message) : undefined;
  });

test('every setting exists in lower case after the first start, with its secrets generated', async () => {
  const settings = config.parse(await server.as('admin').get('/api/v4/config')).PluginSettings.Plugins['ci-command-center'];
  expect(Object.keys(settings)).toEqual(Object.keys(settings).map((key) => key.toLowerCase()));
  for (const key of ['gitlaburl', 'buildschannel', 'encryptionkey', 'metricstoken', 'enablejenkinscommand'])
    expect(settings).toHaveProperty(key);
  expect(await server.mmctl('config', 'get', `${prefix}.encryptionkey`)).toMatch(/[0-9a-f]{64}/);
});

const configure = (yaml: string) => server.mmctl('config', 'set', `${prefix}.configuration`, yaml);

test('a wrong configuration is told with line and remedy, and once only; the last good one stays', async () => {
  try {
    await configure('notify:\n  pipelines: sometimes');
    const message = await told('CI_CONFIG_VALUE');
    expect(message).toContain('line 2, notify.pipelines');
    expect(message).toContain('live, finish, failures');
    await configure('notify:\n  pipelines: seldom');
  } finally {
    await configure('notify: {pipelines: live}');
  }
});

async function healthy(): Promise<true | undefined> {
  const { ok } = await server.as('admin').fetch('/plugins/ci-command-center/healthz');
  return ok || undefined;
}

/** Until then senders are asked to come again. */
const untilHealthy = (): Promise<true> => pollUntil('the plugin at work', healthy, { limit: 30_000, every: 20 });

test('a plugin that starts with a wrong configuration goes on with the last good one', async () => {
  const id = 94_000_000 + (Date.now() % 900_000);
  const channel = await openChannel(server, `last-good-${id}`, 'alice');
  try {
    await configure(`routes:\n  - {match: {project: last-good/**}, to: {channel: last-good-${id}}}\nnotify: {pipelines: live}`);
    await configure('routes: nowhere');
    await server.restartPlugin();
    await untilHealthy();
    await tell(server, pipelineNews({ id, project: 'last-good/app', branch: 'main', status: 'success' }));
    await untilTold(server);
    expect((await channel.cards()).map(({ props }) => props.ci_pipeline.number)).toEqual([String(id)]);
  } finally {
    await configure('notify: {pipelines: live}');
  }
});

test('a key of the wrong length is told in words, with the command that makes one', async () => {
  const key = (await server.mmctl('config', 'get', `${prefix}.encryptionkey`)).trim().replaceAll('"', '');
  try {
    await server.mmctl('config', 'set', `${prefix}.encryptionkey`, 'a'.repeat(48));
    expect(await told('CI_SETTINGS_ENCRYPTION_KEY')).toMatch(/has 48 characters.*\n.*openssl rand -hex 32/);
  } finally {
    await server.mmctl('config', 'set', `${prefix}.encryptionkey`, key);
  }
});

/** Milliseconds that this machine, as busy as it is now, needs to start Node alone: 30 to 60 where nothing else runs. */
function nodeStart(): number {
  const tries = [1, 2, 3].map(() => {
    const begun = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - begun;
  });
  return tries.toSorted((left, right) => left - right)[1] ?? 0;
}

test('the plugin is active and at work within two seconds of being enabled, or as much longer as the machine is busy', async () => {
  const rest = server.as('admin');
  await rest.post('/api/v4/plugins/ci-command-center/disable');
  const busy = Math.max(1, nodeStart() / 60);
  const enabled = performance.now();
  await rest.post('/api/v4/plugins/ci-command-center/enable');
  await untilHealthy();
  expect(performance.now() - enabled).toBeLessThan(2000 * Math.max(busy, nodeStart() / 60));
});

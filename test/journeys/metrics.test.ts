// Prometheus reads what the plugin did: by its token, and on Mattermost's own port for metrics.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { freePort } from '../../build/embedded/ports.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { deliver } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk } from '../server/jenkins-desk.ts';
import { pipelineNews, tell, untilTold } from '../server/news.ts';
import { watch, type Watch } from '../server/watch.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(60_000);

const token = 'made-up-metrics-token-0123456789';
const setting = 'PluginSettings.Plugins.ci-command-center.metricstoken';

let server: TestServer;
let builds: TestChannel;
let bob: Watch;

beforeAll(async () => {
  server = await testServer();
  builds = await openChannel(server, 'builds', 'bob');
  bob = await watch(server.url, server.users['bob']?.token ?? '');
});
afterAll(async () => {
  bob.close();
  await server.mmctl('config', 'set', setting, '');
});

const ask = (authorization?: string) =>
  fetch(
    `${server.url}/plugins/ci-command-center/metrics`,
    authorization === undefined ? {} : { headers: { Authorization: authorization } },
  );

/** The value of one line; 0 where there is none. */
function valueOf(page: string, line: string): number {
  return Number(
    page
      .split('\n')
      .find((each) => each.startsWith(`ci_command_center_${line} `))
      ?.split(' ')
      .at(-1) ?? 0,
  );
}

const read = async (): Promise<string> => {
  const answer = await ask(`Metrics ${token}`);
  expect(answer.status).toBe(200);
  return answer.text();
};

test('without a token in the settings there is nothing; with one, only for who has it', async () => {
  expect((await ask(`Bearer ${token}`)).status).toBe(404);
  await server.mmctl('config', 'set', setting, token);
  await pollUntil('the token in force', async () => ((await ask()).status === 401 ? true : undefined), { limit: 30_000 });
  for (const wrong of ['Bearer wrong', `Basic ${token}`, `Bearer ${token}0`]) expect((await ask(wrong)).status).toBe(401);
  for (const right of [`Bearer ${token}`, `Metrics ${token}`])
    expect((await ask(right)).headers.get('Content-Type')).toContain('text/plain; version=0.0.4');
});

test('deliveries, posts and commands that happened are counted and timed', async () => {
  const before = await read();
  const id = 96_000_000 + (Date.now() % 900_000);
  const news = pipelineNews({ id, project: 'metrics/app', branch: 'main', status: 'failed' });
  await tell(server, news);
  expect((await deliver(server, news, { 'X-Gitlab-Token': 'wrong' })).status).toBe(401);
  await untilTold(server);
  const heard = bob.events.length;
  await server.as('bob').post('/api/v4/commands/execute', { channel_id: builds.id, command: '/ci about' });
  await server.as('bob').post('/api/v4/commands/execute', { channel_id: builds.id, command: '/ci nonsense-nobody-knows' });
  await bob.until(
    'both replies',
    () => bob.events.slice(heard).filter(({ event }) => event === 'ephemeral_message').length >= 2 || undefined,
  );
  const after = await read();
  const more = (line: string): number => valueOf(after, line) - valueOf(before, line);
  expect({
    accepted: more('deliveries_total{provider="gitlab",outcome="accepted"}'),
    unproved: more('deliveries_total{provider="gitlab",outcome="unproved"}'),
    told: more('delivery_to_post_seconds_count{provider="gitlab"}'),
    about: more('commands_total{trigger="ci",verb="about",outcome="answered"}'),
    timed: more('command_seconds_count{trigger="ci"}'),
  }).toEqual({ accepted: 1, unproved: 1, told: 1, about: 1, timed: 2 });
  expect(more('posts_total{act="create",outcome="done"}')).toBeGreaterThanOrEqual(1);
  expect(after).not.toContain('nonsense');
  for (const secret of [token, server.webhookSecret]) expect(after).not.toContain(secret);
});

test('commands that ask a CI system, and how it answers, are counted; no name of a project is in them', async () => {
  const desk = await openDesk(server, `metrics-${Date.now()}`, { people: { alice: developer } });
  try {
    const alice = desk.people['alice'];
    desk.jenkins.job('city/metered');
    await (
      await desk.jenkins.run('city/metered')
    ).over;
    const before = await read();
    const better = desk.jenkins.mood({ kind: 'error-page', status: 500 });
    await alice?.type('/jenkins get-log city/metered');
    await alice?.reads(/CI_JENKINS_FAILED/);
    better();
    await alice?.type('/jenkins test-results city/metered');
    await alice?.reads(/metered/);
    const after = await read();
    const more = (line: string): number => valueOf(after, line) - valueOf(before, line);
    expect({
      refused: more('commands_total{trigger="jenkins",verb="get-log",outcome="refused"}'),
      answered: more('commands_total{trigger="jenkins",verb="test-results",outcome="answered"}'),
      timed: more('command_seconds_count{trigger="jenkins"}'),
    }).toEqual({ refused: 1, answered: 1, timed: 2 });
    for (const outcome of ['failed', 'ok'])
      expect(more(`provider_requests_total{provider="jenkins",outcome="${outcome}"}`)).toBeGreaterThanOrEqual(1);
    expect(valueOf(after, 'linked_accounts')).toBeGreaterThanOrEqual(1);
    for (const hidden of ['city', 'alice', ...desk.tokens]) expect(after).not.toContain(hidden);
  } finally {
    await desk.close();
  }
});

test('the queue, the database and the process are shown', async () => {
  const page = await read();
  expect(valueOf(page, 'storage_up')).toBe(1);
  expect(page).toMatch(/^ci_command_center_queue_deliveries \d+$/m);
  expect(page).toMatch(/^ci_command_center_build_info\{version="\d+\.\d+\.\d+",node="24\.[\d.]+"\} 1$/m);
  expect(valueOf(page, 'process_resident_memory_bytes')).toBeGreaterThan(20e6);
});

test('Mattermost’s own port for metrics serves the same', async () => {
  const address = `127.0.0.1:${await freePort()}`;
  await server.mmctl('config', 'set', 'MetricsSettings.ListenAddress', address);
  await server.mmctl('config', 'set', 'MetricsSettings.Enable', 'true');
  try {
    const get = () => fetch(`http://${address}/plugins/ci-command-center/metrics`).catch(() => undefined);
    const answer = await pollUntil('the port', get, { limit: 30_000, every: 100 });
    expect(answer.status).toBe(200);
    expect(valueOf(await answer.text(), 'storage_up')).toBe(1);
  } finally {
    await server.mmctl('config', 'set', 'MetricsSettings.Enable', 'false');
  }
});

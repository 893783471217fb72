// Mattermost starts a plugin twice, and forgets the first process, when somebody switches it off and on while the health check is starting it
// again: the forgotten one ends by itself, and what is delivered is shown once.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findPluginProcesses, pluginId, untilWell, waitUntilActive } from '../../build/embedded/plugin.ts';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel } from '../server/channel.ts';
import { deliver } from '../server/deliver.ts';
import { testServer } from '../server/index.ts';

const payload = readFileSync(join(import.meta.dirname, '../payloads/gitlab/pipeline_failed_18.json'), 'utf8');
const number = '67000001';

test('of two processes of the plugin under one server the forgotten one ends', async () => {
  const server = await testServer();
  const builds = await openChannel(server, 'builds', 'alice');
  const admin = server.as('admin');
  const pids = async (): Promise<readonly number[]> => (await findPluginProcesses(server, pluginId)).map(({ pid }) => pid);
  const before = await pids();
  for (const pid of before) process.kill(pid, 'SIGKILL');
  // The health check looks every 30 seconds.
  const again = async () => (await pids()).find((pid) => !before.includes(pid));
  const first = await pollUntil('the plugin to be started again', again, { limit: 60_000, every: 5 });
  await admin.post(`/api/v4/plugins/${pluginId}/disable`, {});
  await admin.post(`/api/v4/plugins/${pluginId}/enable`, {});
  const settled = async () => {
    const now = await pids();
    return now.length === 1 && now[0] !== first ? true : undefined;
  };
  await pollUntil('one process, the later one', settled, { limit: 40_000, every: 100 });
  await waitUntilActive(admin, pluginId, ` (log: ${server.logFile})`);
  await untilWell(server.url);
  const { status } = await deliver(server, payload.replaceAll('4711', number), { 'Idempotency-Key': 'forgotten' });
  expect(status).toBe(202);
  const cards = async () => (await builds.cards()).filter(({ props }) => props.ci_pipeline.number === number);
  await pollUntil('its card', async () => ((await cards()).length > 0 ? true : undefined), { limit: 30_000, every: 100 });
  expect(await cards()).toHaveLength(1);
}, 180_000);

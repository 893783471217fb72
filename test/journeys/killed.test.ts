// `kill -9` in the middle of 100 deliveries: nothing is lost, nothing is doubled.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel } from '../server/channel.ts';
import { deliver } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';

const payload = readFileSync(join(import.meta.dirname, '../payloads/gitlab/pipeline_failed_18.json'), 'utf8');
const numbers = Array.from({ length: 100 }, (_, i) => String(66_000_001 + i));

/** As GitLab: sent again under the same key until it is taken. */
async function sendUntilTaken(server: TestServer, number: string): Promise<void> {
  await pollUntil(
    `delivery ${number}`,
    async () => {
      const body = payload.replaceAll('4711', number);
      const answer = await deliver(server, body, { 'Idempotency-Key': `kill-${number}` }).catch(() => undefined);
      return answer !== undefined && answer.status < 300 ? true : undefined;
    },
    { limit: 90_000, every: 250 },
  );
}

test('100 deliveries, the plugin killed twice among them, make 100 cards', async () => {
  const server = await testServer();
  const builds = await openChannel(server, 'builds', 'alice');
  const kill = async (): Promise<void> => {
    const pid = await server.pluginPid();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  };
  const sending: Promise<void>[] = [];
  for (const [i, number] of numbers.entries()) {
    sending.push(sendUntilTaken(server, number));
    if (i % 10 === 9) await Promise.race(sending.slice(-10));
    if (i === 40) await kill();
    // Nobody waits for the server's health check, which looks every 30 seconds.
    if (i === 41) await server.restartPlugin();
    if (i === 80) await kill();
    if (i === 81) await server.restartPlugin();
  }
  await Promise.all(sending);
  const mine = async (): Promise<string[]> =>
    (await builds.cards()).map(({ props }) => props.ci_pipeline.number).filter((number) => numbers.includes(number));
  await pollUntil('100 cards', async () => ((await mine()).length >= numbers.length ? true : undefined), { limit: 90_000, every: 500 });
  expect((await mine()).sort()).toEqual(numbers);
}, 240_000);

// What a sender is answered over real HTTP, case by case.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, jest, test } from '@jest/globals';
import { deliver, hookPath } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';

const payload = (name: string): string => readFileSync(join(import.meta.dirname, '../payloads/gitlab', name), 'utf8');
const pipeline = (number: string): string => payload('pipeline_success_tag_18.json').replaceAll('4715', number);

jest.setTimeout(60_000);

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});

test('a delivery is accepted with its id, its repetition is a duplicate', async () => {
  const headers = { 'Idempotency-Key': 'answers-1' };
  const first = await deliver(server, pipeline('55000001'), headers);
  expect(first).toMatchObject({ status: 202, json: { status: 'accepted', id: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  expect(await deliver(server, pipeline('55000001'), headers)).toMatchObject({ status: 200, json: { status: 'duplicate' } });
});

test('50 repetitions at once are one delivery', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => deliver(server, pipeline('55000002'), { 'Idempotency-Key': 'answers-2' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 49 }, () => 200), 202]);
});

test('a kind that is not used is ignored with a reason', async () => {
  const answer = await deliver(server, payload('milestone_project.json'), { 'X-Gitlab-Event': 'Milestone Hook' });
  expect(answer).toMatchObject({ status: 200, json: { status: 'ignored', reason: expect.stringContaining('milestone') } });
});

test('the secret may stand in the address where the sender can set only that', async () => {
  const path = `${hookPath}?secret=${server.webhookSecret}`;
  expect((await deliver(server, pipeline('55000003'), { 'X-Gitlab-Token': '' }, path)).status).toBe(202);
});

test.each([
  ['no proof', '{}', { 'X-Gitlab-Token': '' }, hookPath, 401, 'CI_WEBHOOK_PROOF'],
  ['a wrong proof', '{}', { 'X-Gitlab-Token': 'made-up-wrong-secret' }, hookPath, 401, 'CI_WEBHOOK_PROOF'],
  ['not JSON', 'not json', {}, hookPath, 400, 'CI_WEBHOOK_BODY'],
  ['JSON of another shape', '[1,2]', {}, hookPath, 400, 'CI_WEBHOOK_BODY'],
  ['an unknown provider', '{}', {}, '/plugins/ci-command-center/webhooks/nobody', 404, 'CI_WEBHOOK_UNKNOWN'],
  ['an unknown connection', '{}', {}, `${hookPath}/nobody`, 404, 'CI_WEBHOOK_UNKNOWN'],
  ['a longer path', '{}', {}, `${hookPath}/default/more`, 404, 'CI_WEBHOOK_UNKNOWN'],
])('%s is refused with a stable code and no secret', async (_what, body, headers, path, status, code) => {
  const answer = await deliver(server, body, headers, path);
  expect(answer).toMatchObject({ status, json: { code, message: expect.any(String) } });
  expect(JSON.stringify(answer.json)).not.toContain(server.webhookSecret);
});

test('more than 25 MiB is refused, whether its length is told or not', async () => {
  const large = new Uint8Array(26 * 1024 * 1024).fill(32);
  expect((await deliver(server, large).catch(() => ({ status: 413 }))).status).toBe(413);
  const chunk = new Uint8Array(1024 * 1024).fill(32);
  let left = 27;
  const stream = new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(chunk);
      else controller.close();
    },
  });
  expect((await deliver(server, stream).catch(() => ({ status: 413 }))).status).toBe(413);
});

test('any other method is refused by name', async () => {
  const answer = await fetch(server.url + hookPath);
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('POST');
});

test('an address outside AllowedAddresses is refused, and let in again', async () => {
  const set = (value: string) => server.mmctl('config', 'set', 'PluginSettings.Plugins.ci-command-center.allowedaddresses', value);
  await set('192.0.2.0/24');
  try {
    expect(await deliver(server, pipeline('55000004'))).toMatchObject({ status: 403, json: { code: 'CI_WEBHOOK_ADDRESS' } });
  } finally {
    await set('');
  }
  expect((await deliver(server, pipeline('55000004'))).status).toBe(202);
});

test('wrong proofs are slowed down with Retry-After, right ones are not', async () => {
  const answers = await Promise.all(Array.from({ length: 150 }, () => deliver(server, '{}', { 'X-Gitlab-Token': 'made-up-wrong-secret' })));
  const slowed = answers.filter(({ status }) => status === 429);
  expect(slowed.length).toBeGreaterThan(0);
  expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect((await deliver(server, pipeline('55000005'))).status).toBe(202);
});

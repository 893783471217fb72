// A database user who may not create a schema: the plugin says so and what to do, refuses nothing for good, and goes on once it may.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { startEmbedded, type Embedded } from '../../build/embedded/index.ts';
import { idOf } from '../../build/embedded/rest.ts';
import { hookPath } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { watch, type Watch } from '../server/watch.ts';

jest.setTimeout(120_000);

const secret = 'made-up-limited-secret-0123456789';
const payload = readFileSync(join(import.meta.dirname, '../payloads/gitlab/pipeline_success_tag_18.json'), 'utf8');

let shared: TestServer;
let limited: Embedded;
let admin: Watch;

/** As the owner of the databases. */
async function sql(database: string, ...statements: readonly string[]): Promise<void> {
  const url = new URL(shared.databaseUrl);
  url.pathname = `/${database}`;
  const client = new Client(url.href);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  shared = await testServer();
  await sql('postgres', `create role limited login password 'made-up'`, 'create database limited');
  await sql('limited', 'revoke create on database limited from public', 'grant all on schema public to limited');
  const url = new URL(shared.databaseUrl);
  url.username = 'limited';
  url.password = 'made-up';
  url.pathname = '/limited';
  process.env['DATABASE_URL'] = url.href;
  limited = await startEmbedded({ plugin: { WebhookSecret: secret, Team: 'ci-demo', Configuration: 'notify: {pipelines: live}' } });
  admin = await watch(limited.url, limited.adminToken);
  await limited.installPlugin(shared.bundle);
});
afterAll(async () => {
  admin?.close();
  await limited?.stop();
});

const send = () =>
  fetch(limited.url + hookPath, {
    method: 'POST',
    body: payload,
    headers: { 'X-Gitlab-Event': 'Pipeline Hook', 'X-Gitlab-Token': secret },
  });
const health = () => fetch(`${limited.url}/plugins/ci-command-center/healthz`);

test('it is active, tells the administrators the statement that helps, and asks senders to come again', async () => {
  const message = await admin.until('the administrators being told', ({ event, data }) => {
    const post = event === 'posted' ? JSON.parse(String(data['post'])) : undefined;
    return String(post?.message).includes('CI_STORAGE_RIGHTS') ? String(post.message) : undefined;
  });
  expect(message).toContain('GRANT CREATE ON DATABASE "limited" TO "limited"');
  const answer = await send();
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(await answer.json()).toMatchObject({ code: 'CI_STORAGE_RIGHTS' });
  expect((await health()).status).toBe(503);
});

test('the doctor tells the same, and what else there is to tell', async () => {
  const { api } = limited.users['admin'] ?? {};
  const id = idOf(await api?.get(`/api/v4/teams/${limited.team.id}/channels/name/town-square`));
  await api?.post('/api/v4/commands/execute', { channel_id: id, command: '/ci doctor' });
  const told = await admin.until('the doctor', ({ event, data }) => {
    const post = ['ephemeral_message', 'post_edited'].includes(event) ? JSON.parse(String(data['post'])) : undefined;
    return String(post?.message).includes('CI_STORAGE_RIGHTS') ? String(post.message) : undefined;
  });
  expect(told).toContain('GRANT CREATE ON DATABASE');
  expect(told).toMatch(/posts as .*ci-bot/);
});

test('once it may, it goes on by itself', async () => {
  await sql('limited', 'grant create on database limited to limited');
  const { api, id } = limited.users['admin'] ?? {};
  const builds = idOf(await api?.get(`/api/v4/teams/${limited.team.id}/channels/name/builds`));
  await api?.post(`/api/v4/channels/${builds}/members`, { user_id: id });
  const card = admin.until(
    'the card',
    ({ event, data }) => (event === 'posted' && String(data['post']).includes('4715') ? true : undefined),
    60_000,
  );
  for (let status = 503; status === 503;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    ({ status } = await send());
  }
  await card;
  expect((await health()).status).toBe(200);
});

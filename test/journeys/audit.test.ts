// The audit on the real server: what was done and what was refused, by command, button, dialog and in the sidebar; secrets masked; by /ci
// audit, as JSON lines, and in Mattermost's own audit log.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { configure, usual } from '../server/configuration.ts';
import type { Chat } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { openDesk, type JenkinsDesk } from '../server/jenkins-desk.ts';
import { developer } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

const path = '/plugins/ci-command-center/api/v1/audit';
const pin = `made-up-pin-${Date.now()}`;
const line = z.object({
  at: z.string(),
  act: z.string(),
  user_id: z.string(),
  from: z.string(),
  address: z.string().optional(),
  channel_id: z.string().optional(),
  what: z.string(),
  values: z.record(z.string(), z.string()),
  outcome: z.string(),
  code: z.string().optional(),
});
let server: TestServer;
let desk: JenkinsDesk;
let admin: Chat;
let alice: Chat;

beforeAll(async () => {
  server = await testServer();
  desk = await openDesk(server, `audit-${Date.now()}`, { people: { admin: developer, alice: developer }, speed: 200 });
  const { admin: first, alice: other } = desk.people;
  if (first === undefined || other === undefined) throw new Error('somebody is missing');
  [admin, alice] = [first, other];
  desk.jenkins.job('city/noted', {
    parameters: [
      { kind: 'string', name: 'VERSION' },
      { kind: 'password', name: 'PIN' },
    ],
  });
});
afterAll(async () => {
  await configure(server, usual);
  await desk.close();
});

/** Of this channel, oldest first, once there are so many. */
async function noted(count: number): Promise<readonly z.infer<typeof line>[]> {
  const read = async (): Promise<readonly z.infer<typeof line>[] | undefined> => {
    const response = await server.as('admin').fetch(`${path}?since=${new Date(Date.now() - 600_000).toISOString()}`);
    expect(response.headers.get('Content-Type')).toContain('application/x-ndjson');
    const lines = (await response.text()).split('\n').filter((text) => text !== '');
    const mine = lines.map((text) => line.parse(JSON.parse(text))).filter(({ channel_id: id }) => id === desk.channel.id);
    return mine.length < count ? undefined : mine.toReversed();
  };
  return pollUntil(`${count} notes of the audit`, read, { limit: 20_000, every: 100 });
}

test('what was done by command, dialog and button, and what was refused, is there with its values, secret ones masked', async () => {
  await alice.type('/jenkins build city/noted');
  await alice.submit(await alice.dialog(), { VERSION: '1.0', PIN: pin });
  await alice.reads(/noted.*#1 passed/s);
  await alice.type(`/jenkins build city/noted VERSION=2.0 PIN=${pin}`);
  const card = await alice.reads(/noted.*#2 passed/s);
  await alice.type('/jenkins build city/nowhere');
  await alice.reads(/no job/);
  await configure(server, `${usual}permissions: [{verbs: build, allow: {users: []}}]\n`);
  await alice.press(card, 'Rebuild');
  await alice.reads(/switched off|for nobody/);
  await alice.type(`/jenkins build city/noted PIN=${pin}`);
  await alice.reads(/CI_PERMISSION_DENIED/);
  await configure(server, usual);
  const all = (await noted(7)).filter(({ act }) => act === 'jenkins.build');
  expect(all.map(({ from, outcome, code = '', what }) => [from, outcome, code, what])).toEqual([
    ['dialog', 'done', '', 'city/noted'],
    ['command', 'done', '', 'city/noted'],
    ['command', 'failed', expect.stringMatching(/^CI_JENKINS_/), ''],
    ['button', 'refused', 'CI_PERMISSION_DENIED', ''],
    ['command', 'refused', 'CI_PERMISSION_DENIED', ''],
  ]);
  expect(all[0]?.values).toMatchObject({ VERSION: '1.0', PIN: '••••••', connection: 'default' });
  expect(all[1]?.values).toMatchObject({ job: 'city/noted', VERSION: '2.0', PIN: '••••••' });
  // Nobody was asked which of them are secret.
  expect(all[4]?.values).toEqual({ job: 'city/noted', PIN: '••••••' });
  expect(all.every(({ user_id: id }) => id === alice.id)).toBe(true);
  // Of clicks and dialogs Mattermost tells no address.
  expect(all.map(({ address = '' }) => address)).toEqual([
    '',
    expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
    expect.anything(),
    '',
    expect.anything(),
  ]);
  expect(JSON.stringify(await noted(1))).not.toContain(pin);
});

test('what is done in the sidebar without a button is there, too, and rules hold for it', async () => {
  const subscribe = () =>
    server.as('alice').fetch('/plugins/ci-command-center/api/v1/subscriptions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
      body: JSON.stringify({ channel_id: desk.channel.id, provider: 'jenkins', project: 'city/noted' }),
    });
  expect((await subscribe()).status).toBe(200);
  await configure(server, `${usual}permissions: [{verbs: subscribe, allow: {roles: [channel_admin]}}]\n`);
  const refused = await subscribe();
  expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'CI_PERMISSION_DENIED' }]);
  await configure(server, usual);
  const all = (await noted(9)).filter(({ act }) => act === 'ci.subscribe');
  expect(all.map(({ from, outcome, what, values }) => [from, outcome, what, values['provider']])).toEqual([
    ['sidebar', 'done', 'city/noted', 'jenkins'],
    ['sidebar', 'refused', 'city/noted', 'jenkins'],
  ]);
});

test('/ci audit shows administrators what they ask for, and everybody else their own', async () => {
  await admin.type('/ci audit --user @alice --since 1h --action jenkins.build');
  const { text, private: isPrivate } = await admin.reads(/city\/noted/);
  expect(isPrivate).toBe(true);
  expect(text).toMatch(/alice · \*\*refused\*\* `jenkins\.build`.*`CI_PERMISSION_DENIED`/);
  expect(text).not.toContain(pin);
  await alice.type('/ci audit');
  expect((await alice.reads(/jenkins\.build/)).text).not.toMatch(/· admin ·/);
  await alice.type('/ci audit --user @admin');
  await alice.reads(/CI_AUDIT_ADMINISTRATOR/);
  const refused = await server.as('alice').fetch(path);
  expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'CI_API_ADMINISTRATOR' }]);
  expect((await fetch(`${server.url}${path}`)).status).toBe(401);
});

test('a rule of the database keeps what is noted from being changed', async () => {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    await expect(client.query(`update ci_command_center.audit set user_id = 'somebody'`)).rejects.toThrow('only added to');
    await expect(client.query('delete from ci_command_center.audit')).rejects.toThrow('only added to');
  } finally {
    await client.end();
  }
});

test('Mattermost’s own audit log has it, too', async () => {
  const found = await pollUntil(
    'the line of the audit log',
    async () =>
      (await readFile(server.auditFile, 'utf8'))
        .split('\n')
        .find((text) => text.includes('ci-command-center.jenkins.build') && text.includes('"fail"')),
    { limit: 20_000, every: 200 },
  );
  expect(found).toContain(alice.id);
  expect(found).toContain('CI_');
});

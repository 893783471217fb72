// /jenkins in a channel: what is said while Jenkins is slow, forms, questions first, buttons that somebody else made, a switched-off command.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { enterChat, type Chat } from '../server/chat.ts';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startJenkins, type Jenkins } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(60_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
let server: TestServer;
let jenkins: Jenkins;
let channel: TestChannel;
let alice: Chat;
let bob: Chat;
let token = '';

beforeAll(async () => {
  server = await testServer();
  jenkins = await startJenkins({ context: '/jenkins' });
  token = jenkins.person('ada', { fullName: 'Ada Lovelace', permissions: ['Overall/Administer'] });
  jenkins.job('deploy/api');
  jenkins.job('deploy/old api');
  jenkins.job('deploy/ship', {
    parameters: [
      { kind: 'string', name: 'VERSION', description: 'What to ship @all' },
      { kind: 'choice', name: 'REGION', choices: ['eu', 'us'] },
      { kind: 'boolean', name: 'DRY', value: true },
      { kind: 'password', name: 'KEY' },
    ],
  });
  await server.mmctl('config', 'set', `${settings}.jenkinsurl`, jenkins.url);
  channel = await openChannel(server, `chat-${Date.now()}`, 'alice');
  await openChannel(server, `chat-other-${Date.now()}`, 'bob');
  alice = await enterChat(server, 'alice', channel.id);
  bob = await enterChat(server, 'bob', channel.id);
});

afterAll(async () => {
  alice.close();
  bob.close();
  await server.mmctl('config', 'set', `${settings}.jenkinsurl`, '');
  await jenkins.stop();
});

async function offer(who: string, typed: string): Promise<string> {
  const query = `user_input=${encodeURIComponent(typed)}&channel_id=${channel.id}`;
  return JSON.stringify(await server.as(who).get(`/api/v4/teams/${server.team.id}/commands/autocomplete_suggestions?${query}`));
}

const isOffered = async (typed: string, wanted: string) =>
  pollUntil(`${wanted} for ${typed}`, async () => ((await offer('alice', typed)).includes(wanted) ? true : undefined), {
    limit: 20_000,
    every: 200,
  });

test('who is not connected gets a button that opens the private dialog', async () => {
  await alice.type('/jenkins plugins');
  const line = await alice.reads(/CI_ACCOUNT_MISSING/);
  expect(line.private).toBe(true);
  await alice.press(line, 'Connect to Jenkins');
  const dialog = await alice.dialog();
  expect(dialog.dialog.elements).toMatchObject([{ name: 'name' }, { name: 'token', subtype: 'password' }]);
  expect(await alice.submit(dialog, { name: 'ada', token: 'not-the-right-token' })).toHaveProperty('errors');
  expect(await alice.submit(dialog, { name: 'ada', token })).not.toHaveProperty('errors');
  await alice.reads(/connected to Jenkins as \*\*Ada Lovelace\*\*/);
});

test('behind --connection the configured names are offered', async () => {
  expect(await offer('alice', '/jenkins queue --connection ')).toMatch(/"Suggestion":"default"/);
});

test('behind a job its parameters are offered', async () => {
  await isOffered('/jenkins build deploy/ship ', '"Suggestion":"REGION="');
  await isOffered('/jenkins build deploy/ship reg', '"Complete":"jenkins build deploy/ship REGION="');
  await isOffered('/jenkins build deploy/ship VERSION=2 REGION=', '"Suggestion":"REGION=us"');
});

test('within a second there is a word, whatever Jenkins does, and the answer takes its place', async () => {
  const back = jenkins.mood({ kind: 'slow', milliseconds: 2_500 });
  try {
    const begun = Date.now();
    await alice.type('/jenkins plugins');
    const working = await alice.reads(/Working on it/);
    expect(Date.now() - begun).toBeLessThan(1_000);
    const answer = await alice.reads(/git/i);
    expect(answer.private ? answer.id : working.id).toBe(working.id);
    await alice.watch.until('nothing is worked on', () =>
      alice.lines().some((line) => line.includes('Working on it')) ? undefined : true,
    );
  } finally {
    back();
  }
});

test('what cannot be taken back is asked first, by a dialog', async () => {
  jenkins.job('deploy/long', { script: { stages: [{ name: 'build', hold: 'working' }] } });
  await alice.type('/jenkins build deploy/long');
  const card = await alice.reads(/#1 (?:started|running)/);
  await alice.press(card, 'Abort');
  const question = await alice.dialog();
  expect(question.dialog.elements).toEqual([]);
  expect(jenkins.build('deploy/long')?.result).toBeUndefined();
  expect(await alice.submit(question)).not.toHaveProperty('error');
  await alice.reads(/aborted|canceled/i);
  expect(jenkins.build('deploy/long')?.result).toBe('ABORTED');
});

test.each(['/jenkins', '/jenkins help', '/jenkins nonsense'])('%s lists what there is', async (command) => {
  await alice.type(command);
  const { text, private: own } = await alice.reads(/\/jenkins build/);
  expect(own).toBe(true);
  for (const verb of ['connect', 'disconnect', 'me', 'createjob', 'get-log', 'safe-restart', 'input'])
    expect(text).toContain(`/jenkins ${verb}`);
});

test('parameters are asked for as what they are; the build is then shown in the channel', async () => {
  await alice.type('/jenkins build deploy/ship');
  const asked = await alice.dialog();
  expect(asked.dialog.elements).toMatchObject([
    { name: 'VERSION', type: 'text' },
    { name: 'REGION', type: 'select', default: 'eu' },
    { name: 'DRY', type: 'bool', default: 'true' },
    { name: 'KEY', subtype: 'password' },
  ]);
  expect(await alice.submit(asked, { VERSION: '1.2.3', REGION: 'us', DRY: false, KEY: 'made-up-key' })).toEqual({});
  await alice.reads(/deploy\/ship/);
  await jenkins.until(() => jenkins.build('deploy/ship')?.result !== undefined);
  expect(
    Object.fromEntries([...(jenkins.build('deploy/ship')?.values ?? [])].map(({ definition, value }) => [definition.name, value])),
  ).toEqual({
    VERSION: '1.2.3',
    REGION: 'us',
    DRY: 'false',
    KEY: 'made-up-key',
  });
});

test('a form that came too late is opened by a button, at once', async () => {
  const back = jenkins.mood({ kind: 'slow', milliseconds: 2_800 });
  try {
    await alice.type('/jenkins build deploy/ship');
    await alice.reads(/Working on it/);
    const line = await alice.reads(/deploy\/ship|parameters/);
    await alice.press(line, line.buttons[0]?.name ?? '');
    expect((await alice.dialog(1_000)).dialog.elements).toHaveLength(4);
  } finally {
    back();
  }
});

test('jobs are offered as one types, to who is connected', async () => {
  const deadline = Date.now() + 10_000;
  let offered = await offer('alice', '/jenkins build dep');
  while (!offered.includes('deploy/ship') && Date.now() < deadline) offered = await offer('alice', '/jenkins build dep');
  expect(offered).toContain('deploy/ship');
  const begun = Date.now();
  await offer('alice', '/jenkins build deploy/a');
  expect(Date.now() - begun).toBeLessThan(500);
  expect(await offer('bob', '/jenkins build dep')).toContain('/jenkins connect');
});

test('a button that somebody else made does nothing, and neither does a forged call by who may not write there', async () => {
  const context = { provider: 'jenkins', connection: 'default', call: 'delete', args: { job: 'deploy/api' } };
  const integration = { url: '/plugins/ci-command-center/actions/call', context };
  const actions = [{ id: 'gift', type: 'button', name: 'Get your gift', integration }];
  const made = await server.as('alice').post('/api/v4/posts', {
    channel_id: channel.id,
    message: 'Look',
    props: { attachments: [{ text: 'A gift', actions }] },
  });
  const { id } = JSON.parse(JSON.stringify(made));
  await alice.press(
    { id, private: false, text: '', files: [], buttons: [{ id: 'gift', name: 'Get your gift', cookie: '' }] },
    'Get your gift',
  );
  await alice.reads(/CI_ACTION_NOT_OURS/);
  const forged = await fetch(`${server.url}/plugins/ci-command-center/actions/call`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${server.users['bob']?.token ?? ''}`,
      'Content-Type': 'application/json',
      'X-Requested-With': 'XMLHttpRequest',
    },
    body: JSON.stringify({ channel_id: channel.id, context }),
  });
  expect(await forged.json()).toEqual({ ephemeral_text: expect.stringContaining('CI_ACTION_FORBIDDEN') });
  expect(jenkins.find('deploy/api')).toBeDefined();
});

test('what Jenkins says does not act in the channel', async () => {
  await alice.type('/jenkins get-log "@channel [x](https://evil.example)"');
  const line = await alice.reads(/no job|not.*exist|there is no/i);
  expect(line.private).toBe(true);
  expect(alice.watch.events.some(({ data }) => String(data['post']).includes('](https://evil.example)'))).toBe(false);
});

test('an answer of Jenkins that is none is said in a sentence with its code', async () => {
  for (const [mood, words] of [
    [{ kind: 'login-redirect' }, /CI_JENKINS_\w+/],
    [{ kind: 'error-page', status: 503 }, /CI_JENKINS_\w+/],
    [{ kind: 'refuse' }, /CI_HTTP_\w+/],
  ] as const) {
    const back = jenkins.mood(mood);
    await alice.type('/jenkins plugins');
    const line = await alice.reads(words);
    expect([line.private, line.text.includes('<html')]).toEqual([true, false]);
    back();
  }
});

test('the command goes when it is switched off, and comes back', async () => {
  expect(await offer('alice', '/jen')).toContain('jenkins');
  await server.mmctl('config', 'set', `${settings}.enablejenkinscommand`, 'false');
  try {
    expect(await offer('alice', '/jen')).not.toContain('jenkins');
    await expect(alice.type('/jenkins me')).rejects.toThrow(/404/);
    await alice.type('/ci help');
    expect((await alice.reads(/\/ci status/)).text).not.toContain('/jenkins');
  } finally {
    await server.mmctl('config', 'set', `${settings}.enablejenkinscommand`, 'true');
  }
  await alice.type('/jenkins me');
  await alice.reads(/Ada Lovelace/);
  await alice.type('/jenkins disconnect');
  await alice.reads(/Your token was removed here/);
});

test('neither the token nor a word that was typed is in the server’s log', async () => {
  const log = await readFile(server.logFile, 'utf8');
  expect(log).toContain('A command was answered');
  expect(log).not.toContain(token);
  expect(log).not.toContain('not-the-right-token');
  expect(log).not.toContain('evil.example');
});

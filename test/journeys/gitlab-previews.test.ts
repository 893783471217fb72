// Links to a GitLab of one's own, behind a private authority and below a path: code below messages, previews, issues from chat.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { idOf } from '../../build/embedded/rest.ts';
import { visit } from '../server/browser.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { makeAuthority } from '../stand-ins/certificates.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(90_000);

const api = '/plugins/ci-command-center/api/v1';
const code = Array.from({ length: 40 }, (_, index) => `export const line${index + 1} = '@all \`\`\`';`).join('\n');
const place = { provider: 'gitlab', connection: 'hill' };
const posted = z.object({ id: z.string(), message: z.string() });
const form = z.object({ url: z.string(), dialog: z.object({ callback_id: z.string(), state: z.string() }) });
const made = z.object({ reference: z.string(), url: z.string() });
let server: TestServer;
let gitlab: GitLab;
let ca: string;
let channel: TestChannel;
let alice: Chat;

beforeAll(async () => {
  server = await testServer();
  const authority = makeAuthority('Hill Authority');
  ca = authority.certificate;
  gitlab = await startGitLab({ subpath: '/git', tls: authority.issue(['127.0.0.1']), speed: 50 });
  gitlab.person('ada', { name: 'Ada Lovelace', roles: { hill: 'developer' } });
  gitlab.project('hill/lamps', {
    files: { 'src/lamp.ts': code, 'logo.bin': '\0\0\0' },
    branches: ['feature/glow'],
    labels: ['bug', 'light'],
    milestones: ['2.0'],
  });
  gitlab.project('hill/vault', { visibility: 'private', files: { 'key.ts': code } });
  channel = await openChannel(server, `gitlab-previews-${Date.now()}`, 'alice');
  alice = await enterChat(server, 'alice', channel.id);
  await allow('public');
});

afterAll(async () => {
  await alice?.type('/gitlab disconnect --connection hill');
  await alice?.reads(/You are disconnected/);
  alice?.close();
  await configure(server, usual);
  await gitlab?.stop();
});

/** Code of which projects is shown. */
async function allow(setting: string): Promise<void> {
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const { id, secret } = gitlab.application({ redirectUris, scopes: ['api'] });
  const oauth = { clientId: id, clientSecret: secret };
  const connection = { name: 'hill', provider: 'gitlab', url: gitlab.url, webhookSecret: 'made-up-secret-of-the-hill', ca, oauth };
  await configure(server, `${usual}previews: {code: ${setting}}\nconnections:\n  - ${JSON.stringify(connection)}\n`);
}

/** What the message is once it is stored. */
async function post(message: string): Promise<string> {
  return posted.parse(await server.as('alice').post('/api/v4/posts', { channel_id: channel.id, message })).message;
}

async function connect(): Promise<void> {
  await alice.type('/gitlab connect --connection hill');
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec((await alice.reads(/oauth\/gitlab\/connect/)).text)?.[1] ?? '';
  const { next } = await visit(server, link, 'alice');
  expect((await visit(server, (await gitlab.authorize(next, 'ada')).href, 'alice')).status).toBe(200);
}

const look = (url: string, who = 'alice') => server.as(who).get(`${api}/previews?${new URLSearchParams({ url })}`);

test('lines of a public project are shown below the message, in a block that they cannot leave', async () => {
  const link = `${gitlab.url}/hill/lamps/-/blob/main/src/lamp.ts#L10`;
  const message = await post(`See ${link} please`);
  expect(message.startsWith(`See ${link} please\n\n`)).toBe(true);
  expect(message).toContain('`src/lamp.ts` lines 7–13 · `hill/lamps` at `main`');
  expect(message).toMatch(/\n````typescript\nexport const line7 = [\s\S]*line13 = '@all ```';\n````$/);
  const range = await post(`${gitlab.url}/hill/lamps/-/blob/feature/glow/src/lamp.ts#L5-38`);
  expect(range).toContain('lines 5–24 · `hill/lamps` at `feature/glow`');
  expect(range).toMatch(/\n… 14 more lines$/);
});

test('everything else stays as it was typed', async () => {
  const base = `${gitlab.url}/hill/lamps/-/blob/main`;
  for (const message of [
    `\`${base}/src/lamp.ts#L10\``,
    `[lamp](${base}/src/lamp.ts#L10)`,
    `\`\`\`\n${base}/src/lamp.ts#L10\n\`\`\``,
    `${base}/src/lamp.ts#L900`,
    `${base}/none.ts#L1`,
    `${base}/logo.bin#L1`,
    `${base}/src/lamp.ts`,
    `${gitlab.url}/hill/vault/-/blob/main/key.ts#L1`,
    'https://git.example/hill/lamps/-/blob/main/src/lamp.ts#L10',
  ])
    expect(await post(message)).toBe(message);
});

test('previews are asked for as the person; without an account what is hidden leads to connecting', async () => {
  const by = 'ada';
  gitlab.tell.issue({
    project: 'hill/lamps',
    by,
    iid: 1,
    title: 'The <b>lamp</b> flickers',
    description: 'It does.',
    action: 'open',
    labels: ['bug'],
  });
  gitlab.tell.mergeRequest({
    project: 'hill/vault',
    by,
    iid: 1,
    title: 'A better lock',
    action: 'open',
    sourceBranch: 'lock',
    targetBranch: 'main',
  });
  const issue = {
    kind: 'issue',
    reference: '#1',
    title: 'The <b>lamp</b> flickers',
    state: 'open',
    labels: [{ name: 'bug', color: '#3e8068' }],
  };
  expect(await look(`${gitlab.url}/hill/lamps/-/issues/1`)).toMatchObject({ kind: 'preview', preview: issue });
  const hidden = `${gitlab.url}/hill/vault/-/merge_requests/1`;
  expect(await look(hidden)).toEqual({ kind: 'connect' });
  const elsewhere = gitlab.calls.length;
  expect(await look('https://git.example/hill/lamps/-/issues/1')).toEqual({ kind: 'nothing' });
  expect(gitlab.calls).toHaveLength(elsewhere);
  await connect();
  const request = {
    kind: 'merge-request',
    title: 'A better lock',
    branch: 'lock',
    target: 'main',
    state: 'open',
    person: { name: 'Ada Lovelace' },
  };
  expect(await look(hidden)).toMatchObject({ kind: 'preview', preview: request });
  expect(await look(hidden, 'bob')).toEqual({ kind: 'connect' });
  const { id } = await gitlab.runPipeline({
    project: 'hill/lamps',
    ref: 'main',
    message: 'Glow',
    author: 'Ada',
    jobs: [{ stage: 'test', name: 'unit', seconds: 1, outcomes: ['failed'], reason: 'script_failure' }],
  });
  const pipeline = {
    kind: 'pipeline',
    status: 'failed',
    branch: 'main',
    jobs: [{ name: 'unit', status: 'failed', reason: 'script failure' }],
  };
  expect(await look(`${gitlab.url}/hill/lamps/-/pipelines/${id}`)).toMatchObject({ kind: 'preview', preview: pipeline });
});

test('code of private projects is shown where that is allowed, of what the writer may read', async () => {
  const link = `${gitlab.url}/hill/vault/-/blob/main/key.ts#L1-2`;
  await allow('internal');
  expect(await post(link)).toBe(link);
  await allow('private');
  expect(await post(link)).toContain('`key.ts` lines 1–2 · `hill/vault` at `main`');
  await allow('off');
  const open = `${gitlab.url}/hill/lamps/-/blob/main/src/lamp.ts#L1`;
  expect(await post(open)).toBe(open);
});

test('/gitlab issue create asks for the project, then for what it knows, and makes the issue as the person', async () => {
  await alice.type('/gitlab issue create The lamp hums --connection hill');
  const first = await alice.dialog();
  expect(first.dialog.elements.map(({ name }) => name)).toEqual(['project', 'title', 'description']);
  const project = String(gitlab.world.findProject('hill/lamps')?.id);
  await alice.submit(first, { project, title: 'The lamp hums', description: '' });
  await alice.press(await alice.reads(/is described in a form/), 'New issue');
  const second = await alice.dialog();
  expect(second.dialog.elements.map(({ name }) => name)).toEqual(['title', 'description', 'labels', 'assignees', 'milestone']);
  const ada = String(gitlab.world.people.named('ada').id);
  expect(await alice.submit(second, { title: '', description: '' })).toMatchObject({ errors: { title: expect.any(String) } });
  await alice.submit(second, { title: 'The lamp hums', description: 'Loudly.', labels: ['light'], assignees: [ada], milestone: '' });
  expect((await alice.reads(/Created .*hill\/lamps\\?#2/)).private).toBe(true);
  const issue = gitlab.world.findProject('hill/lamps')?.issues.get(2);
  expect(issue).toMatchObject({ title: 'The lamp hums', description: 'Loudly.', labels: ['light'], author: { username: 'ada' } });
});

test('an issue is made of a post, and a post attached to an issue, only by who may read the post', async () => {
  const root = idOf(await server.as('alice').post('/api/v4/posts', { channel_id: channel.id, message: 'It hums.\n/close\n@ada look' }));
  const project = String(gitlab.world.findProject('hill/lamps')?.id);
  const wish = { ...place, project, title: 'Hum', description: '', labels: [], assignees: [], post_id: root };
  expect(made.parse(await server.as('alice').post(`${api}/issues`, wish)).reference).toBe('hill/lamps#3');
  const comment = { ...place, project, number: '3', post_id: root };
  expect(made.parse(await server.as('alice').post(`${api}/issues/comments`, comment)).url).toContain('#note_');
  const issue = gitlab.world.findProject('hill/lamps')?.issues.get(3);
  expect(issue?.description).toContain(`/_redirect/pl/${root}`);
  expect(issue?.state).toBe('opened');
  expect(issue?.notes[0]?.body).toMatch(/\n> \/close\n> @\u200Bada look$/);
  const told = (await channel.posts())
    .filter(({ root_id: id }) => id === root)
    .flatMap(({ props }) => props.attachments.map(({ text }) => text));
  expect(told).toEqual([expect.stringContaining('made an issue'), expect.stringContaining('attached a message')]);
  expect(told.join()).not.toContain('Hum]');
  await expect(server.as('bob').post(`${api}/issues/comments`, comment)).rejects.toThrow('CI_API_POST');
  expect(issue?.notes).toHaveLength(1);
});

test('in a thread the issue is of its first message', async () => {
  const root = idOf(await server.as('alice').post('/api/v4/posts', { channel_id: channel.id, message: 'The post is bent.' }));
  const command = '/gitlab issue create Bent post --project hill/lamps --connection hill';
  await server.as('alice').post('/api/v4/commands/execute', { channel_id: channel.id, team_id: server.team.id, root_id: root, command });
  const dialog = await alice.watch.until('the form', ({ event, data }) =>
    event === 'open_dialog' && String(data['dialog']).includes('The post is bent.')
      ? form.parse(JSON.parse(String(data['dialog'])))
      : undefined,
  );
  const { callback_id, state } = dialog.dialog;
  const submission = { title: 'Bent post', description: '> The post is bent.' };
  const body = { url: dialog.url, callback_id, state, channel_id: channel.id, team_id: server.team.id, submission };
  await server.as('alice').post('/api/v4/actions/dialogs/submit', body);
  await alice.reads(/Created .*hill\/lamps\\?#4/);
  expect(gitlab.world.findProject('hill/lamps')?.issues.get(4)?.description).toMatch(
    new RegExp(`^> The post is bent\\.[^]*/_redirect/pl/${root}\\)$`),
  );
});

test('a GitLab that does not answer delays one message, not the next', async () => {
  await allow('public');
  const back = gitlab.mood({ kind: 'hang' }, { on: /repository\/files/ });
  const link = `${gitlab.url}/hill/lamps/-/blob/main/src/lamp.ts#L10`;
  const begun = Date.now();
  expect(await post(link)).toBe(link);
  const first = Date.now() - begun;
  const asked = gitlab.calls.length;
  expect(await post(link)).toBe(link);
  back();
  expect(gitlab.calls).toHaveLength(asked);
  // What it waits for is bounded; the rest of the time is the server's.
  expect(first).toBeGreaterThan(1_000);
  expect(first).toBeLessThan(6_000);
});

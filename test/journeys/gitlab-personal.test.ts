// What GitLab tells people directly: once, never of their own deeds, only what they may read and want to hear; to-dos and the daily reminder.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { idOf } from '../../build/embedded/rest.ts';
import { visit } from '../server/browser.ts';
import { openChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { deliver, hookPath } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(90_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
const project = 'personal/api';
/** Numbers that no other journey uses. */
const first = Math.floor(Date.now() / 1000) % 1_000_000;
let server: TestServer;
let gitlab: GitLab;
let database: Client;
/** In a channel, and in her talk with the bot. */
let alice: Chat;
let direct: Chat;
let directId: string;

const set = (key: string, value: string) => server.mmctl('config', 'set', `${settings}.${key}`, value);
const mr = (iid: number, title: string) => ({ project, iid: first + iid, title });
const postSchema = z.object({
  posts: z.record(
    z.string(),
    z.looseObject({ message: z.string(), type: z.string(), props: z.looseObject({ attachments: z.unknown().optional() }) }),
  ),
});

async function talkOf(username: string): Promise<string> {
  const bot = idOf(await server.as('admin').get('/api/v4/users/username/ci-bot'));
  return idOf(await server.as(username).post('/api/v4/channels/direct', [server.as(username).id, bot]));
}

/** How often something stands in what was said directly. */
async function times(text: string, channel = directId, username = 'alice'): Promise<number> {
  const { posts } = postSchema.parse(await server.as(username).get(`/api/v4/channels/${channel}/posts?per_page=200`));
  return Object.values(posts).filter((post) => JSON.stringify(post).replaceAll('\u200B', '').includes(text)).length;
}

async function look(): Promise<void> {
  await server.as('alice').post('/api/v4/channels/members/me/view', { channel_id: directId });
}

/** Once it was decided about what concerns that person by a text. */
async function outcome(text: string, username = 'alice'): Promise<string> {
  const found = async (): Promise<string | undefined> => {
    const query = `select outcome from ci_command_center.personal_news where user_id = $1 and news::text like '%' || $2 || '%' and outcome is not null`;
    const { rows } = await database.query<{ outcome: string }>(query, [server.as(username).id, text]);
    return rows[0]?.outcome;
  };
  return pollUntil(`an outcome of ${text}`, found, { limit: 20_000, every: 200 });
}

beforeAll(async () => {
  server = await testServer();
  gitlab = await startGitLab({ hookUrl: server.url + hookPath, token: server.webhookSecret, subpath: '/gitlab', speed: 100 });
  gitlab.person('ada', { name: 'Ada Lovelace', roles: { personal: 'developer' } });
  gitlab.person('bob', { name: 'Bob Babbage', roles: { personal: 'maintainer', hidden: 'maintainer' } });
  gitlab.person('cora', { name: 'Cora Countess', roles: { personal: 'developer' } });
  gitlab.project(project);
  gitlab.project('hidden/api', { visibility: 'private' });
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const application = gitlab.application({ redirectUris, scopes: ['api'] });
  const channel = await openChannel(server, `gitlab-personal-${Date.now()}`, 'alice');
  await openChannel(server, 'builds', 'alice');
  alice = await enterChat(server, 'alice', channel.id);
  directId = await talkOf('alice');
  direct = await enterChat(server, 'alice', directId);
  database = new Client(server.databaseUrl);
  await database.connect();
  // Another story may have written to her before.
  await database.query('delete from ci_command_center.preferences');
  await set('gitlaburl', gitlab.url);
  await set('gitlaboauthclientid', application.id);
  await set('gitlaboauthclientsecret', application.secret);
  const told = (await alice.says('/gitlab connect')).text;
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec(told)?.[1];
  if (link === undefined) throw new Error(`no link in ${told}`);
  const { next } = await visit(server, link, 'alice');
  expect((await visit(server, (await gitlab.authorize(next, 'ada')).href, 'alice')).status).toBe(200);
});

afterAll(async () => {
  await alice.type('/gitlab settings notifications on');
  await alice.type('/gitlab disconnect');
  alice.close();
  direct.close();
  await database.end();
  for (const key of ['gitlaburl', 'gitlaboauthclientid', 'gitlaboauthclientsecret']) await set(key, '');
  await configure(server, usual);
  await gitlab.stop();
});

test('who is asked for a review is told so, and how to switch that off; what happens before she looks is added to it', async () => {
  const ferry = { ...mr(1, 'Add the ferry'), by: 'bob' };
  gitlab.tell.mergeRequest({ ...ferry, action: 'open', reviewers: ['ada'] });
  const asked = await direct.reads(/Bob Babbage asks for your review of personal\/api!\d+: Add the ferry/);
  expect(asked.text).toMatch(/You connected your GitLab account[^]*\/gitlab settings notifications off/);
  expect(asked.buttons.map(({ name }) => name)).toEqual(['Turn off messages like this']);
  gitlab.tell.note({ project, by: 'bob', on: { mergeRequest: ferry.iid }, title: ferry.title, text: 'Mind the <b>gap</b>, @ada and @all' });
  const added = await direct.reads(/mentioned you in[^]*Mind the/);
  expect(added.id).toBe(asked.id);
  await look();
  gitlab.tell.mergeRequest({
    ...ferry,
    action: 'update',
    reviewers: ['ada'],
    assignees: ['ada'],
    changes: { assignees: { previous: [], current: ['ada'] } },
  });
  const assigned = await direct.reads(/Bob Babbage assigned personal\/api!\d+: Add the ferry to you/);
  expect(assigned.id).not.toBe(asked.id);
  expect(assigned.text).not.toContain('You connected');
});

test('her own merge request: comments, approval, closing, opening again and merging by others; her own deeds are not told', async () => {
  await look();
  const pier = { ...mr(2, 'Paint the pier'), author: 'ada' };
  const on = { mergeRequest: pier.iid };
  gitlab.tell.mergeRequest({ ...pier, by: 'ada', action: 'open', assignees: ['ada'], reviewers: ['bob'] });
  gitlab.tell.note({ project, by: 'ada', on, title: pier.title, text: 'Note to myself, @ada' });
  gitlab.tell.note({ project, by: 'bob', on, title: pier.title, text: 'Which colour?' });
  await direct.reads(/Bob Babbage commented on personal\/api!\d+: Paint the pier[^]*Which colour/);
  const seen = [
    ['approved', /Bob Babbage approved personal\/api!\d+: Paint the pier/],
    ['unapproved', /took the approval of personal\/api!\d+: Paint the pier/],
    ['close', /Bob Babbage closed personal\/api!\d+: Paint/],
    ['reopen', /Bob Babbage opened personal\/api!\d+: Paint the pier again/],
    ['merge', /Bob Babbage merged personal\/api!\d+: Paint/],
  ] as const;
  for (const [action, text] of seen) {
    gitlab.tell.mergeRequest({ ...pier, by: 'bob', action, assignees: ['ada'], reviewers: ['bob'] });
    await direct.reads(text);
  }
  expect(await times('Note to myself')).toBe(0);
  expect(await times('Ada Lovelace')).toBe(0);
});

test('issues: assigned, assigned no longer, and those that are confidential only to whoever may read them', async () => {
  await look();
  const issue = { project, iid: first + 3, title: 'Leaky roof' };
  gitlab.tell.issue({ ...issue, by: 'bob', action: 'open', assignees: ['ada'] });
  await direct.reads(/Bob Babbage assigned personal\/api\\?#\d+: Leaky roof to you/);
  gitlab.tell.issue({ ...issue, by: 'bob', action: 'update', assignees: [], changes: { assignees: { previous: ['ada'], current: [] } } });
  await direct.reads(/ended your assignment to personal\/api\\?#\d+: Leaky roof/);
  gitlab.person('guest', { roles: {} });
  gitlab.tell.issue({
    project,
    iid: first + 4,
    title: 'Secret vault',
    by: 'bob',
    action: 'open',
    confidential: true,
    description: 'See @ada',
  });
  await direct.reads(/mentioned you in personal\/api\\?#\d+: Secret vault/);
  gitlab.tell.mergeRequest({
    project: 'hidden/api',
    iid: first + 5,
    title: 'Dark matter',
    by: 'bob',
    action: 'open',
    description: 'Ask @ada',
  });
  expect(await outcome('Dark matter')).toBe('hidden');
  expect(await times('Dark matter')).toBe(0);
});

test('a mention in a commit is told once, however often the commit is pushed', async () => {
  await look();
  const push = { project, by: 'bob', messages: [`Thank @ada for the lamp ${first}`] };
  gitlab.tell.push({ ...push, branch: 'main' });
  await direct.reads(/Bob Babbage mentioned you in commit [^]*for the lamp/);
  gitlab.tell.push({ ...push, branch: 'main' });
  gitlab.tell.push({ ...push, branch: 'main', before: '1'.repeat(40) });
  gitlab.tell.push({ ...push, branch: 'main', messages: [`A marker for @ada ${first}`] });
  await direct.reads(/A marker for/);
  expect(await times(`for the lamp ${first}`)).toBe(1);
});

test('her pipeline that failed is told once, with its failed jobs, the card’s place, and nothing for every job', async () => {
  await look();
  const job = { stage: 'test', seconds: 1, outcomes: ['failed'], reason: 'script_failure' } as const;
  const jobs = [
    { ...job, name: 'unit' },
    { ...job, name: 'lint' },
  ];
  const pipeline = await gitlab.runPipeline({ project, ref: 'main', message: 'Light the lamps', author: 'ada', jobs });
  const told = await direct.reads(new RegExp(`Your pipeline .{0,2}#${pipeline.id} on main of personal/api failed`));
  expect(told.text).toMatch(
    /Failed: \[(unit|lint)\][^]*script failure[^]*Light the lamps[^]*Shown in \[\\?~builds\]\([^)]*\/_redirect\/pl\/[a-z0-9]{26}\)/,
  );
  await gitlab.runPipeline({ project, ref: 'main', message: 'Somebody else’s', author: 'bob', jobs });
  expect(await times(`${pipeline.id} on main of personal`)).toBe(1);
  expect(await times('Somebody else’s')).toBe(0);
});

test('the same delivery ten times at once, also by another way, is one message', async () => {
  await look();
  gitlab.tell.mergeRequest({ ...mr(6, 'Build a bridge'), by: 'bob', action: 'open', reviewers: ['ada'] });
  await direct.reads(/review of personal\/api!\d+: Build a bridge/);
  await gitlab.settled();
  const { body } = gitlab.deliveries.findLast(({ body: text }) => text.includes('Build a bridge')) ?? { body: '' };
  await look();
  const again = Array.from({ length: 10 }, (_, at) =>
    deliver(server, body, {
      'X-Gitlab-Event': 'Merge Request Hook',
      'X-Gitlab-Event-UUID': `made-up-${at}`,
      'Idempotency-Key': `made-up-${first}-${at}`,
    }),
  );
  expect((await Promise.all(again)).map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 202));
  gitlab.tell.mergeRequest({ ...mr(7, 'Another marker'), by: 'bob', action: 'open', reviewers: ['ada'] });
  await direct.reads(/Another marker/);
  expect(await times('Build a bridge')).toBe(1);
});

test('a kind is switched off below a message and by command, and on again; all shows what is on', async () => {
  await look();
  gitlab.tell.mergeRequest({ ...mr(8, 'Dig a tunnel'), by: 'bob', action: 'open', reviewers: ['ada'] });
  const told = await direct.reads(/Dig a tunnel/);
  await direct.press(told, 'Turn off messages like this');
  await direct.reads(/You are not told any more when your review is asked for/);
  gitlab.tell.mergeRequest({ ...mr(9, 'Silent tunnel'), by: 'bob', action: 'open', reviewers: ['ada'] });
  expect(await outcome('Silent tunnel')).toBe('off');
  const shown = await alice.says('/gitlab settings');
  expect(shown.text).toMatch(/Direct messages from GitLab are \*\*on\*\*[^]*✗ \(off\) `review`[^]*✓ `assigned`/);
  await alice.press(shown, 'Turn reviews on');
  await alice.reads(/Settings updated[^]*✓ `review`/);
  expect((await alice.says('/gitlab settings notifications mentioned off')).text).toMatch(/✗ \(off\) `mentioned`/);
  // A comment that mentions her is still one on her merge request.
  gitlab.tell.note({ project, by: 'bob', on: { mergeRequest: first + 2 }, title: 'Paint the pier', text: 'Green, @ada?' });
  await direct.reads(/Bob Babbage commented on[^]*Green/);
  expect((await alice.says('/gitlab settings notifications off')).text).toMatch(/Direct messages from GitLab are \*\*off\*\*/);
  gitlab.tell.mergeRequest({ ...mr(10, 'Silent bridge'), by: 'bob', action: 'open', reviewers: ['ada'] });
  expect(await outcome('Silent bridge')).toBe('off');
  expect((await alice.says('/gitlab settings notifications mentioned on')).text).toMatch(/are \*\*on\*\*/);
  expect((await alice.says('/gitlab settings reminders maybe')).text).toContain('CI_SETTINGS_WORDS');
});

test('who signs in to Mattermost with GitLab is told without connecting, and why', async () => {
  const carol = server.as('carol');
  const talk = await talkOf('carol');
  const cora = gitlab.person('cora');
  await database.query(`update users set authservice = 'gitlab', authdata = $2 where id = $1`, [carol.id, String(cora.id)]);
  await server.mmctl('config', 'set', 'GitLabSettings.UserAPIEndpoint', `${gitlab.url}/api/v4/user`);
  await server.mmctl('config', 'set', 'GitLabSettings.Enable', 'true');
  const chat = await enterChat(server, 'carol', talk);
  try {
    gitlab.tell.mergeRequest({ ...mr(11, 'Count the boats'), by: 'bob', action: 'open', assignees: ['cora'] });
    const told = await chat.reads(/Bob Babbage assigned personal\/api!\d+: Count the boats to you/);
    expect(told.text).toContain('You sign in to Mattermost with GitLab');
    gitlab.tell.mergeRequest({ project: 'hidden/api', iid: first + 12, title: 'Dark boats', by: 'bob', author: 'cora', action: 'close' });
    expect(await outcome('Dark boats', 'carol')).toBe('hidden');
  } finally {
    chat.close();
    await server.mmctl('config', 'set', 'GitLabSettings.Enable', 'false');
    await database.query(`update users set authservice = '', authdata = null where id = $1`, [carol.id]);
  }
});

test('what waits for her is listed privately, with numbers and links, and a to-do is marked as done', async () => {
  const listed = await alice.says('/gitlab todo');
  expect(listed.private).toBe(true);
  expect(listed.text).toMatch(
    /\*\*To-Do List: \d+\*\*[^]*Bob Babbage asks for your review[^]*\]\([^)]*dashboard\/todos\)[^]*\*\*Review requests: \d+\*\*/,
  );
  const todo = gitlab.world.todos.find(({ of, state }) => of.username === 'ada' && state === 'pending');
  await alice.press(listed, 'Mark as done …', `default/${todo?.id}`);
  await alice.reads(/Done/);
  expect(todo?.state).toBe('done');
});

const at = (ts: string) =>
  database.query(`select ci_command_center_queue.add_job('reminders', json_build_object('_cron', json_build_object('ts', $1::text)))`, [
    ts,
  ]);
const patch = (timezone: object) => server.as('alice').put(`/api/v4/users/${alice.id}/patch`, { timezone });

const jobs = async (): Promise<number> => {
  const { rows } = await database.query<{ count: string }>(`
    select count(*) from ci_command_center_queue._private_jobs j join ci_command_center_queue._private_tasks t on t.id = j.task_id
    where t.identifier in ('reminders', 'remind')`);
  return Number(rows[0]?.count);
};

const done = () => pollUntil('the reminders', async () => ((await jobs()) === 0 ? true : undefined), { limit: 20_000, every: 200 });

test('the reminder comes once a workday at nine by her clock, and not when it is switched off', async () => {
  const { rows } = await database.query<{ identifier: string }>('select identifier from ci_command_center_queue._private_known_crontabs');
  expect(rows.map(({ identifier }) => identifier)).toEqual(expect.arrayContaining(['reminders', 'personal-tidy']));
  await patch({ useAutomaticTimezone: 'false', manualTimezone: 'America/New_York', automaticTimezone: '' });
  // On a workday the real clock may have had her reminded.
  const before = await times('Waiting for you in GitLab');
  // Sunday at nine, Monday at nine in London, Monday at eight in New York.
  for (const ts of ['2031-11-23T14:00:00Z', '2031-11-24T09:00:00Z', '2031-11-24T13:59:00Z']) await at(ts);
  await done();
  expect(await times('Waiting for you in GitLab')).toBe(before);
  await at('2031-11-24T14:00:00Z');
  const told = await direct.reads(/Waiting for you in GitLab: To-Do List: \d+/);
  expect(told.text).toMatch(/\/gitlab todo/);
  await at('2031-11-24T14:15:00Z');
  await done();
  expect(await times('Waiting for you in GitLab')).toBe(before + 1);
  await direct.press(told, 'Turn off reminders');
  await direct.reads(/daily reminder[^]*\*\*off\*\*/);
  await at('2031-11-25T14:00:00Z');
  await done();
  expect(await times('Waiting for you in GitLab')).toBe(before + 1);
  await direct.type('/gitlab settings reminders on');
  await patch({ useAutomaticTimezone: 'true', manualTimezone: '', automaticTimezone: '' });
});

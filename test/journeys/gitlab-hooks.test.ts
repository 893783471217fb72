// Webhooks from chat: on one project, on a group, on all of them and on new ones.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { visit } from '../server/browser.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(120_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
let server: TestServer;
let gitlab: GitLab;
let channel: TestChannel;
let admin: Chat;
let alice: Chat;

const set = (key: string, value: string) => server.mmctl('config', 'set', `${settings}.${key}`, value);
const ours = () => `${server.url}/plugins/ci-command-center/webhooks/gitlab`;
const hooksOf = (path: string) => gitlab.world.hooks.filter(({ of }) => of.path === path);

beforeAll(async () => {
  server = await testServer();
  gitlab = await startGitLab({ subpath: '/gitlab', speed: 50 });
  gitlab.person('ada', { name: 'Ada Lovelace', roles: { hookcity: 'owner' } });
  gitlab.person('robot', { isAdmin: true });
  gitlab.project('hookcity/api');
  gitlab.project('hookcity/web');
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const application = gitlab.application({ redirectUris, scopes: ['api'] });
  channel = await openChannel(server, `gitlab-hooks-${Date.now()}`, 'alice');
  await server.as('admin').post(`/api/v4/channels/${channel.id}/members`, { user_id: server.as('admin').id });
  alice = await enterChat(server, 'alice', channel.id);
  admin = await enterChat(server, 'admin', channel.id);
  await set('gitlaburl', gitlab.url);
  await set('gitlaboauthclientid', application.id);
  await set('gitlaboauthclientsecret', application.secret);
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec(await say(alice, '/gitlab connect'))?.[1] ?? '';
  const { next } = await visit(server, link, 'alice');
  expect((await visit(server, (await gitlab.authorize(next, 'ada')).href, 'alice')).status).toBe(200);
});

afterAll(async () => {
  alice.close();
  admin.close();
  for (const key of ['gitlaburl', 'gitlaboauthclientid', 'gitlaboauthclientsecret', 'gitlabtoken']) await set(key, '');
  await gitlab.stop();
});

async function say(who: Chat, command: string): Promise<string> {
  return (await who.says(command, /^(?!Working on it|Webhooks: )./s)).text;
}

test('a webhook is made, tested by GitLab, and not doubled; what then happens is shown', async () => {
  expect(await say(alice, '/gitlab webhook list hookcity/api')).toContain('has no webhooks');
  expect(await say(alice, '/gitlab webhook add hookcity/api')).toMatch(/created.*all events.*arrived/s);
  expect(await say(alice, `/gitlab webhook add ${gitlab.url}/hookcity/api PipelineEvents,SSLverification`)).toMatch(
    /updated.*PipelineEvents/s,
  );
  expect(hooksOf('hookcity/api')).toMatchObject([{ hookUrl: ours(), token: server.webhookSecret }]);
  await say(alice, '/ci subscribe gitlab hookcity/api');
  const job = { name: 'unit', stage: 'test', seconds: 1, outcomes: ['success'] as const };
  await gitlab.runPipeline({ ref: 'main', message: 'Hook it', author: 'ada', project: 'hookcity/api', jobs: [job] });
  await pollUntil('its card', async () => (await channel.cards()).find(({ message }) => message.includes('hookcity/api')), {
    limit: 40_000,
    every: 100,
  });
});

test('what GitLab refuses, and a test that does not arrive, are told with what to do; a typed token stays unsaid', async () => {
  gitlab.world.policies.blocksLocal = true;
  await alice.type('/gitlab webhook add hookcity/web');
  expect((await alice.reads(/CI_GITLAB_HOOK_BLOCKED/)).text).toContain('Outbound requests');
  gitlab.world.policies.blocksLocal = false;
  await alice.type(`/gitlab webhook add hookcity/web * ${ours()} made-up-wrong-token`);
  const { text: told } = await alice.reads(/did not arrive.*another one/s);
  expect(told).not.toContain('made-up-wrong-token');
  expect(await readFile(server.logFile, 'utf8')).not.toContain('made-up-wrong-token');
});

test('a webhook of the earlier plugin comes here by a button', async () => {
  const earlier = 'https://chat.example/plugins/com.github.manland.mattermost-plugin-gitlab/webhook';
  gitlab.project('hookcity/old');
  await say(alice, `/gitlab webhook add hookcity/old MergeRequestsEvents ${earlier} made-up-old-token`);
  await alice.type('/gitlab webhook list hookcity/old');
  const list = await alice.reads(/earlier GitLab plugin/);
  await alice.press(list, `Change #${hooksOf('hookcity/old')[0]?.id} to here`);
  await alice.reads(/updated.*arrived/s);
  expect(hooksOf('hookcity/old')).toMatchObject([
    { hookUrl: ours(), token: server.webhookSecret, events: { merge_requests_events: true } },
  ]);
});

test('administrators have it made on all projects, and new ones get it by themselves', async () => {
  expect(await say(alice, '/gitlab hooks sync')).toContain('CI_NOT_ADMINISTRATOR');
  expect(await say(admin, '/gitlab hooks sync')).toMatch(/CI_GITLAB_NO_TOKEN/);
  await set('gitlabtoken', gitlab.accessToken('robot'));
  for (let number = 0; number < 40; number += 1) gitlab.project(`village/p${number}`);
  expect(await say(admin, '/gitlab hooks sync')).toMatch(/43 projects:.*40 got our webhook, 3 had it, 0 failed.*system hook/s);
  expect(hooksOf('hookcity/web')).toMatchObject([{ token: server.webhookSecret }]);
  gitlab.project('village/new');
  await pollUntil('its webhook', async () => hooksOf('village/new')[0], { limit: 40_000, every: 200 });
  expect(await say(admin, '/gitlab hooks sync --stop')).toContain('Those that are there stay');
});

test('the steps of the setup: one webhook by a form, and an announcement', async () => {
  await admin.type('/gitlab setup');
  const steps = await admin.reads(/three steps/);
  expect(steps.buttons.map(({ name }) => name)).toEqual(['OAuth application …', 'Webhook …', 'Announcement …']);
  await admin.press(steps, 'Announcement …');
  const dialog = await admin.dialog();
  await admin.submit(dialog, { message: 'GitLab is here: `/gitlab connect` @channel' });
  expect((await alice.reads(/GitLab is here/)).text).toContain('`/gitlab connect`');
});

// From GitLab's and Jenkins' earlier plugins to this one: what they left in Mattermost's own tables and settings is shown, imported once, and
// their webhooks are changed to come here.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { pollUntil } from '../../build/embedded/poll.ts';
import { visit } from '../server/browser.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { query } from '../server/leaks.ts';
import { keepFor } from '../server/other-plugin.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(120_000);

const earlier = 'com.github.manland.mattermost-plugin-gitlab';
const settings = 'PluginSettings.Plugins.ci-command-center';
const begun = Date.now();
let server: TestServer;
let gitlab: GitLab;
let builds: TestChannel;
let town: TestChannel;
let archived: TestChannel;
let admin: Chat;
let alice: Chat;
let bob: Chat;

const set = (key: string, value: string) => server.mmctl('config', 'set', `${settings}.${key}`, value);
const hooksOf = (path: string) => gitlab.world.hooks.filter(({ of }) => of.path === path);
const oldHook = () => `${server.url}/plugins/${earlier}/webhook`;

const keep = (key: string, value: object) => keepFor(server, earlier, key, value);

/** As the System Console saves settings: the whole configuration, in which what is secret is masked. */
async function saveSettings(change: (plugins: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  const whole = z.looseObject({ PluginSettings: z.looseObject({ Plugins: z.record(z.string(), z.unknown()) }) });
  const config = whole.parse(await server.as('admin').get('/api/v4/config'));
  const { PluginSettings: plugins } = config;
  await server.as('admin').put('/api/v4/config', { ...config, PluginSettings: { ...plugins, Plugins: change(plugins.Plugins) } });
}

async function addOldHook(path: string): Promise<void> {
  const answer = await fetch(`${gitlab.url}/api/v4/projects/${encodeURIComponent(path)}/hooks`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'PRIVATE-TOKEN': gitlab.accessToken('ada') },
    body: JSON.stringify({ url: oldHook(), token: 'made-up-old-secret', pipeline_events: true, enable_ssl_verification: false }),
  });
  expect(answer.status).toBe(201);
}

async function say(who: Chat, command: string): Promise<string> {
  return (await who.says(command)).text;
}

beforeAll(async () => {
  server = await testServer();
  gitlab = await startGitLab({ subpath: '/gitlab', speed: 50 });
  gitlab.person('ada', { name: 'Ada Lovelace', roles: { oldtown: 'owner' } });
  gitlab.project('oldtown/api', { visibility: 'private' });
  gitlab.project('oldtown/web', { visibility: 'private' });
  await Promise.all(['oldtown/api', 'oldtown/web'].map(addOldHook));
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const application = gitlab.application({ redirectUris, scopes: ['api'] });
  builds = await openChannel(server, `moving-builds-${begun}`, 'alice');
  town = await openChannel(server, `moving-town-${begun}`, 'bob');
  archived = await openChannel(server, `moving-old-${begun}`, 'alice');
  await server.as('admin').post(`/api/v4/channels/${builds.id}/members`, { user_id: server.as('admin').id });
  await server.as('admin').delete(`/api/v4/channels/${archived.id}`);
  admin = await enterChat(server, 'admin', builds.id);
  alice = await enterChat(server, 'alice', builds.id);
  bob = await enterChat(server, 'bob', town.id);
  const one = (channel: TestChannel, who: string, Features: string, Repository: string) => ({
    ChannelID: channel.id,
    CreatorID: server.as(who).id,
    Features,
    Repository,
  });
  await keep('subscriptions', {
    Repositories: {
      'oldtown/api': [one(builds, 'alice', 'pipeline,merges', 'oldtown/api'), one(archived, 'alice', 'pushes', 'oldtown/api')],
      'oldtown/': [one(town, 'bob', 'pipeline', 'oldtown/')],
    },
  });
  const instance = { gitlaburl: gitlab.url, gitlaboauthclientid: application.id, gitlaboauthclientsecret: application.secret };
  await saveSettings((plugins) => ({
    ...plugins,
    [earlier]: { ...instance, encryptionkey: 'made-up-key-of-the-earlier-plugin', enableprivaterepo: true },
    jenkins: { jenkinsurl: 'https://jenkins.oldtown.example/' },
  }));
});

afterAll(async () => {
  for (const who of [alice, bob]) await say(who, '/ci unsubscribe 1');
  for (const who of [admin, alice, bob]) who.close();
  await query(server, 'delete from pluginkeyvaluestore where pluginid = $1', [earlier]);
  await saveSettings(({ [earlier]: _one, jenkins: _other, ...rest }) => rest);
  for (const key of ['gitlaburl', 'gitlaboauthclientid', 'gitlaboauthclientsecret', 'jenkinsurl']) await set(key, '');
  await gitlab.stop();
});

test('what would come along is shown to administrators first; the doctor tells that there is something', async () => {
  expect(await say(alice, '/ci setup import')).toContain('CI_ADMINISTRATOR');
  expect(await say(admin, '/ci doctor')).toMatch(/mattermost-plugin-gitlab\) left 1 address and 2 subscriptions.*\/ci setup import/);
  await admin.type('/ci setup import');
  const preview = await admin.reads(/other plugin for GitLab/);
  expect(preview.text).toContain('Would import 2 subscriptions in 2 channels');
  expect(preview.text).toContain(`~moving-builds-${begun}: \`oldtown/api\``);
  expect(preview.text).toContain('1 subscription stays behind, of 1 channel that is archived');
  expect(preview.text).toMatch(/Jenkins.*jenkins\.oldtown\.example.*would be set up here/s);
  expect(preview.text).not.toMatch(/made-up|secret/);
  expect(preview.buttons.map(({ name }) => name)).toEqual(['Set up its GitLab', 'Set up its Jenkins']);
});

test('its GitLab is set up here, then its subscriptions are imported, once', async () => {
  await admin.type('/ci setup import');
  await admin.press(await admin.reads(/would be set up here/), 'Set up its GitLab');
  const done = await admin.reads(/Set up for GitLab/);
  expect(done.text).toContain(`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`);
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec(await say(alice, '/gitlab connect'))?.[1] ?? '';
  const { next } = await visit(server, link, 'alice');
  expect((await visit(server, (await gitlab.authorize(next, 'ada')).href, 'alice')).status).toBe(200);

  await admin.type('/ci setup import');
  await admin.press(await admin.reads(/Would import/), 'Import 2 subscriptions');
  expect((await admin.reads(/were imported/)).text).toMatch(
    /2 subscriptions .* were imported.*1 of them rests on people who have linked no GitLab/s,
  );
  await admin.type('/ci setup import');
  const after = await admin.reads(/2 subscriptions are here already/);
  expect(after.buttons.map(({ name }) => name)).toEqual(['Webhooks …', 'Set up its Jenkins']);
  expect(await say(alice, '/ci subscriptions')).toMatch(/oldtown\/api/);
  expect(await say(alice, '/ci audit')).not.toContain('setup.import');
  expect(await say(admin, '/ci audit --since 1h --action ci.setup.import')).toContain('ci.setup.import');
});

test('a channel whose subscription rests on somebody without an account learns whose is wanted', async () => {
  const told = await pollUntil('the channel is told', async () => (await town.posts()).find(({ message }) => message.includes('oldtown')), {
    limit: 60_000,
    every: 300,
  });
  expect(told.message).toMatch(/gitlab connect/);
});

test('webhooks are listed, changed to come here, and what then happens is a card', async () => {
  await alice.type('/gitlab webhook list oldtown/api');
  await alice.reads(/earlier GitLab plugin/);
  await set('gitlabtoken', gitlab.accessToken('ada'));
  await admin.type('/ci setup import');
  await admin.press(await admin.reads(/are here already/), 'Webhooks …');
  const list = await admin.reads(/2 webhooks send to the other plugin/);
  await admin.press(list, 'Change all 2 to here');
  await admin.reads(/2 webhooks come here now, and a test arrived/);
  const here = { hookUrl: `${server.url}/plugins/ci-command-center/webhooks/gitlab`, token: server.webhookSecret };
  expect(hooksOf('oldtown/api')).toMatchObject([{ ...here, events: { pipeline_events: true, merge_requests_events: false } }]);
  expect(hooksOf('oldtown/web')).toMatchObject([here]);
  const job = { name: 'unit', stage: 'test', seconds: 1, outcomes: ['success'] as const };
  await gitlab.runPipeline({ ref: 'main', message: 'Move over', author: 'ada', project: 'oldtown/api', jobs: [job] });
  for (const channel of [builds, town])
    await pollUntil('its card', async () => (await channel.cards()).find(({ message }) => message.includes('oldtown/api')), {
      limit: 40_000,
      every: 100,
    });
  await set('gitlabtoken', '');
});

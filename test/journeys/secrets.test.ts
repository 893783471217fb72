// A day with many secrets: of settings, of people, in addresses and in logs of jobs. None of them is seen anywhere afterwards.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { visit } from '../server/browser.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { deliver } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { kept, leaksOf } from '../server/leaks.ts';
import { makeAuthority } from '../stand-ins/certificates.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';
import { developer, startJenkins, type Jenkins } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(90_000);

const plugin = '/plugins/ci-command-center';
const authority = makeAuthority('Made-up CA of the safe');
/** Everything that must never be seen, by what it is. */
const secrets = new Map<string, string>();
let server: TestServer;
let gitlab: GitLab;
let jenkins: Jenkins;
let channel: TestChannel;
let carol: Chat;

/** Sixteen random digits make it one that no other test writes anywhere. */
function secret(name: string): string {
  const made = `made-up-${name.replaceAll(' ', '-')}-${crypto.randomUUID().replaceAll('-', '')}`;
  secrets.set(name, made);
  return made;
}

const settings = { metricstoken: 'metrics token', sonarqubetoken: 'SonarQube token', artifactorytoken: 'Artifactory token' } as const;
const set = (key: string, value: string) => server.mmctl('config', 'set', `PluginSettings.Plugins.ci-command-center.${key}`, value);

beforeAll(async () => {
  server = await testServer();
  secrets.set('webhook secret of the settings', server.webhookSecret);
  secrets.set(
    'encryption key',
    (await server.mmctl('config', 'get', 'PluginSettings.Plugins.ci-command-center.encryptionkey')).replaceAll(/["\s]/g, ''),
  );
  const webhookSecret = secret('webhook secret of the safe');
  const hookUrl = `${server.url}${plugin}/webhooks/gitlab/safe`;
  gitlab = await startGitLab({ tls: authority.issue(['127.0.0.1']), speed: 200, hookUrl, token: webhookSecret });
  jenkins = await startJenkins({ context: '/ci' });
  for (const [key, name] of Object.entries(settings)) await set(key, secret(name));
  await set('jenkinsurl', jenkins.url);
  gitlab.project('safe/api');
  gitlab.person('ada', { roles: { safe: 'maintainer' } });
  const token = gitlab.accessToken('robot');
  gitlab.person('robot', { roles: { safe: 'maintainer' } });
  secrets.set('service token', token);
  const redirectUris = [`${server.url}${plugin}/oauth/gitlab/complete`];
  const application = gitlab.application({ redirectUris, scopes: ['api'] });
  secrets.set('secret of the application', application.secret);
  const oauth = { clientId: application.id, clientSecret: application.secret };
  const connection = { name: 'safe', provider: 'gitlab', url: gitlab.url, webhookSecret, token, ca: authority.certificate, oauth };
  await configure(server, `${usual}connections:\n  - ${JSON.stringify(connection)}\n`);
  channel = await openChannel(server, `secrets-${Date.now()}`, 'carol');
  carol = await enterChat(server, 'carol', channel.id);
});

afterAll(async () => {
  for (const command of ['/gitlab disconnect --connection safe', '/jenkins disconnect']) {
    await carol.type(command);
    await carol.reads(/You are disconnected/);
  }
  carol.close();
  for (const key of [...Object.keys(settings), 'jenkinsurl']) await set(key, '');
  await configure(server, usual);
  await Promise.all([gitlab.stop(), jenkins.stop()]);
});

async function say(command: string, like?: RegExp): Promise<string> {
  return (await carol.says(command, like)).text;
}

test('people connect, and what is granted to them is used', async () => {
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec(await say('/gitlab connect safe'))?.[1] ?? '';
  const { next } = await visit(server, link, 'carol');
  const back = await gitlab.authorize(next, 'ada');
  for (const name of ['state', 'code']) secrets.set(`${name} of the sign-in`, back.searchParams.get(name) ?? '');
  // So little that the first command renews it.
  gitlab.world.grants.expiresIn = 60;
  expect((await visit(server, back.href, 'carol')).status).toBe(200);
  gitlab.world.grants.expiresIn = 7200;
  const apiToken = jenkins.person('ada', { permissions: developer });
  secrets.set('API token', apiToken);
  await carol.type('/jenkins connect');
  const dialog = await carol.dialog();
  const [name, token] = dialog.dialog.elements;
  expect(await carol.submit(dialog, { [name?.name ?? '']: 'ada', [token?.name ?? '']: secret('wrong API token') })).toHaveProperty(
    'errors',
  );
  expect(await carol.submit(dialog, { [name?.name ?? '']: 'ada', [token?.name ?? '']: apiToken })).not.toHaveProperty('errors');
  await carol.reads(/connected to Jenkins/);
  expect(await say('/gitlab pipelines list safe/api')).toContain('safe/api');
  expect(await say('/gitlab mr safe/api')).toContain('no open merge requests');
});

test('secrets are typed, sent in addresses, given to builds, and written into logs', async () => {
  const typed = secret('typed token');
  const command = `/gitlab webhook add safe/api * ${server.url}${plugin}/webhooks/gitlab/safe ${typed}`;
  await server.as('carol').post(`${plugin}/api/v1/commands`, { command, channel_id: channel.id });
  expect((await carol.reads(/did not arrive|arrived/)).text).not.toContain(typed);
  // Its deliveries would be refused, and tried again for a while.
  gitlab.world.hooks.splice(0);
  const path = `${plugin}/webhooks/gitlab/safe`;
  const refused = [
    deliver(server, '{}', { 'X-Gitlab-Token': secret('wrong token') }, path),
    deliver(server, '{}', { 'X-Gitlab-Token': '' }, `${path}?secret=${secret('wrong token in the address')}`),
    // As Basic: a Bearer that is no session is written by Mattermost itself into its log, at level DEBUG.
    deliver(server, '{}', { 'X-Gitlab-Token': '', Authorization: `Basic ${btoa(`any:${secret('wrong password')}`)}` }, path),
  ];
  expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([401, 401, 401]);
  const news = JSON.stringify({ event_name: 'user_create' });
  const address = `${path}?secret=${secrets.get('webhook secret of the safe')}`;
  expect((await deliver(server, news, { 'X-Gitlab-Token': '' }, address)).status).toBe(200);

  jenkins.job('safe/deploy', { parameters: [{ name: 'KEY', kind: 'password' }], script: { stages: [{ name: 'ship', log: ['shipped'] }] } });
  await carol.type('/jenkins build safe/deploy');
  await carol.submit(await carol.dialog(), { KEY: secret('password of a build') });
  await jenkins.until(() => jenkins.build('safe/deploy')?.result !== undefined);

  const log = ['$ env', `Using ${secrets.get('service token')}`, `KEY=${secrets.get('secret of the application')}`, 'ERROR: it broke'];
  const job = { stage: 'test', name: 'unit', seconds: 1, outcomes: ['failed'], reason: 'script_failure', log } as const;
  await say('/ci subscribe gitlab safe/api');
  const { jobs } = await gitlab.runPipeline({ project: 'safe/api', ref: 'main', message: 'Ship', author: 'ada', jobs: [job] });
  const told = async () => (await channel.posts()).find(({ root_id, message }) => root_id !== '' && message.includes('unit'));
  const reply = await pollUntil('the log in the thread', async () => told(), { limit: 40_000, every: 100 });
  expect(JSON.stringify(reply)).toContain('it broke');
  expect(await say(`/gitlab job log ${jobs[0]?.id} safe/api`, /Log of/)).toContain('it broke');
});

test('no secret is in the log, the audit file, the posts, or anywhere in the database', async () => {
  for (const { kind, value } of gitlab.world.people.tokens) if (kind === 'oauth') secrets.set(`OAuth token ${secrets.size}`, value);
  expect(secrets.size).toBeGreaterThan(18);
  for (const value of secrets.values()) expect(value.length).toBeGreaterThan(19);
  const texts = await kept(server);
  // Where they would be found.
  expect(texts['log']).toContain('An account was linked');
  expect(texts['audit']).toContain('/gitlab mr safe/api');
  expect(texts['table public.posts']).toContain('it broke');
  expect(Object.keys(texts)).toEqual(expect.arrayContaining([expect.stringMatching(/ci_command_center\.accounts/)]));
  expect(leaksOf(secrets, texts)).toEqual([]);
});

test('nor in what administrators are shown: the settings as the support packet has them, the doctor, the status, the metrics', async () => {
  const admin = server.as('admin');
  // `sanitized_config.json` of the support packet, which wants a licence, is made by the same `Config.Sanitize`
  // (getSanitizedConfig in server/channels/app/platform/config.go).
  const config = await admin.get('/api/v4/config');
  expect(config).toMatchObject({
    PluginSettings: { Plugins: { 'ci-command-center': { configuration: '*'.repeat(32), encryptionkey: '*'.repeat(32) } } },
  });
  const token = secrets.get('metrics token') ?? '';
  const metrics = await fetch(`${server.url}${plugin}/metrics`, { headers: { Authorization: `Metrics ${token}` } });
  expect(metrics.status).toBe(200);
  const room = await enterChat(server, 'admin', (await openChannel(server, `secrets-doctor-${Date.now()}`, 'admin')).id);
  await room.type('/ci doctor');
  const { text: doctor } = await room.reads(/safe/);
  room.close();
  const [status, whoami] = await Promise.all([admin.get(`${plugin}/api/v1/status`), say('/ci whoami')]);
  const texts = { config: JSON.stringify(config), metrics: await metrics.text(), doctor, status: JSON.stringify(status), whoami };
  expect(leaksOf(secrets, texts)).toEqual([]);
});

test('its editor is given the text, and nobody else but system administrators', async () => {
  const address = `${plugin}/api/v1/configuration`;
  expect(JSON.stringify(await server.as('admin').get(address))).toContain(secrets.get('service token'));
  await expect(server.as('carol').get(address)).rejects.toThrow('CI_API_ADMINISTRATOR');
  // As the System Console saves the page: what is masked stays as it is.
  const config = await server.as('admin').get('/api/v4/config');
  await server.as('admin').put('/api/v4/config', config);
  expect(JSON.stringify(await server.as('admin').get(address))).toContain(secrets.get('service token'));
});

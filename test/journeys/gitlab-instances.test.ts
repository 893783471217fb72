// Two GitLabs at once, set up from chat: each with its own application, secret, authority and people.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { visit } from '../server/browser.ts';
import { openChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { makeAuthority } from '../stand-ins/certificates.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(120_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
const yaml = '# Made by hand\nnotify: { pipelines: live } # keep\n';
const authority = makeAuthority('Made-up CA of the lab');
let server: TestServer;
let first: GitLab;
let lab: GitLab;
let admin: Chat;
let alice: Chat;

const set = (key: string, value: string) => server.mmctl('config', 'set', `${settings}.${key}`, value);
const configuration = () => server.mmctl('config', 'get', `${settings}.configuration`);
const redirect = () => `${server.url}/plugins/ci-command-center/oauth/gitlab/complete`;

beforeAll(async () => {
  server = await testServer();
  first = await startGitLab({ subpath: '/gitlab', speed: 50 });
  lab = await startGitLab({ tls: authority.issue(['127.0.0.1']), speed: 50 });
  first.person('ada', { name: 'Ada Lovelace', roles: { city: 'maintainer' } });
  lab.person('countess', { name: 'Ada of the Lab', roles: { science: 'maintainer' } });
  first.project('city/api');
  lab.project('science/engine');
  const channel = await openChannel(server, `gitlab-instances-${Date.now()}`, 'alice');
  await server.as('admin').post(`/api/v4/channels/${channel.id}/members`, { user_id: server.as('admin').id });
  alice = await enterChat(server, 'alice', channel.id);
  admin = await enterChat(server, 'admin', channel.id);
  await configure(server, yaml);
});

afterAll(async () => {
  alice.close();
  admin.close();
  for (const key of ['gitlaburl', 'gitlaboauthclientid', 'gitlaboauthclientsecret', 'customca']) await set(key, '');
  await configure(server, usual);
  await Promise.all([first.stop(), lab.stop()]);
});

async function say(who: Chat, command: string): Promise<string> {
  return (await who.says(command)).text;
}

/** Answers what is said when the form was sent. */
async function install(command: string, fields: Readonly<Record<string, string>>): Promise<string> {
  await admin.type(command);
  const dialog = await admin.dialog();
  expect(dialog.dialog.introduction_text).toContain(redirect());
  expect(await admin.submit(dialog, { id: '', secret: '', ca: '', ...fields })).toEqual({});
  return (await admin.reads(/was added|was changed/)).text;
}

async function connect(gitlab: GitLab, person: string, more = ''): Promise<void> {
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec(await say(alice, `/gitlab connect${more}`))?.[1] ?? '';
  const { next } = await visit(server, link, 'alice');
  const back = await gitlab.authorize(next, person);
  expect((await visit(server, back.href, 'alice')).status).toBe(200);
}

test('only administrators set GitLab up; the first one by a form that shows the redirect address', async () => {
  expect(await say(alice, '/gitlab instance list')).toContain('No GitLab is set up yet');
  expect(await say(alice, '/gitlab setup oauth')).toContain('CI_NOT_ADMINISTRATOR');
  const { id, secret } = first.application({ redirectUris: [redirect()], scopes: ['api'] });
  const told = await install('/gitlab setup oauth', { name: 'default', url: `${first.url}/`, id, secret });
  expect(told).toContain('GitLab answers there');
  expect(told).not.toContain(secret);
});

test('a second one with an authority of its own: untrusted until its certificate is given, which the words say', async () => {
  const { id, secret } = lab.application({ redirectUris: [redirect()], scopes: ['api'] });
  expect(await install('/gitlab instance install lab', { name: 'lab', url: lab.url, id, secret })).toMatch(
    /not trusted.*Made-up CA of the lab.*CustomCA/s,
  );
  const told = await install('/gitlab instance install lab', { name: 'lab', url: lab.url, id, secret, ca: authority.certificate });
  expect(told).toContain('its certificate is trusted');
  expect(await configuration()).toMatch(/# Made by hand.*# keep.*name: lab/s);
  const list = await say(alice, '/gitlab instance list');
  expect(list).toContain('default, meant where none is named');
  expect(list).toContain(lab.url);
  expect(list).not.toContain('OAuth');
});

test('a person has an account in each, and what is asked goes to the one that is meant', async () => {
  await connect(first, 'ada');
  await connect(lab, 'countess', ' lab');
  expect(await say(alice, `/gitlab pipelines list ${lab.url}/science/engine`)).toContain('science/engine');
  expect(await say(alice, '/gitlab pipelines list science/engine --connection lab')).toContain('science/engine');
  expect(await say(alice, '/gitlab pipelines list science/engine')).toContain('CI_GITLAB_NO_PROJECT');
  expect(await say(alice, '/gitlab pipelines list city/api')).toContain('city/api');
});

test('each has a webhook of its own, which only its own secret proves', async () => {
  expect(await say(alice, `/gitlab webhook add ${lab.url}/science/engine`)).toMatch(/created.*webhooks\/gitlab\/lab.*arrived/s);
  expect(await say(alice, '/gitlab webhook add city/api')).toMatch(/created.*webhooks\/gitlab`.*arrived/s);
  const [ours] = lab.world.hooks;
  const deliver = async (name: string, token: string): Promise<number> => {
    const address = `${server.url}/plugins/ci-command-center/webhooks/gitlab${name}`;
    const body = JSON.stringify({ event_name: 'user_create' });
    return (await fetch(address, { method: 'POST', headers: { 'X-Gitlab-Token': token, 'Content-Type': 'application/json' }, body }))
      .status;
  };
  expect(ours?.token).toMatch(/^[0-9a-f]{48}$/);
  expect([await deliver('/lab', ours?.token ?? ''), await deliver('', server.webhookSecret)]).toEqual([200, 200]);
  expect([await deliver('', ours?.token ?? ''), await deliver('/lab', server.webhookSecret)]).toEqual([401, 401]);
});

test('the default is another one when an administrator says so', async () => {
  expect(await say(admin, '/gitlab instance set-default lab')).toContain('**lab** is the default');
  expect(await say(admin, '/gitlab instance list')).toContain('lab, meant where none is named');
  expect(await say(alice, '/gitlab pipelines list science/engine')).toContain('science/engine');
  expect(await say(admin, '/gitlab instance set-default defalt')).toContain('Did you mean default?');
  await say(admin, '/gitlab instance set-default default');
});

test('one is taken away after a question that says what becomes of its accounts', async () => {
  expect(await say(alice, '/gitlab instance uninstall lab')).toContain('CI_NOT_ADMINISTRATOR');
  await admin.type('/gitlab instance uninstall lab');
  const asked = await admin.reads(/1 connected account/);
  await admin.press(asked, 'Uninstall lab');
  await admin.submit(await admin.dialog());
  await admin.reads(/was uninstalled/);
  expect(await say(admin, '/gitlab instance list')).not.toContain(lab.url);
  expect(await configuration()).toContain(JSON.stringify(yaml));
});

test('an authority of the settings is trusted for all of them', async () => {
  await server.mmctl('config', 'set', '--', `${settings}.customca`, authority.certificate);
  expect(await install('/gitlab instance install trusted', { name: 'trusted', url: lab.url })).toContain('its certificate is trusted');
});

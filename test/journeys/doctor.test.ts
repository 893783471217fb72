// The doctor names what is wrong with broken set-ups, each with what to do: many at once, as each is a connection of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { enablePlugin } from '../../build/embedded/plugin.ts';
import { openChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { hookPath } from '../server/deliver.ts';
import { openGitLabDesk, type GitLabDesk } from '../server/gitlab-desk.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { packRival } from '../server/rival.ts';
import { makeAuthority } from '../stand-ins/certificates.ts';
import { startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';
import { startJenkins, type Jenkins } from '../stand-ins/jenkins/index.ts';

jest.setTimeout(120_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
const authority = makeAuthority('Made-up CA of the clinic');
const begun = Date.now();
const secret = 'made-up-secret-of-the-clinic';
const servers: Server[] = [];
const gitlabs: GitLab[] = [];
let server: TestServer;
let desk: GitLabDesk;
let jenkins: Jenkins;
let admin: Chat;
let report: string;

async function serve(answer: RequestListener): Promise<string> {
  const made = createServer(answer);
  servers.push(made);
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${portOf(made.address())}`;
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function labWith(tls: ReturnType<typeof authority.issue>): Promise<GitLab> {
  const made = await startGitLab({ tls });
  gitlabs.push(made);
  return made;
}

const set = (key: string, value: string) => server.mmctl('config', 'set', '--', `${settings}.${key}`, value);

async function examine(): Promise<string> {
  await admin.type('/ci doctor');
  return (await admin.reads(/\*\*Deliveries\*\*|CI_STORAGE/)).text;
}

/** The lines of one connection, or of everything that is none. */
function about(name: string): string {
  const blocks = report.split(/\n(?=- )/);
  return blocks.find((block) => block.includes(`\`${name}\``)) ?? '';
}

/** A connection of the YAML. */
function connection(name: string, provider: string, url: string, more: Readonly<Record<string, unknown>> = {}): object {
  return { name, provider, url, webhookSecret: secret, ...more };
}

beforeAll(async () => {
  server = await testServer();
  desk = await openGitLabDesk(server, `doctor-${begun}`, { people: { admin: { clinic: 'maintainer' } } });
  const { gitlab } = desk;
  const person = desk.people['admin'];
  if (person === undefined) throw new Error('the administrator sits there');
  admin = person;
  jenkins = await startJenkins({ context: '/jenkins' });
  const nurse = jenkins.person('nurse');
  await set('gitlabtoken', gitlab.accessToken('admin'));
  const revoked = gitlab.accessToken('gone');
  gitlab.revoke('gone');
  const [tls, old, other] = [
    await labWith(authority.issue(['127.0.0.1'])),
    await labWith(authority.issue(['127.0.0.1'], -1)),
    await labWith(authority.issue(['gitlab.example'])),
  ];
  const ca = authority.certificate;
  const closed = await serve(() => undefined);
  servers.pop()?.close();
  const portal = await serve(
    (_request, response) => void response.setHeader('Content-Type', 'text/html').end('<title>Sign in to Portal</title>'),
  );
  const late = await serve((_request, response) => {
    const date = new Date(Date.now() - 600_000).toUTCString();
    response.writeHead(401, { 'Content-Type': 'application/json', Date: date }).end('{"message":"401 Unauthorized"}');
  });
  const root = gitlab.url.replace(/\/gitlab$/, '');
  const connections = [
    connection('nowhere', 'gitlab', 'https://gitlab.invalid'),
    connection('closed', 'gitlab', closed),
    connection('untrusted', 'gitlab', tls.url),
    connection('trusted', 'gitlab', tls.url, { ca }),
    connection('expired', 'gitlab', old.url, { ca }),
    connection('misnamed', 'gitlab', other.url, { ca }),
    connection('not-https', 'gitlab', gitlab.url.replace('http:', 'https:')),
    connection('not-http', 'gitlab', tls.url.replace('https:', 'http:')),
    connection('no-subpath', 'gitlab', root),
    connection('portal', 'gitlab', portal),
    connection('mistaken', 'gitlab', jenkins.url),
    connection('late', 'gitlab', late),
    connection('revoked', 'gitlab', gitlab.url, { token: revoked }),
    connection('narrow', 'gitlab', gitlab.url, { token: gitlab.accessToken('admin', { scopes: ['read_user'] }) }),
    connection('stranger', 'gitlab', gitlab.url, { oauth: { clientId: 'made-up-id', clientSecret: 'made-up-secret' } }),
    connection('mill', 'jenkins', jenkins.url, { username: 'nurse', token: nurse }),
    connection('mill-root', 'jenkins', jenkins.url.replace(/\/jenkins$/, '')),
    connection('mill-revoked', 'jenkins', jenkins.url, { username: 'nurse', token: '11'.padEnd(34, '0') }),
    connection('mill-nobody', 'jenkins', jenkins.url, { token: nurse }),
    connection('mill-mistaken', 'jenkins', portal),
  ];
  await use(connections.slice(0, 10));
  await prepareHooks();
  report = await examine();
  // One message has not room for all of them.
  await use(connections.slice(10));
  report = `${report}\n${await examine()}`;
  await use([]);
});

/** Nobody else hears of its projects. */
function use(connections: readonly object[]): Promise<void> {
  return configure(server, `${usual}connections: ${JSON.stringify(connections)}\nroutes:\n  - {match: {project: "clinic/**"}, to: []}\n`);
}

/** Projects with a right hook, one of another secret, one that goes elsewhere, and none. */
async function prepareHooks(): Promise<void> {
  const { gitlab } = desk;
  const token = gitlab.accessToken('admin');
  const ours = `${server.url}/plugins/ci-command-center/webhooks/gitlab`;
  const hook = async (path: string, url: string, proof: string): Promise<void> => {
    const base = `${gitlab.url}/api/v4/projects/${encodeURIComponent(path)}/hooks`;
    const headers = { 'PRIVATE-TOKEN': token, 'Content-Type': 'application/json' };
    const made = await fetch(base, { method: 'POST', headers, body: JSON.stringify({ url, token: proof }) });
    const { id } = Object(await made.json());
    await fetch(`${base}/${id}/test/push_events`, { method: 'POST', headers });
  };
  for (const name of ['well', 'secret', 'stray', 'bare']) {
    gitlab.project(`clinic/${name}`);
    await admin.says(`/gitlab subscriptions add clinic/${name}`);
  }
  await hook('clinic/stray', `${server.url}/plugins/ci-command-center/webhooks/gitlabb`, secret);
  await hook('clinic/secret', `${ours}?of=secret`, 'made-up-and-wrong');
  await hook('clinic/well', ours, server.webhookSecret);
  for (let times = 0; times < 3; times += 1) await fetch(`${server.url}${hookPath}/labb`, { method: 'POST', body: '{}' });
}

afterAll(async () => {
  for (const name of ['well', 'secret', 'stray', 'bare']) await admin.says(`/gitlab unsubscribe clinic/${name}`);
  await configure(server, usual);
  await set('gitlabtoken', '');
  await desk.close();
  for (const each of servers) each.close();
  await Promise.all([...gitlabs.map((each) => each.stop()), jenkins.stop()]);
});

test('what is in order is told in few words: address, root of the certificate, version, whose token, webhook', () => {
  expect(report).toMatch(/\*\*GitLab\*\*.*\n(.*\n)*? {2}- ✓ .*at 127\.0\.0\.1 · GitLab 18\.2\.0 · token of admin \(api\)/);
  expect(report).toMatch(/OAuth application known/);
  expect(report).toMatch(/1 of 4 subscribed projects looked at have the webhook/);
  expect(about('trusted')).toMatch(/✓ .*TLS by Made-up CA of the clinic, which the settings add/);
  expect(about('mill')).toMatch(/✓ at 127\.0\.0\.1 · Jenkins 2\.541\.1 · token of nurse/);
  expect(report).toMatch(/Mattermost 11\.\d+\.\d+, plugin .* · database in use · .*\/ci.* · posts as @ci-bot/);
});

test.each([
  ['nowhere', 'CI_HTTP_NAME_NOT_FOUND', /The name gitlab\.invalid.*DNS/],
  ['closed', 'CI_HTTP_REFUSED', /refuses connections.*Check that it runs/],
  ['untrusted', 'CI_HTTP_TLS_UNTRUSTED', /127\.0\.0\.1 ← Made-up CA of the clinic.*CustomCA/],
  ['expired', 'CI_HTTP_TLS_EXPIRED', /has expired.*Renew it/],
  ['misnamed', 'CI_HTTP_TLS_NAME', /for another name.*Use the name/],
  ['not-https', 'CI_CHECK_HTTP', /speaks http only.*Set its address as `http:/],
  ['not-http', 'CI_CHECK_HTTPS', /speaks https.*Set its address as `https:/],
  ['no-subpath', 'CI_GITLAB_SUBPATH', /but at http.*\/gitlab.*Set its address as `http.*\/gitlab`/],
  ['portal', 'CI_GITLAB_NOT_THE_API', /“Sign in to Portal”.*A sign-in stands before it/],
  ['mistaken', 'CI_GITLAB_NOT_THE_API', /answers at .*Set GitLab’s own address/],
  ['late', 'CI_CHECK_CLOCK', /behind the one of the Mattermost server.*NTP/],
  ['revoked', 'CI_GITLAB_TOKEN', /does not accept the token.*read_api/],
  ['narrow', 'CI_GITLAB_TOKEN_SCOPE', /has the scope read.?user, which is not enough.*read_api/],
  ['stranger', 'CI_GITLAB_APPLICATION', /does not know the OAuth application.*\/gitlab setup oauth/],
  ['mill-root', 'CI_JENKINS_SUBPATH', /but at http.*\/jenkins/],
  ['mill-revoked', 'CI_JENKINS_TOKEN', /does not accept the token of nurse.*API Token/],
  ['mill-nobody', 'CI_JENKINS_NO_USER', /not of which user.*`username`/],
  ['mill-mistaken', 'CI_JENKINS_NOT_THE_API', /“Sign in to Portal”.*Jenkins’ own address/],
])('%s is named: %s', (name, code, words) => {
  const line = about(name)
    .split('\n')
    .find((each) => each.includes(`(${code})`));
  expect([about(name).slice(0, 3), line?.replaceAll('\\', '')]).toEqual(['- ✗', expect.stringMatching(words)]);
});

test('what GitLab sends to a local network only when it is allowed is told before anything came', () => {
  expect(about('stranger')).toMatch(/leads to the local network \(127\.0\.0\.1\).*Outbound requests.*CI_GITLAB_LOCAL_NETWORK/);
});

test('webhooks of subscribed projects: none, one that goes elsewhere, one with another secret', () => {
  expect(report).toMatch(/clinic\/bare has no webhook of its own.*\/gitlab webhook add clinic\/bare.*CI_GITLAB_HOOK_MISSING/);
  expect(report).toMatch(/clinic\/stray goes to .*gitlabb, not to .*CI_GITLAB_HOOK_ADDRESS/);
  expect(report).toMatch(/clinic\/secret has another secret.*answered: 401.*\/gitlab webhook add clinic\/secret.*CI_GITLAB_HOOK_SECRET/);
  expect(report).toMatch(
    /(1 delivery was|\d+ deliveries were) refused in the last hour, from 127\.0\.0\.1: the secret token is not the one.*CI_WEBHOOK_PROOF/,
  );
  expect(report).toMatch(/3 deliveries were refused.*\/webhooks\/gitlab\/labb.*CI_WEBHOOK_UNKNOWN/);
});

test('others are asked nothing and told nothing of it', async () => {
  await openChannel(server, `doctor-${begun}`, 'alice');
  const alice = await enterChat(server, 'alice', desk.channel.id);
  const asked = desk.gitlab.calls.length;
  await alice.type('/ci doctor');
  expect((await alice.reads(/\*\*Deliveries\*\*/)).text).not.toMatch(/CI_GITLAB|token of/);
  expect(desk.gitlab.calls).toHaveLength(asked);
  alice.close();
});

test('a key of the wrong length, a disabled bot, and channels that are closed or without the bot', async () => {
  const key = (await server.mmctl('config', 'get', `${settings}.encryptionkey`)).replaceAll(/["\s]/g, '');
  const rest = server.as('admin');
  const bot = await rest.get('/api/v4/users/username/ci-bot');
  const [closed, quiet] = [await openRoom('closed', 'O'), await openRoom('quiet', 'P')];
  for (const room of [closed, quiet]) await execute(room, '/gitlab subscriptions add clinic/well', /subscri/i);
  await rest.fetch(`/api/v4/channels/${closed}`, { method: 'DELETE' });
  await set('encryptionkey', 'z'.repeat(64));
  await rest.post(`/api/v4/bots/${Object(bot).id}/disable`, {});
  try {
    const told = await examine();
    expect(told).toMatch(/encryption key has 64 characters.*openssl rand -hex 32.*CI_SETTINGS_ENCRYPTION_KEY/);
    expect(told).toMatch(/bot account that writes the posts is disabled.*Bot Accounts.*CI_CHECK_BOT/);
    expect(told).toMatch(/doctor-closed-\d+ is archived.*Unarchive it.*CI_CHANNEL_ARCHIVED/);
    expect(told).toMatch(/no member of the private channel .*doctor-quiet-\d+.*\/invite.*CI_CHECK_BOT_OUTSIDE/);
  } finally {
    await rest.post(`/api/v4/bots/${Object(bot).id}/enable`, {});
    await set('encryptionkey', key);
    await rest.post(`/api/v4/channels/${closed}/restore`, {});
    for (const room of [closed, quiet]) await execute(room, '/gitlab unsubscribe clinic/well', /./);
  }
});

async function openRoom(name: string, type: 'O' | 'P'): Promise<string> {
  const label = `doctor-${name}-${begun}`;
  const made = await server.as('admin').post('/api/v4/channels', { team_id: server.team.id, name: label, display_name: label, type });
  return String(Object(made).id);
}

async function execute(channel: string, command: string, answer: RegExp): Promise<void> {
  const room = await enterChat(server, 'admin', channel);
  await room.type(command);
  await room.reads(answer);
  room.close();
}

test('another plugin that answers /gitlab is named, with how to have it back', async () => {
  const id = 'com.example.another-gitlab';
  const folder = await mkdtemp(join(tmpdir(), 'ci-cc-rival-'));
  try {
    await server.mmctl('plugin', 'add', '--force', await packRival(folder, id));
    await enablePlugin(server, server.as('admin'), id);
    expect(await examine()).toMatch(/The plugin com\.example\.another-gitlab is active, too.*Disable that plugin.*CI_CHECK_SECOND_PLUGIN/);
    // Whoever registers it first answers it.
    await server.restartPlugin();
    expect(await examine()).toMatch(
      /\/gitlab is answered by the plugin com\.example\.another-gitlab, not here.*Disable that plugin.*CI_CHECK_COMMAND/,
    );
  } finally {
    await server.mmctl('plugin', 'delete', id);
    await rm(folder, { recursive: true });
  }
  expect(await examine()).not.toContain('another-gitlab');
});

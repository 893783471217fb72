// People link their GitLab accounts in a browser; what is granted is renewed, ends, and is revoked; no token is seen anywhere.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { pollUntil } from '../../build/embedded/poll.ts';
import { idOf } from '../../build/embedded/rest.ts';
import { visit, type Visited } from '../server/browser.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { enterChat, type Chat } from '../server/chat.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { startGitLab, type Application, type GitLab } from '../stand-ins/gitlab/index.ts';

jest.setTimeout(90_000);

const settings = 'PluginSettings.Plugins.ci-command-center';
const secrets = new Set<string>();
let server: TestServer;
let main: GitLab;
let lab: GitLab;
let application: Application;
let channel: TestChannel;
let alice: Chat;

const set = (key: string, value: string) => server.mmctl('config', 'set', `${settings}.${key}`, value);
const redirect = () => `${server.url}/plugins/ci-command-center/oauth/gitlab/complete`;

beforeAll(async () => {
  server = await testServer();
  // It is counted how often somebody signs in, and other journeys sign alice in, too.
  await server.restartPlugin();
  [main, lab] = await Promise.all([startGitLab({ subpath: '/gitlab' }), startGitLab()]);
  for (const gitlab of [main, lab]) {
    gitlab.person('ada', { name: 'Ada <b>Lovelace</b>', roles: { 'city/api': 'maintainer' } });
    gitlab.project('city/api');
  }
  application = main.application({ redirectUris: [redirect()], scopes: ['api', 'read_api'] });
  channel = await openChannel(server, `gitlab-connect-${Date.now()}`, 'alice');
  alice = await enterChat(server, 'alice', channel.id);
  await set('gitlaburl', main.url);
});

afterAll(async () => {
  alice.close();
  await configure(server, usual);
  for (const key of ['gitlaburl', 'gitlaboauthclientid', 'gitlaboauthclientsecret']) await set(key, '');
  await Promise.all([main.stop(), lab.stop()]);
});

/** The answer to alice alone. */
async function say(command: string): Promise<string> {
  return (await alice.says(command)).text;
}

/** Asks for the link and goes where it leads: to GitLab. */
async function begin(command = '/ci connect gitlab'): Promise<string> {
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec(await say(command))?.[1] ?? '';
  expect(link).toContain('/plugins/ci-command-center/oauth/gitlab/connect');
  const { status, next } = await visit(server, link, 'alice');
  expect(status).toBe(302);
  secrets.add(new URL(next).searchParams.get('state') ?? '');
  return next;
}

/** Agrees or refuses there; answers with what the browser is sent back to. */
async function agree(gitlab: GitLab, address: string, refuses = false): Promise<string> {
  const back = await gitlab.authorize(address, 'ada', refuses);
  secrets.add(back.searchParams.get('code') ?? '');
  return back.href;
}

async function connect(gitlab = main, command?: string): Promise<Visited> {
  return visit(server, await agree(gitlab, await begin(command)), 'alice');
}

const rows = () => query(`select connection, kind, login, ended_at from ci_command_center.accounts where user_id = '${alice.id}'`);
const asked = (path: RegExp) => main.calls.filter((call) => path.test(call.path));
const renewals = () => asked(/^\/oauth\/token/).filter(({ body }) => body['grant_type'] === 'refresh_token').length;

test('without an OAuth application an administrator is told what to make, with the redirect address', async () => {
  const told = await say('/ci connect gitlab');
  expect(told).toContain('CI_ACCOUNT_OAUTH');
  expect(told).toContain(redirect());
  expect(told).toContain('GitLabOAuthClientID');
});

test('a link leads to GitLab and back: the page says as whom one is connected, and nothing foreign acts in it', async () => {
  secrets.add(application.secret);
  await set('gitlaboauthclientid', application.id);
  await set('gitlaboauthclientsecret', application.secret);
  const at = await begin();
  expect(at).toMatch(new RegExp(`^${main.url}/oauth/authorize\\?`));
  expect(Object.fromEntries(new URL(at).searchParams)).toMatchObject({
    redirect_uri: redirect(),
    scope: 'api',
    code_challenge_method: 'S256',
  });
  const page = await visit(server, await agree(main, at), 'alice');
  expect(page.status).toBe(200);
  expect(page.html).toContain('Ada &lt;b&gt;Lovelace&lt;/b&gt; (ada)');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await say('/ci whoami')).toMatch(/GitLab[^]*Lovelace[^]*ada/);
  expect(await rows()).toMatchObject([{ connection: 'default', kind: 'oauth', login: 'ada' }]);
});

test('states that are forged, reused, somebody else’s or late are refused, and so is who is not signed in', async () => {
  const before = asked(/^\/oauth\/token/).length;
  const back = await agree(main, await begin());
  expect(await visit(server, back)).toMatchObject({ status: 401 });
  expect((await visit(server, back, 'bob')).html).toContain('CI_ACCOUNT_STATE_FOREIGN');
  expect((await visit(server, back, 'alice')).html).toContain('CI_ACCOUNT_STATE_UNKNOWN');
  const forged = `${redirect()}?code=made-up&state=${randomBytes(32).toString('base64url')}`;
  expect((await visit(server, forged, 'alice')).status).toBe(400);
  const late = await agree(main, await begin());
  await query(`update ci_command_center.oauth_states set expires_at = now() - interval '1 second'`);
  expect((await visit(server, late, 'alice')).html).toContain('CI_ACCOUNT_STATE_LATE');
  expect(asked(/^\/oauth\/token/)).toHaveLength(before);
  expect(await query(`select * from ci_command_center.accounts where user_id = '${server.as('bob').id}'`)).toEqual([]);
});

test('who refuses there is told so, and stays connected as before', async () => {
  const page = await visit(server, await agree(main, await begin(), true), 'alice');
  expect(page.html).toMatch(/You did not agree there[^]*denied the request/);
  expect(await rows()).toHaveLength(1);
});

const list = () => say('/gitlab pipelines list city/api');

test('ten commands at once with a token about to end renew it once', async () => {
  main.world.grants.expiresIn = 60;
  expect((await connect()).status).toBe(200);
  main.world.grants.expiresIn = 7200;
  const before = renewals();
  const command = { channel_id: channel.id, command: '/gitlab pipelines list city/api', team_id: server.team.id };
  const calls = asked(/pipelines/).length;
  await Promise.all(Array.from({ length: 10 }, () => server.as('alice').post('/api/v4/commands/execute', command)));
  await pollUntil('ten answers', async () => asked(/\/pipelines/).length >= calls + 10 || undefined, { limit: 20_000, every: 50 });
  expect(renewals()).toBe(before + 1);
  expect(
    asked(/pipelines/)
      .slice(calls)
      .every(({ status }) => status === 200),
  ).toBe(true);
});

test('a token that GitLab refuses is renewed, and the command is answered as if nothing had been', async () => {
  const before = renewals();
  // One that was granted this moment is believed to be refused for another reason.
  await pollUntil(
    'a renewal',
    async () => {
      main.expireTokens('ada');
      await list();
      return renewals() > before || undefined;
    },
    { limit: 20_000, every: 1_000 },
  );
  const refused = asked(/api\/v4/).filter(({ status }) => status === 401).length;
  expect(refused).toBeGreaterThan(0);
  expect(await list()).not.toContain('CI_');
});

test('while GitLab’s sign-in is away nothing is lost', async () => {
  main.world.grants.expiresIn = 60;
  await connect();
  main.world.grants.expiresIn = 7200;
  const mend = main.mood({ kind: 'error-page', status: 502 }, { on: /oauth\/token/ });
  expect(await list()).not.toContain('CI_');
  mend();
  const before = renewals();
  expect(await list()).not.toContain('CI_');
  expect(renewals()).toBe(before + 1);
});

test('who throws the application out in GitLab is told once, privately, what to do and what goes on', async () => {
  main.world.grants.expiresIn = 60;
  await connect();
  main.world.grants.expiresIn = 7200;
  main.revokeGrants('ada');
  const bot = idOf(await server.as('admin').get('/api/v4/users/username/ci-bot'));
  const direct = idOf(await server.as('alice').post('/api/v4/channels/direct', [alice.id, bot]));
  const told = async () => JSON.stringify(await server.as('alice').get(`/api/v4/channels/${direct}/posts`)).split('has ended').length - 1;
  const before = await told();
  const said = await say('/gitlab pipelines list city/api');
  expect(said).toContain('CI_ACCOUNT_ENDED');
  expect(said).toMatch(/`\/(gitlab connect|ci connect gitlab)` connects you again/);
  await pollUntil('the message', async () => (await told()) > before || undefined, { limit: 10_000, every: 100 });
  await list();
  expect(await told()).toBe(before + 1);
  expect(await rows()).toMatchObject([{ login: 'ada', ended_at: expect.any(Date) }]);
  expect(await say('/ci whoami')).toContain('connect again');
});

test('several GitLabs at once, each with its own application; the least that is needed is asked for where it is configured', async () => {
  const other = lab.application({ redirectUris: [redirect()], scopes: ['read_api'] });
  secrets.add(other.secret);
  const oauth = `oauth: {clientId: ${other.id}, clientSecret: ${other.secret}, readOnly: true}`;
  await configure(
    server,
    `${usual}connections:\n  - {name: lab, provider: gitlab, url: '${lab.url}', webhookSecret: made-up-lab, ${oauth}}\n`,
  );
  const page = await connect(lab, '/ci connect gitlab --connection lab');
  expect(page.html).toMatch(/GitLab lab[^]*Only reading was granted/);
  expect((await connect()).html).toContain('You are connected to GitLab<');
  expect(await rows()).toHaveLength(2);
  expect(await say('/ci whoami')).toMatch(/default[^]*lab[^]*Only reading/);
});

test('disconnect ends both tokens at GitLab, then removes them; where GitLab is away it says where to revoke them', async () => {
  const before = asked(/^\/oauth\/revoke/).length;
  expect(await say('/ci disconnect gitlab --connection default')).toContain('was revoked there');
  expect(asked(/^\/oauth\/revoke/)).toHaveLength(before + 2);
  expect(main.world.people.tokens.filter(({ kind, isRevoked }) => kind === 'oauth' && !isRevoked)).toEqual([]);
  lab.mood({ kind: 'refuse' });
  expect(await say('/ci disconnect gitlab --connection lab')).toMatch(/could not be told[^]*user_settings\/applications/);
  expect(await rows()).toEqual([]);
});

test('no token, state, code or secret is in the log, the audit file, or anywhere in the database but in the settings', async () => {
  for (const gitlab of [main, lab]) for (const { kind, value } of gitlab.world.people.tokens) if (kind === 'oauth') secrets.add(value);
  const [log, audit, database] = await Promise.all([readFile(server.logFile, 'utf8'), readFile(server.auditFile, 'utf8'), dumpDatabase()]);
  expect(log).toContain('An account was renewed');
  expect(database).toContain(channel.id);
  expect(secrets.size).toBeGreaterThan(20);
  for (const secret of [...secrets].filter((each) => each !== ''))
    for (const [where, text] of Object.entries({ log, audit, database }))
      expect({ where, found: text.includes(secret), secret: '' }).toEqual({ where, found: false, secret: '' });
  expect(`${log}${audit}${database}`).not.toMatch(/made-up-refresh-/);
});

async function query(text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(server.databaseUrl);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** All rows of the plugin's schemas, and of Mattermost's tables; its configuration, which keeps the application's secret, left out. */
async function dumpDatabase(): Promise<string> {
  const tables = await query(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_type = 'BASE TABLE'
      and (table_schema like 'ci\\_command%' or table_schema = 'public') and table_name not like 'configuration%'`);
  const texts = await Promise.all(tables.map(({ name }) => query(`select t::text as row from ${String(name)} t`)));
  return texts.flatMap((found) => found.map(({ row }) => String(row))).join('\n');
}

import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Account, Credentials, OAuthAccounts } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Http, HttpRequest } from '../ci/http.ts';
import { CiError } from '../platform/errors.ts';
import { createOAuthClient } from './oauth-client.ts';
import { accountCommand } from './account-command.ts';
import { addresses, askedBy, fakeWorld, NOW, plain } from './fake-world.ts';
import { createOAuthFlow } from './oauth-flow.ts';
import { createOAuthRoutes } from './oauth-routes.ts';
import { createOAuthStates, type OAuthState } from './oauth-state.ts';
import { pageResponse } from '../platform/page.ts';

const application = { clientId: 'made-up-id', clientSecret: 'made-up-client-secret' };
const base: Connection = { provider: 'some', name: 'default', url: 'https://ci.example/base', webhookSecrets: [], oauth: application };
const access = 'made-up-access-token';
const refresh = 'made-up-refresh-token';
const granted = { access_token: access, token_type: 'Bearer', expires_in: 7200, refresh_token: refresh, scope: 'all', created_at: 1 };
const REDIRECT = 'https://mattermost.example/plugins/ci/oauth/some/complete';

async function verify({ credentials }: { readonly credentials: Credentials }): Promise<Account> {
  expect(credentials).toEqual({ token: access });
  return { login: 'ada', name: '<script>alert(1)</script>', id: '42' };
}

/** One CI system, whose token endpoint answers `answer`. */
function world(answer: { readonly status?: number; readonly body?: unknown } | CiError = {}, connection = base) {
  const { accounts, vault, secrets, lines, table } = fakeWorld();
  const log = { debug: write, info: write, warn: write, error: write, child: () => log };
  function write(message: string, fields?: object): void {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  }
  const states = new Map<string, OAuthState>();
  const sent: { readonly address: string; readonly request: HttpRequest }[] = [];
  const http: Http = async (address, request = {}) => {
    sent.push({ address, request });
    if (answer instanceof CiError) throw answer;
    const { status = 200, body = granted } = answer;
    const headers = new Headers({ 'content-type': 'application/json', ...(status === 401 && { 'www-authenticate': 'Basic realm="CI"' }) });
    return { status, headers, text: JSON.stringify(body), cut: false };
  };
  const way: OAuthAccounts = {
    kind: 'oauth',
    endpoints: ({ url }) => ({ authorize: `${url}/authorize`, token: `${url}/token`, revoke: `${url}/revoke` }),
    scopes: { full: ['all'], read: ['look'] },
    grantsPage: ({ url }) => `${url}/grants`,
    settings: { id: 'SomeId', secret: 'SomeSecret' },
    verify,
  };
  const provider = { name: 'some', title: 'Some CI', accounts: way };
  const clock = { now: NOW };
  const flow = createOAuthFlow({
    accounts,
    states: createOAuthStates(
      {
        put: async (digest, state) => void states.set(Buffer.from(digest).toString('hex'), state),
        async take(digest) {
          const id = Buffer.from(digest).toString('hex');
          const found = states.get(id);
          states.delete(id);
          return found;
        },
        forgetExpired: async () => undefined,
      },
      vault,
    ),
    provider: (name) => (name === 'some' ? provider : undefined),
    connections: () => [connection],
    http: () => http,
    redirect: addresses.redirect,
    secrets,
    now: () => clock.now,
    log,
  });
  const routes = createOAuthRoutes(flow, log);
  const get = (path: string, userId = 'u1', method = 'GET') => {
    const headers: Record<string, string> = userId === '' ? {} : { 'Mattermost-User-Id': userId };
    return routes.request(`http://plugin${path}`, { method, headers });
  };
  /** Answers the query with which the CI system sent the browser. */
  const begin = async (userId = 'u1'): Promise<URLSearchParams> => {
    const { headers } = await get('/oauth/some/connect', userId);
    return new URL(headers.get('location') ?? '').searchParams;
  };
  const comeBack = async (query: Readonly<Record<string, string>>, userId = 'u1') => {
    const response = await get(`/oauth/some/complete?${new URLSearchParams(query).toString()}`, userId);
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  return { accounts, begin, clock, comeBack, connection, get, http, lines, log, provider, secrets, sent, states, table, way };
}

test('a person is sent to agree, with a challenge, and comes back connected; no token is in a page, an address or the log', async () => {
  const { begin, comeBack, sent, accounts, lines, table } = world();
  const asked = await begin();
  const state = asked.get('state') ?? '';
  expect(Object.fromEntries(asked)).toMatchObject({
    client_id: 'made-up-id',
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'all',
    code_challenge_method: 'S256',
  });
  const { status, html, headers } = await comeBack({ code: 'made-up-code', state });
  expect(status).toBe(200);
  expect(html).toContain('You are connected to Some CI');
  // What a CI system names somebody acts in no page.
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; (ada)');
  expect(html).not.toContain('<script');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/);
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  const [exchange] = sent;
  const form = new URLSearchParams(exchange?.request.body);
  expect(exchange).toMatchObject({ address: 'https://ci.example/base/token', request: { method: 'POST', stay: true } });
  expect(Object.fromEntries(form)).toMatchObject({ code: 'made-up-code', redirect_uri: REDIRECT, client_secret: 'made-up-client-secret' });
  expect(
    createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url'),
  ).toBe(asked.get('code_challenge'));
  expect(await accounts.as('u1', base)).toMatchObject({ account: { login: 'ada', id: '42' }, credentials: { token: access } });
  const seen = `${html} ${lines.join(' ')} ${JSON.stringify(table.rows)}`;
  for (const secret of [access, refresh, state, 'made-up-code', form.get('code_verifier') ?? '', 'made-up-client-secret'])
    expect(seen).not.toContain(secret);
});

test('a state that is unknown, used, late, or another person’s is refused, and nothing is linked', async () => {
  const { begin, comeBack, sent, accounts, clock } = world();
  const used = (await begin()).get('state') ?? '';
  expect((await comeBack({ code: 'c', state: used }, 'mallory')).html).toContain('CI_ACCOUNT_STATE_FOREIGN');
  expect((await comeBack({ code: 'c', state: used })).html).toContain('CI_ACCOUNT_STATE_UNKNOWN');
  for (const query of [{}, { code: 'c' }, { code: 'c', state: '' }, { code: 'c', state: 'x'.repeat(10_000) }])
    expect(await comeBack(query)).toMatchObject({ status: 400 });
  const late = (await begin()).get('state') ?? '';
  clock.now += 600_000;
  expect((await comeBack({ code: 'c', state: late })).html).toContain('longer than ten minutes');
  expect(sent).toEqual([]);
  expect(await accounts.of('u1')).toEqual([]);
});

test('who is not signed in is told so; heads, other paths and other systems are not served', async () => {
  const { get, begin, comeBack } = world();
  expect((await get('/oauth/some/connect', '')).status).toBe(401);
  expect((await get('/oauth/some/complete', '')).status).toBe(401);
  expect((await get('/oauth/other/connect')).status).toBe(404);
  expect((await get('/oauth/some/connect?connection=lab')).status).toBe(404);
  const state = (await begin()).get('state') ?? '';
  expect((await get(`/oauth/some/complete?code=c&state=${state}`, 'u1', 'HEAD')).status).toBe(405);
  expect(await comeBack({ code: 'c', state })).toMatchObject({ status: 200 });
  let last = 0;
  for (let at = 0; at < 12; at += 1) last = (await get('/oauth/some/connect')).status;
  expect(last).toBe(429);
});

test('who comes back connected may begin again as often as they like', async () => {
  const { begin, comeBack } = world();
  for (let times = 0; times < 30; times += 1) {
    const state = (await begin()).get('state') ?? '';
    expect((await comeBack({ code: 'made-up-code', state })).status).toBe(200);
  }
});

test('what the CI system refuses is told in words, and its own are only text', async () => {
  const denied = world();
  const state = (await denied.begin()).get('state') ?? '';
  const page = await denied.comeBack({ error: 'access_denied', error_description: '<img src=x onerror=alert(1)>', state });
  expect(page.html).toMatch(/You did not agree there[^]*&lt;img src=x/);
  const grant = world({ status: 400, body: { error: 'invalid_grant', error_description: 'The redirect is another.' } });
  const again = await grant.comeBack({ code: 'c', state: (await grant.begin()).get('state') ?? '' });
  expect(again.html).toContain('The redirect is another.');
  expect(again.html).toContain(REDIRECT);
  const client = world({ status: 401, body: { error: 'invalid_client', error_description: 'Client unknown.' } });
  expect((await client.comeBack({ code: 'c', state: (await client.begin()).get('state') ?? '' })).html).toMatch(
    /OAuth application[^]*Client unknown/,
  );
  const away = world(new CiError('CI_HTTP_REFUSED', 'ci.example refuses connections.', 'Check that it runs.'));
  const told = await away.comeBack({ code: 'c', state: (await away.begin()).get('state') ?? '' });
  expect(told).toMatchObject({ status: 502 });
  expect(told.html).toContain('ci.example refuses connections.');
  const proxy = world({ status: 200, body: { html: 'sign in', access_token: 7 } });
  expect((await proxy.comeBack({ code: 'c', state: (await proxy.begin()).get('state') ?? '' })).html).toContain('CI_ACCOUNT_ANSWER');
  for (const each of [denied, grant, client, away, proxy]) expect(await each.accounts.of('u1')).toEqual([]);
});

test('where only reading is allowed only that is asked for, and it is told', async () => {
  const { begin, comeBack, accounts, connection } = world({ body: { ...granted, scope: 'look' } }, { ...base, readOnly: true });
  const asked = await begin();
  expect(asked.get('scope')).toBe('look');
  expect((await comeBack({ code: 'c', state: asked.get('state') ?? '' })).html).toContain('Only reading was granted');
  expect(await accounts.as('u1', connection)).toMatchObject({ account: { readOnly: true } });
  // It stays so for this account when the connection allows more.
  expect(await accounts.as('u1', base)).toMatchObject({ account: { readOnly: true } });
  const full = world();
  await full.comeBack({ code: 'c', state: (await full.begin()).get('state') ?? '' });
  expect((await full.accounts.as('u1', base)).account).not.toHaveProperty('readOnly');
});

test('connect answers with a link, or with what an administrator does first', async () => {
  const { oauth: _none, ...unset } = base;
  const { provider, accounts, secrets, log, http } = world();
  const { answers, verbs } = accountCommand(provider, {
    accounts,
    http: () => http,
    addresses,
    connectCommand: () => '/some connect',
    secrets,
    log,
  });
  const connect = (connection: Connection, values = new Map<string, string>()) => {
    const connections = [connection, { ...base, name: 'lab' }];
    return answers['connect']?.({ ...askedBy(connection, 'u1'), connections, values, words: [], flags: new Map() });
  };
  const words = plain((await connect(base))?.text ?? { pieces: [] });
  expect(words).toContain('<https://mattermost.example/plugins/ci/oauth/some/connect>');
  expect(words).toContain(REDIRECT);
  const named = plain((await connect(base, new Map([['instance', 'LAB']])))?.text ?? { pieces: [] });
  expect(named).toContain('connect?connection=lab>');
  await expect(connect(unset)).rejects.toMatchObject({
    code: 'CI_ACCOUNT_OAUTH',
    remedy: expect.stringMatching(/`all`.*some\/complete.*SomeId and SomeSecret/),
  });
  expect(verbs.find(({ name }) => name === 'connect')?.parameters).toMatchObject([{ name: 'instance' }]);
});

test('errors of the library, which hold whole answers, do not get out', async () => {
  const body = { access_token: access, refresh_token: refresh, token_type: 'unheard' };
  const { http, way } = world({ body });
  const client = createOAuthClient(way, base, http, () => NOW);
  const error: unknown = await client.renew('made-up-refresh').catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code: 'CI_ACCOUNT_ANSWER' });
  expect(error).not.toHaveProperty('cause');
  expect(String(error instanceof Error ? error.stack : error)).not.toContain(access);
});

test('a page shows whatever it is given as text', async () => {
  const html = await pageResponse({ status: 200, title: '</title><b>', lines: ['"\'&\u202e<a href=//evil.example>'] }).text();
  expect(html).toContain('<title>&lt;/title&gt;&lt;b&gt;</title>');
  expect(html).toContain('<p>&quot;&#39;&amp; &lt;a href=//evil.example&gt;</p>');
});

// `/oauth/…` of the stand-in: a person lets an application in, which turns the code into tokens.
import { html, json, missing, page, redirect, escapeHtml, type Answer } from '../api/answer.ts';
import type { Person } from '../people.ts';
import type { World } from '../world.ts';
import { isEqual, type Application, type Issued } from './grants.ts';

export interface OAuthAsked {
  readonly world: World;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
}

const problem = (error: string, description: string, status: number, headers = {}): Answer =>
  json({ error, error_description: description }, status, { 'Cache-Control': 'no-store', ...headers });
const invalidGrant = problem(
  'invalid_grant',
  'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  400,
);
const invalidClient = problem(
  'invalid_client',
  'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  401,
  { 'WWW-Authenticate': 'Basic realm="GitLab", error="invalid_client"' },
);
const isMissing = (what: string) => problem('invalid_request', `Missing required parameter: ${what}.`, 400);

export function oauthAnswer(asked: OAuthAsked): Answer {
  const { method, path } = asked;
  if (method === 'GET' && path === '/oauth/authorize') return authorize(asked);
  if (method === 'POST' && path === '/oauth/token') return token(asked);
  if (method === 'POST' && path === '/oauth/revoke') return revoke(asked);
  if (method === 'GET' && path === '/oauth/token/info') return info(asked);
  return missing();
}

const oops = (text: string, status: number) =>
  page('Error', `<h3>An error has occurred</h3>\n<main><p>${escapeHtml(text)}</p></main>`, status);

/** Who is signed in: by the cookie that `signIn` gave, by `as=` in the address, or whoever the test put before the browser. */
function signedIn({ world, query, cookie }: OAuthAsked): Person | undefined {
  const name = query.get('as') ?? /_gitlab_session=([^;]+)/u.exec(cookie ?? '')?.[1] ?? world.browser.person;
  return name === undefined ? undefined : world.people.find(decodeURIComponent(name));
}

function authorize(asked: OAuthAsked): Answer {
  const { world, query } = asked;
  const application = world.grants.application(query.get('client_id') ?? '');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (application === undefined)
    return oops(
      'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
      401,
    );
  if (!application.redirectUris.includes(redirectUri)) return oops('The redirect URI included is not valid.', 400);
  const back = (params: Readonly<Record<string, string>>) => {
    const address = new URL(redirectUri);
    for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value);
    const state = query.get('state');
    if (state !== null) address.searchParams.set('state', state);
    return redirect(address.href);
  };
  const scopes = (query.get('scope') ?? '').split(' ').filter((each) => each !== '');
  const wanted = scopes.length === 0 ? application.scopes.slice(0, 1) : scopes;
  if (query.get('response_type') !== 'code')
    return back({ error: 'unsupported_response_type', error_description: 'The authorization server does not support this response type.' });
  if (!wanted.every((each) => application.scopes.includes(each)))
    return back({ error: 'invalid_scope', error_description: 'The requested scope is invalid, unknown, or malformed.' });
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method') ?? 'plain';
  if (challenge !== null && method !== 'S256' && method !== 'plain')
    return back({ error: 'invalid_code_challenge_method', error_description: 'The code_challenge_method must be plain or S256.' });
  const person = signedIn(asked);
  if (person === undefined) return signInPage(asked);
  if (world.browser.refuses)
    return back({ error: 'access_denied', error_description: 'The resource owner or authorization server denied the request.' });
  const proof = challenge === null ? {} : { challenge, method: method === 'S256' ? ('S256' as const) : ('plain' as const) };
  return back({ code: world.grants.code({ application, person, redirectUri, scopes: wanted, ...proof }).value });
}

/** A human of the demo chooses who to be. */
function signInPage({ world, path, query }: OAuthAsked): Answer {
  const links = world.people.all.map(({ username, name }) => {
    const next = new URLSearchParams(query);
    next.set('as', username);
    return `<li><a href="${escapeHtml(`${world.base}${path}?${next}`)}">${escapeHtml(name)}</a></li>`;
  });
  return html(
    `<!DOCTYPE html><html><head><title>Sign in · GitLab</title></head><body><h1>Sign in as</h1><ul>${links.join('')}</ul></body></html>`,
  );
}

function clientOf({ world, form, authorization }: OAuthAsked): Application | undefined {
  const basic = /^Basic (.+)$/iu.exec(authorization ?? '')?.[1];
  const [id = '', secret = ''] =
    basic === undefined
      ? [form.get('client_id') ?? '', form.get('client_secret') ?? '']
      : Buffer.from(basic, 'base64')
          .toString()
          .split(':')
          .map((each) => decodeURIComponent(each.replaceAll('+', ' ')));
  const application = world.grants.application(id);
  if (application === undefined) return undefined;
  return !application.confidential || isEqual(application.secret, secret) ? application : undefined;
}

function token(asked: OAuthAsked): Answer {
  const { world, form } = asked;
  const type = form.get('grant_type');
  if (type === null) return isMissing('grant_type');
  if (type !== 'authorization_code' && type !== 'refresh_token')
    return problem('unsupported_grant_type', 'The authorization grant type is not supported by the authorization server.', 400);
  const application = clientOf(asked);
  if (application === undefined) return invalidClient;
  const value = form.get(type === 'refresh_token' ? 'refresh_token' : 'code');
  if (value === null) return isMissing(type === 'refresh_token' ? 'refresh_token' : 'code');
  const issued =
    type === 'refresh_token'
      ? world.grants.refresh(value, application)
      : world.grants.redeem(value, application, form.get('redirect_uri') ?? undefined, form.get('code_verifier') ?? undefined);
  return issued === undefined ? invalidGrant : tokenAnswer(issued);
}

function tokenAnswer({ access, refresh }: Issued): Answer {
  const createdAt = Math.floor(access.createdAt.getTime() / 1000);
  const expiresIn = Math.round(((access.expiresAt ?? 0) - access.createdAt.getTime()) / 1000);
  const told = { access_token: access.value, token_type: 'Bearer', expires_in: expiresIn, refresh_token: refresh };
  return json({ ...told, scope: access.scopes.join(' '), created_at: createdAt }, 200, { 'Cache-Control': 'no-store', Pragma: 'no-cache' });
}

function revoke(asked: OAuthAsked): Answer {
  const application = clientOf(asked);
  const refused = problem('unauthorized_client', 'You are not authorized to revoke this token', 403);
  if (application === undefined) return refused;
  return asked.world.grants.revoke(asked.form.get('token') ?? '', application) ? json({}) : refused;
}

function info({ world, query, authorization }: OAuthAsked): Answer {
  const value = /^Bearer (.+)$/iu.exec(authorization ?? '')?.[1] ?? query.get('access_token') ?? undefined;
  const entry = world.people.enter(value);
  if (entry.kind !== 'person') return problem('invalid_token', 'The access token is invalid', 401);
  const { person, scopes, expiresAt, createdAt, application } = entry.token;
  const seconds = expiresAt === undefined ? null : Math.max(0, Math.round((expiresAt - Date.now()) / 1000));
  const about = {
    resource_owner_id: person.id,
    scope: scopes,
    expires_in: seconds,
    application: application === undefined ? null : { uid: application },
  };
  return json({ ...about, created_at: Math.floor(createdAt.getTime() / 1000), scopes, expires_in_seconds: seconds });
}

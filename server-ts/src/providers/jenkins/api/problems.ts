// What Jenkins answers instead of what was asked for, in words that say what to do next. Nothing of the request's proof is in them.

import type { Reach } from '../../../ci/account.ts';
import type { HttpAnswer } from '../../../ci/http.ts';
import { CiError } from '../../../platform/errors.ts';
import { readAddress, readableName } from '../job-address.ts';
import { reasonIn } from './reason.ts';

export interface AskedFor {
  readonly reach: Reach;
  /** The whole address that was asked. */
  readonly address: string;
  readonly method: 'GET' | 'POST';
}

/** Undefined for an answer that is one. `CI_JENKINS_NOT_FOUND` for 404, which those who ask can often say better. */
export function problemIn(answer: HttpAnswer, asked: AskedFor): CiError | undefined {
  const { status } = answer;
  if (status >= 300 && status < 400) return redirected(answer, asked);
  if (status < 300) return isSignIn(answer) ? signIn(asked.reach) : undefined;
  if (status === 401) return unauthorized(asked.reach);
  if (status === 403) return forbidden(answer, asked.reach);
  if (status === 404) return notFound(asked.reach);
  if (status === 502 || status === 503 || status === 504 || status === 429) return unavailable(answer);
  if (status >= 500) return failed(answer);
  return refused(answer);
}

/** It is no JSON, or not the one that was asked for: a page of a proxy, a cut answer, a plugin that writes what it should not. */
export function brokenAnswer(answer: HttpAnswer, reach: Reach): CiError {
  if (isSignIn(answer)) return signIn(reach);
  if (isPage(answer)) return notTheApi(reach);
  return new CiError(
    'CI_JENKINS_BROKEN_ANSWER',
    answer.cut ? 'Jenkins’ answer is too long to read.' : 'Jenkins’ answer cannot be read: it is not the JSON that was asked for.',
    'Try again; if it stays so, look into Jenkins’ log, and into what stands between it and the Mattermost server.',
  );
}

function isOwn({ connection, credentials }: Reach): boolean {
  return credentials !== undefined && credentials.token === connection.token;
}

function unauthorized(reach: Reach): CiError {
  const { credentials } = reach;
  if (credentials === undefined)
    return new CiError('CI_JENKINS_UNAUTHORIZED', 'Jenkins wants to know who asks.', 'Type `/jenkins connect`.');
  if (isOwn(reach))
    return new CiError(
      'CI_JENKINS_UNAUTHORIZED',
      'Jenkins does not accept the user name and token of this connection.',
      'An administrator sets `username` and `token` of a Jenkins user under `connections`; the token is made on that user’s page, Security.',
    );
  return new CiError(
    'CI_JENKINS_UNAUTHORIZED',
    `Jenkins does not accept the user ID and API token${credentials.username === undefined ? '' : ` of ${credentials.username}`}.`,
    'Make a new API token in Jenkins (your name → Security), and type `/jenkins connect`. It takes the user ID, not the shown name or e-mail address.',
  );
}

function forbidden(answer: HttpAnswer, reach: Reach): CiError {
  const reason = reasonIn(answer);
  if (reason !== undefined && /\bcrumb\b/i.test(reason))
    return new CiError(
      'CI_JENKINS_CRUMB',
      'Jenkins refuses this for want of a crumb, its proof against forged requests.',
      'Connect with an API token, not with a password: tokens need no crumb. Or see whether a proxy takes the header away.',
    );
  const who = isOwn(reach) ? 'the user of this connection' : 'you';
  return new CiError(
    'CI_JENKINS_FORBIDDEN',
    reason === undefined ? `Jenkins does not allow this to ${who}.` : `Jenkins does not allow this to ${who}: ${reason}.`,
    'Ask an administrator of Jenkins for the permission.',
  );
}

export function notFound({ credentials }: Reach): CiError {
  return new CiError(
    'CI_JENKINS_NOT_FOUND',
    'Jenkins does not know this, or hides it from you.',
    credentials === undefined ? 'Type `/jenkins connect`.' : 'It may have been deleted or renamed, or you lack the permission Job/Read.',
  );
}

/** Jenkins shows a page of its own while it starts: `hudson.util.HudsonIsLoading`, `HudsonIsRestarting`. */
function unavailable(answer: HttpAnswer): CiError {
  const page = answer.text.slice(0, 50_000);
  if (answer.status === 503 && /getting ready to work|Jenkins is (?:re)?starting|is restarting|restarting now/i.test(page))
    return new CiError('CI_JENKINS_RESTARTING', 'Jenkins is starting just now.', 'Try again in a minute or two.');
  const message = `Jenkins is not available just now (${answer.status}).`;
  return new CiError('CI_JENKINS_UNAVAILABLE', message, 'Try again in a minute; if it stays so, tell whoever runs Jenkins.');
}

function failed(answer: HttpAnswer): CiError {
  const reason = reasonIn(answer);
  return new CiError(
    'CI_JENKINS_FAILED',
    `Jenkins failed at this (${answer.status})${reason === undefined ? '' : `: ${reason}`}.`,
    'Jenkins’ own log says more; tell whoever runs it.',
  );
}

function refused(answer: HttpAnswer): CiError {
  const reason = reasonIn(answer);
  return new CiError(
    'CI_JENKINS_REFUSED',
    reason === undefined ? `Jenkins refuses this (${answer.status}).` : `Jenkins refuses this: ${reason}.`,
    'See the job’s page in Jenkins.',
  );
}

/** A POST that is done is answered with a redirect to some page; one that was never looked at, to the same path or to the sign-in. */
function redirected({ status, headers }: HttpAnswer, { reach, address, method }: AskedFor): CiError | undefined {
  const from = new URL(address);
  const location = headers.get('location') ?? '';
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (to === undefined) return notTheApi(reach);
  if (/\/(login|securityRealm\/commenceLogin|oauth2?|saml|sso|signin)\b/i.test(to.pathname) || leaves(to, from)) return signIn(reach);
  const samePlace = to.pathname === from.pathname;
  if (to.host !== from.host || to.protocol !== from.protocol) return samePlace ? serverMoved(to, from, reach) : done(method, status, to);
  return samePlace ? notTheApi(reach) : done(method, status, to);
}

/** Another name is another server: the sign-in of a proxy. From http to https, or to another port, it is the same one. */
function leaves(to: URL, from: URL): boolean {
  return to.hostname !== from.hostname && to.pathname !== from.pathname;
}

function done(method: 'GET' | 'POST', status: number, to: URL): CiError | undefined {
  return method === 'POST' && (status === 302 || status === 303) ? undefined : jobMoved(to);
}

function jobMoved(to: URL): CiError {
  const name = readAddress(to.pathname)?.name;
  const page = `${to.origin}${to.pathname.replace(/\/api\/json$/, '/')}`;
  if (name === undefined) return new CiError('CI_JENKINS_MOVED', `Jenkins says that this is at ${page} now.`, 'Use that address instead.');
  return new CiError('CI_JENKINS_MOVED', `This job has moved to ${readableName(name)} (${page}).`, 'Use the new name or address.');
}

function serverMoved(to: URL, from: URL, { connection }: Reach): CiError {
  const base = connection.url.replace(from.origin, to.origin);
  return new CiError(
    'CI_JENKINS_SERVER_MOVED',
    `Jenkins at ${connection.url} sends on to ${base}.`,
    connection.name === 'default'
      ? 'An administrator sets `JenkinsURL` to the new address.'
      : 'An administrator sets the new address as the connection’s `url`.',
  );
}

function isPage({ headers }: HttpAnswer): boolean {
  return headers.get('content-type')?.includes('text/html') === true;
}

/** A page for people with a password on it. Logs and artifacts may hold such words, but they are no pages of Jenkins. */
function isSignIn(answer: HttpAnswer): boolean {
  return isPage(answer) && /<form[^<>]*(?:j_spring_security_check|login)|type=["']?password/i.test(answer.text.slice(0, 100_000));
}

function signIn({ connection }: Reach): CiError {
  return new CiError(
    'CI_JENKINS_SIGN_IN',
    `A sign-in page answered at ${connection.url} instead of Jenkins’ API.`,
    'Requests with an API token must reach Jenkins itself: let the sign-in proxy pass them, or set an address without it.',
  );
}

function notTheApi({ connection }: Reach): CiError {
  return new CiError(
    'CI_JENKINS_NOT_THE_API',
    `Something else than Jenkins’ API answered at ${connection.url}.`,
    'Check the address with an administrator: it must be Jenkins’ own, with the path that Jenkins may run under.',
  );
}

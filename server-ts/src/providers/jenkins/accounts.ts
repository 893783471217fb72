// People's accounts in Jenkins: a user ID and an API token, which each makes on their own page there.
// https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/

import * as z from 'zod';
import type { Account, Credentials, Reach, TokenAccounts } from '../../ci/account.ts';
import type { Connection } from '../../ci/connection.ts';
import { CiError } from '../../platform/errors.ts';
import { name, present, text } from '../../platform/foreign-json.ts';
import { lacksCrumb } from './api/crumb.ts';
import { read } from './api/request.ts';

type Signed = Reach & { readonly credentials: Credentials };

/** `jenkins.model.Jenkins#getMe`: known only to those who are signed in. */
const meSchema = z.object({ id: name, fullName: text });
const HOW =
  'Make an API token in Jenkins: your name at the top → Security → API Token → Add new token. Copy it at once, it is shown only then.';

export const accounts: TokenAccounts = { kind: 'token', nameLabel: 'User ID', tokenLabel: 'API token', tokenPage, verify };

/** Jenkins before 2.487 has the tokens on the page `configure`, to which a person who signs in there finds by name. */
function tokenPage({ url }: Connection): string | undefined {
  return url === '' ? undefined : `${url}/me/security/`;
}

/**
 * Throws CI_JENKINS_TOKEN when the token is none of that user, CI_JENKINS_PASSWORD when a password was given, CI_JENKINS_ANONYMOUS when
 * Jenkins answers without knowing anybody, and what `ask` throws.
 */
async function verify(reach: Signed): Promise<Account> {
  const { credentials, connection } = reach;
  const told = await read(reach, 'me', meSchema, { tree: 'id,fullName' }).catch((error: unknown) => {
    throw problemOf(error, credentials);
  });
  if (told === undefined || told.id.toLowerCase() === 'anonymous') throw anonymous(reach);
  if (await isPassword(reach)) throw password();
  const own = `${connection.url}/user/${encodeURIComponent(told.id)}/`;
  return { login: told.id, url: own, ...present({ name: told.fullName === told.id ? undefined : told.fullName }) };
}

/** Since 2.129 a token is `11` and 32 hexadecimal digits, before that only those: `ApiTokenStore`. */
function looksLikeToken(token: string): boolean {
  return /^[0-9a-f]{32,34}$/i.test(token);
}

/** Jenkins takes passwords for questions. Only for a POST with one it wants a crumb, which tokens stand in for. */
async function isPassword({ connection, http, credentials: { username = '', token } }: Signed): Promise<boolean> {
  if (looksLikeToken(token)) return false;
  const pair = Buffer.from(`${username}:${token}`).toString('base64');
  const headers = { Authorization: `Basic ${pair}`, 'Content-Type': 'application/x-www-form-urlencoded' };
  return lacksCrumb(await http(`${connection.url}/whoAmI/api/json`, { method: 'POST', body: '', headers, stay: true }));
}

function problemOf(error: unknown, { username = '', token }: Credentials): unknown {
  if (!(error instanceof CiError)) return error;
  // Who is not signed in is not let to `/me`: `Jenkins.getMe` says why, `HudsonAuthenticationEntryPoint` says only that.
  if (error.code === 'CI_JENKINS_FORBIDDEN' && /not available when not logged in|authentication required/i.test(error.message))
    return new CiError('CI_JENKINS_ANONYMOUS', 'Jenkins answers, but does not see who asks.', ANONYMOUS_REMEDY, error);
  if (error.code !== 'CI_JENKINS_UNAUTHORIZED') return error;
  const looks = looksLikeToken(token) ? '' : ' What was given does not look like an API token: is it a password?';
  const at = username.includes('@') ? ' The user ID is not always the e-mail address: it is in the address of your page in Jenkins.' : '';
  return new CiError('CI_JENKINS_TOKEN', `Jenkins does not accept this API token for the user ${username}.${looks}`, `${HOW}${at}`, error);
}

const ANONYMOUS_REMEDY =
  'Something between Mattermost and Jenkins may take the header `Authorization` away; tell an administrator. Or security is switched off in Jenkins.';

function anonymous({ connection }: Signed): CiError {
  return new CiError(
    'CI_JENKINS_ANONYMOUS',
    `Jenkins at ${connection.url} answers, but does not see who asks.`,
    `${ANONYMOUS_REMEDY} Or the address lacks the path that Jenkins runs under.`,
  );
}

function password(): CiError {
  return new CiError('CI_JENKINS_PASSWORD', 'This is a password, not an API token. It was not kept.', `Do not give passwords away. ${HOW}`);
}

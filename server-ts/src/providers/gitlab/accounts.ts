// How people link their GitLab accounts: by OAuth 2 with an application that an administrator made there.
// https://docs.gitlab.com/api/oauth2/, https://docs.gitlab.com/integration/oauth_provider/

import * as z from 'zod';
import type { Account, Credentials, OAuthAccounts, Reach } from '../../ci/account.ts';
import type { Connection } from '../../ci/connection.ts';
import { CiError } from '../../platform/errors.ts';
import { ask, jsonOf } from './api/request.ts';

const optionalText = z.string().min(1).optional().catch(undefined);
/** https://docs.gitlab.com/api/users/#retrieve-the-current-user */
const userSchema = z.object({
  id: z.int(),
  username: z.string().min(1),
  name: optionalText,
  web_url: optionalText,
  avatar_url: optionalText,
  state: z.string().catch('active'),
});

export const accounts: OAuthAccounts = {
  kind: 'oauth',
  endpoints: ({ url }) => ({ authorize: `${url}/oauth/authorize`, token: `${url}/oauth/token`, revoke: `${url}/oauth/revoke` }),
  // `read_api` reads all that the person may read; there is no scope for "runs pipelines and nothing else".
  scopes: { full: ['api'], read: ['read_api'] },
  grantsPage: ({ url }: Connection) => (url === '' ? undefined : `${url}/-/user_settings/applications`),
  settings: { id: 'GitLabOAuthClientID', secret: 'GitLabOAuthClientSecret' },
  verify,
  signIn: { service: 'gitlab', settings: 'GitLabSettings', baseIn },
};

const text = z.string().catch('');
const signInSchema = z.object({ Enable: z.literal(true), AuthEndpoint: text, UserAPIEndpoint: text, DiscoveryEndpoint: text });
/** What stands behind GitLab's own address in each. https://docs.gitlab.com/integration/mattermost/ */
const tails = [
  ['UserAPIEndpoint', '/api/v4/user'],
  ['AuthEndpoint', '/oauth/authorize'],
  ['DiscoveryEndpoint', '/.well-known/openid-configuration'],
] as const;

function baseIn(settings: unknown): string | undefined {
  const { data } = signInSchema.safeParse(settings);
  if (data === undefined) return undefined;
  const found = tails.find(([key, tail]) => data[key].endsWith(tail));
  return found && data[found[0]].slice(0, -found[1].length);
}

async function verify(reach: Reach & { readonly credentials: Credentials }): Promise<Account> {
  const user = jsonOf(userSchema, await ask(reach, 'user'));
  if (user.state !== 'active') throw blocked(user.username);
  const { id, username, name, web_url: url, avatar_url: avatarUrl } = user;
  return {
    login: username,
    id: String(id),
    ...(name !== undefined && { name }),
    ...(url !== undefined && { url }),
    ...(avatarUrl !== undefined && { avatarUrl }),
  };
}

function blocked(username: string): CiError {
  return new CiError(
    'CI_GITLAB_BLOCKED',
    `GitLab has blocked ${username}, or does not let them in yet.`,
    'Ask an administrator of GitLab.',
  );
}

// No OAuth application is configured: what an administrator does about it.

import type { Connection } from '../ci/connection.ts';
import { CiError } from '../platform/errors.ts';
import type { OAuthProvider } from './ports.ts';

export function notConfigured({ title, accounts }: Omit<OAuthProvider, 'name'>, { name, readOnly }: Connection, redirect: string): CiError {
  const scopes = (readOnly === true ? accounts.scopes.read : accounts.scopes.full).join(', ');
  const { id, secret } = accounts.settings;
  const where = name === 'default' ? `${id} and ${secret}` : `oauth of the connection ${name}`;
  return new CiError(
    'CI_ACCOUNT_OAUTH',
    `Nobody can connect to ${name === 'default' ? title : `${title} ${name}`} yet: no OAuth application is configured.`,
    `A system administrator makes a confidential one there, with the scope \`${scopes}\` and the redirect address \`${redirect}\`, and enters its id and secret in ${where}.`,
  );
}

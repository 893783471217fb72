import { expect, test } from '@jest/globals';
import type { HttpAnswer } from '../../../ci/http.ts';
import { lookAtToken } from './token.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 0, 1);
const connection = { provider: 'gitlab', name: 'default', url: 'https://git.example', webhookSecrets: [], token: 'made-up' };

async function findingsOf(status: number, token: object, user: readonly [number, object] = [200, { username: 'robot' }]) {
  const http = async (address: string): Promise<HttpAnswer> => {
    const [said, body] = address.endsWith('/user') ? user : [status, token];
    return { status: said, headers: new Headers({ 'content-type': 'application/json' }), text: JSON.stringify(body), cut: false };
  };
  const subject = { connection, http, credentials: { token: 'made-up' }, heard: true, redirects: [], projects: [], now };
  return (await lookAtToken(subject)).map(({ level, code, message }) => [level, code, message]);
}

test('whose it is and what it may is told; that it ends soon, before it does', async () => {
  expect(await findingsOf(200, { scopes: ['read_api'], expires_at: '2027-01-01' })).toEqual([
    ['right', 'CI_GITLAB_TOKEN', 'token of robot (read_api)'],
  ]);
  expect(await findingsOf(200, { scopes: ['api'], expires_at: new Date(now + 3 * day).toISOString().slice(0, 10) })).toContainEqual([
    'note',
    'CI_GITLAB_TOKEN_EXPIRES',
    'The token of robot expires on 2026-01-04.',
  ]);
});

test('scopes that are not enough are told, also where they do not even tell whose it is', async () => {
  const refused = [403, { error: 'insufficient_scope' }] as const;
  expect(await findingsOf(200, { scopes: ['read_repository'] }, refused)).toEqual([
    ['wrong', 'CI_GITLAB_TOKEN_SCOPE', expect.stringMatching(/^The token has the scope read_repository, which is not enough\./)],
  ]);
});

test('a token that GitLab does not take is told; one that is none of its personal ones is taken as it is', async () => {
  const unknown = [401, { message: '401 Unauthorized' }] as const;
  expect(await findingsOf(401, {}, unknown)).toEqual([['wrong', 'CI_GITLAB_TOKEN', expect.stringContaining('revoked')]]);
  expect(await findingsOf(404, { message: '404 Not found' })).toEqual([['right', 'CI_GITLAB_TOKEN', 'token of robot']]);
});

import { expect, test } from '@jest/globals';
import type { AccountView } from '@ci-command-center/contract';
import type { Unlinking } from '../identity/accounts.ts';
import { CiError } from '../platform/errors.ts';
import { createAccountApi } from './accounts.ts';

const ada = 'a'.repeat(26);
const ben = 'b'.repeat(26);
const account: AccountView = { provider: 'some', connection: 'default', title: 'Some', state: 'none' };
const unlinked: unknown[] = [];

const app = createAccountApi({
  of: async (userId) => [{ ...account, title: `Some of ${userId.slice(0, 1)}` }],
  publicOf: async (userId) => [{ title: 'Some', login: `login-of-${userId.slice(0, 1)}` }],
  async unlink(userId, place): Promise<Unlinking> {
    unlinked.push([userId, place]);
    if (place.name === 'away') throw new CiError('CI_STORAGE_UNREACHABLE', 'The database is away.', 'Try again.');
    return place.name === 'default' ? { kind: 'unlinked', account: { login: 'ada' }, ended: true } : { kind: 'none' };
  },
  maySee: async (userId, other) => userId === other || userId === ada,
});
const ask = (path: string, user: string, method = 'GET') =>
  app.request(`/api/v1${path}`, { method, headers: { 'Mattermost-User-Id': user } });

test('everybody is shown their own accounts, whatever else the request claims', async () => {
  const answer = await ask(`/accounts?user_id=${ben}`, ada);
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(await answer.json()).toEqual({ accounts: [{ ...account, title: 'Some of a' }] });
});

test('everybody disconnects only themselves, and is told whether it was revoked there', async () => {
  const answer = await ask(`/accounts/some/default?user_id=${ben}`, ada, 'DELETE');
  expect([answer.status, await answer.json()]).toEqual([200, { login: 'ada', revoked: true }]);
  expect(unlinked).toEqual([[ada, { provider: 'some', name: 'default' }]]);
});

test('of others there is told what is public, to those who may see them', async () => {
  expect(await (await ask(`/people/${ben}/accounts`, ada)).json()).toEqual({ accounts: [{ title: 'Some', login: 'login-of-b' }] });
});

test.each([
  ['nobody', '/accounts', '', 'GET', 401, 'CI_API_SESSION'],
  ['nobody who would disconnect', '/accounts/some/default', '', 'DELETE', 401, 'CI_API_SESSION'],
  ['who is not connected', '/accounts/some/other', ada, 'DELETE', 404, 'CI_API_ACCOUNT'],
  ['who asks while the database is away', '/accounts/some/away', ada, 'DELETE', 503, 'CI_STORAGE_UNREACHABLE'],
  ['who may not see that person', `/people/${ada}/accounts`, ben, 'GET', 404, 'CI_API_PERSON'],
  ['who asks for no person', '/people/none/accounts', ada, 'GET', 404, 'CI_API_PERSON'],
])('%s is refused with a stable code', async (_who, path, user, method, status, code) => {
  const answer = await ask(path, user, method);
  expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
});

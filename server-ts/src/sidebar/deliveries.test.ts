import { expect, test } from '@jest/globals';
import type { DeliveryId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import { createDeadDeliveries } from './deliveries.ts';

const id = '01890f3c-0000-7000-8000-000000000001';
const one = { id, provider: 'lab', connection: 'default', receivedAt: 1, attempts: 140, reason: 'It was away.' };
const asked: (readonly DeliveryId[] | 'all')[] = [];

const app = createDeadDeliveries({
  isAdministrator: async (user) => user === 'root',
  dead: async ({ before }) => (before === undefined ? [{ ...one, orderKey: 'more than is told' }] : []),
  counts: async () => ({ dead: 7 }),
  replay: async (which) => {
    asked.push(which);
    return which === 'all' ? 7 : which.length;
  },
});
const headers = { 'Mattermost-User-Id': 'root' };
const replay = (body: string, user = 'root') =>
  app.request('/api/v1/deliveries/replay', { method: 'POST', body, headers: { 'Mattermost-User-Id': user } });

test('an administrator is given what was given up, page by page', async () => {
  const answer = await app.request('/api/v1/deliveries/dead', { headers });
  expect(await answer.json()).toEqual({ deliveries: [one], total: 7 });
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  const next = await app.request(`/api/v1/deliveries/dead?before=${id}`, { headers });
  expect(await next.json()).toEqual({ deliveries: [], total: 7 });
});

test('an administrator lets some or all be tried again', async () => {
  const some = await replay(JSON.stringify({ ids: [id] }));
  expect([some.status, await some.json()]).toEqual([202, { replayed: 1 }]);
  expect(await (await replay('{"all":true}')).json()).toEqual({ replayed: 7 });
  expect(asked).toEqual([[id], 'all']);
});

test.each(['', '[]', '{}', '{"all":false}', '{"ids":[]}', '{"ids":["x"]}', `{"ids":"${id}"}`])(
  '%s is refused and repeats nothing',
  async (body) => {
    const before = asked.length;
    const answer = await replay(body);
    expect([answer.status, asked.length]).toEqual([400, before]);
    expect(await answer.json()).toMatchObject({ code: 'CI_API_REPLAY' });
  },
);

test.each([
  ['', 401, 'CI_API_SESSION'],
  ['alice', 403, 'CI_API_ADMINISTRATOR'],
])('%j is refused with a stable code', async (user, status, code) => {
  const answers = [
    await replay('{"all":true}', user),
    await app.request('/api/v1/deliveries/dead', { headers: { 'Mattermost-User-Id': user } }),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  }
});

test('while the database is away the answer says so', async () => {
  const away = createDeadDeliveries({
    isAdministrator: async () => true,
    dead: async () => {
      throw new CiError('CI_STORAGE_UNREACHABLE', 'The database is away.', 'Try again.');
    },
    counts: async () => ({ dead: 0 }),
    replay: async () => 0,
  });
  const answer = await away.request('/api/v1/deliveries/dead', { headers });
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5']);
  expect(await answer.json()).toEqual({ code: 'CI_STORAGE_UNREACHABLE', message: 'The database is away. Try again.' });
});

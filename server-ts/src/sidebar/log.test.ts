import { expect, test } from '@jest/globals';
import { createMask } from '../logs/mask.ts';
import { CiError } from '../platform/errors.ts';
import { createLogs, type LogPorts } from './log.ts';

const channel = 'c'.repeat(26);
const named = { provider: 'some', connection: 'default', project: 'app', id: '7', url: 'https://ci.example/app/7' };
const asked: string[] = [];

const world: LogPorts = {
  isMember: async (user) => user !== 'mallory',
  find: async (key) => (key === 'app/7' ? named : undefined),
  read: async (userId, _run, { start, job }) => {
    asked.push(userId);
    if (userId === 'bob') throw new CiError('CI_ACCOUNT_MISSING', 'You are not connected.', 'Type `/some connect`.');
    return { text: `line ${start} of ${job ?? 'all'}\npassword=hunter2hunter2\n`, next: start + 10, more: true };
  },
  masking: () => createMask(),
};
const ask = (query: string, user: string, ports: Partial<LogPorts> = {}) =>
  createLogs({ ...world, ...ports }).request(`/api/v1/pipelines/log?${query}`, { headers: { 'Mattermost-User-Id': user } });

test('a member is given the part that came since, without its secrets', async () => {
  const answer = await ask(`channel_id=${channel}&key=app/7&start=30&job=unit`, 'alice');
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(await answer.json()).toEqual({ text: 'line 30 of unit\npassword=[masked]\n', next: 40, more: true, url: named.url });
});

test('it is read as whoever is signed in, whatever else the request claims, and as nobody else', async () => {
  asked.length = 0;
  await ask(`channel_id=${channel}&key=app/7&user_id=bob&userId=bob`, 'alice');
  await ask(`channel_id=${channel}&key=app/7`, 'mallory');
  expect(asked).toEqual(['alice']);
});

test('who asks for many at once is given two at a time, and delays nobody else', async () => {
  const counts = { now: 0, most: 0, done: 0 };
  const held = Promise.withResolvers<undefined>();
  const app = createLogs({
    ...world,
    async read(userId) {
      if (userId !== 'alice') return { text: '', next: 0, more: false };
      counts.now += 1;
      counts.most = Math.max(counts.most, counts.now);
      await held.promise;
      counts.now -= 1;
      counts.done += 1;
      if (counts.done === 3) throw new CiError('CI_HTTP_TIMEOUT', 'Late.', 'Wait.');
      return { text: '', next: 0, more: false };
    },
  });
  const get = async (user: string) =>
    (await app.request(`/api/v1/pipelines/log?channel_id=${channel}&key=app/7`, { headers: { 'Mattermost-User-Id': user } })).status;
  const all = Array.from({ length: 10 }, () => get('alice'));
  expect(await get('carol')).toBe(200);
  held.resolve(undefined);
  expect((await Promise.all(all)).toSorted()).toEqual([...Array<number>(9).fill(200), 502]);
  expect(counts.most).toBe(2);
});

test('a private key in it is one line', async () => {
  const text = 'a\n-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBg\nkqhkiG9w0BAQ==\n-----END PRIVATE KEY-----\nb\n';
  const answer = await ask(`channel_id=${channel}&key=app/7`, 'alice', { read: async () => ({ text, next: text.length, more: false }) });
  expect(await answer.json()).toMatchObject({ text: 'a\n[private key masked]\nb\n' });
});

test('of a log that is longer than a browser should hold, the end is sent from the start of a line', async () => {
  const text = `${'x'.repeat(99)}\n`.repeat(90_000);
  const answer = await ask(`channel_id=${channel}&key=app/7`, 'alice', { read: async () => ({ text, next: text.length, more: false }) });
  const part: unknown = await answer.json();
  expect(part).toMatchObject({ cut: true, next: text.length });
  expect(JSON.stringify(part).length).toBeLessThan(8_200_000);
});

test.each([
  ['nobody', `channel_id=${channel}&key=app/7`, '', 401, 'CI_API_SESSION'],
  ['somebody outside the channel', `channel_id=${channel}&key=app/7`, 'mallory', 403, 'CI_API_CHANNEL_FORBIDDEN'],
  ['somebody who asks for what is no run', `channel_id=${channel}&key=other`, 'alice', 404, 'CI_API_PIPELINE'],
  ['somebody with a strange start', `channel_id=${channel}&key=app/7&start=-1`, 'alice', 400, 'CI_API_LOG'],
  ['somebody who is not connected', `channel_id=${channel}&key=app/7`, 'bob', 403, 'CI_ACCOUNT_MISSING'],
])('%s is refused with a stable code', async (_who, query, user, status, code) => {
  const answer = await ask(query, user);
  expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
});

import { expect, test } from '@jest/globals';
import { createTellEnded } from './ended.ts';
import { fakeWorld, first, NOW, plain, second } from './fake-world.ts';
import { createRecognition } from './recognition.ts';

test('who signs in to Mattermost with that very CI system is recognised without connecting; an account that was linked comes first', async () => {
  const { accounts } = fakeWorld();
  let signIn: string | undefined = 'https://CI.example:443/base/';
  const recognise = createRecognition({
    accounts,
    signInAddress: async () => signIn,
    signedInAs: async (_provider, id) => (id === '42' ? 'u42' : undefined),
  });
  expect(await recognise(first, { login: 'ada', id: '42' })).toBe('u42');
  expect(await recognise(first, { login: 'ada', id: '43' })).toBeUndefined();
  expect(await recognise(first, { login: 'ada' })).toBeUndefined();
  // Another instance has other people under the same numbers.
  expect(await recognise(second, { login: 'ada', id: '42' })).toBeUndefined();
  expect(await recognise({ ...first, url: '' }, { id: '42' })).toBeUndefined();
  signIn = undefined;
  expect(await recognise(first, { id: '42' })).toBeUndefined();
  signIn = first.url;
  await accounts.link('u1', first, { login: 'ada', id: '42' }, { kind: 'token', credentials: { token: 'made-up-token' } });
  expect(await recognise(first, { login: 'ada', id: '42' })).toBe('u1');
});

test('a linked account is looked for by the id, too: a login may be somebody else’s by now', async () => {
  const asked: unknown[] = [];
  const recognise = createRecognition({
    accounts: { personOf: async (_server, login, id) => void asked.push([login, id]) },
    signInAddress: async () => undefined,
    signedInAs: async () => 'nobody',
  });
  expect(await recognise(first, { login: 'ada', id: '42' })).toBeUndefined();
  expect(asked).toEqual([['ada', '42']]);
});

test('the end of an account is told once, with what goes on; what could not be told is told later', async () => {
  const { accounts, table, lines } = fakeWorld();
  const write = (message: string): void => void lines.push(message);
  const log = { debug: write, info: write, warn: write, error: write, child: () => log };
  await accounts.link('u1', first, { login: 'a*d*a' }, { kind: 'oauth', accessToken: 'made-up-access', grantedAt: NOW });
  table.rows = table.rows.map((row) => ({ ...row, endedAt: NOW }));
  const told: string[] = [];
  let away = true;
  const tell = createTellEnded({
    table,
    titleOf: () => 'Some CI',
    connectCommand: () => '/some connect',
    subscriptionsOf: async () => 3,
    async send(userId, words) {
      if (away) throw new Error('Mattermost is away');
      told.push(`${userId}: ${plain(words)}`);
    },
    now: () => NOW,
    log,
  });
  await tell();
  expect(told).toEqual([]);
  away = false;
  await Promise.all([tell(), tell(), tell()]);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(
    /^u1: \*\*Your connection to Some CI[^]*a\*d\*a[^]*`\/some connect`[^]*The 3 subscriptions that you made stay\.$/,
  );
});

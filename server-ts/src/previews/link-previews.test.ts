import { expect, jest, test } from '@jest/globals';
import type { Connection } from '../ci/connection.ts';
import type { Preview, Previews } from '../ci/preview.ts';
import { CiError } from '../platform/errors.ts';
import { createLinkPreviews } from './link-previews.ts';

const connection = (url: string): Connection => ({ provider: 'forge', name: url, url, webhookSecrets: [] });
const preview: Preview = { kind: 'issue', project: 'team/app', reference: '#1', url: 'https://forge.example/1', title: 'One' };
const missing = new CiError('CI_ACCOUNT_MISSING', 'None.', 'Connect.');

const reachOf = (each: Connection) => ({ connection: each, http: () => Promise.reject(new Error('not here')) });

function desk(look: Previews['look']) {
  const looks = jest.fn(look);
  const previews: Previews = {
    find: (url, { url: base }) => (url.startsWith(base) ? { kind: 'issue', project: base, id: '1' } : undefined),
    look: looks,
    findCode: () => undefined,
    readCode: async () => undefined,
    visibility: async () => undefined,
  };
  const clock = { now: 0 };
  const all = ['https://forge.example', 'https://forge.example/lab'].map((url) => ({ connection: connection(url), previews }));
  const ask = createLinkPreviews({
    places: () => all,
    async as(userId, each) {
      if (userId === 'stranger') throw missing;
      return { ...reachOf(each), credentials: { token: userId } };
    },
    anybody: reachOf,
    now: () => clock.now,
  });
  return { ask, looks, clock };
}

test('each person sees their own answer, kept for half a minute; of two places the nearer one is asked', async () => {
  const { ask, looks, clock } = desk(async (_address, { credentials }) => (credentials?.token === 'ada' ? preview : undefined));
  const link = 'https://forge.example/lab/x';
  expect(await ask('ada', link)).toEqual({ kind: 'preview', preview });
  expect(await ask('bob', link)).toEqual({ kind: 'nothing' });
  expect(await ask('stranger', link)).toEqual({ kind: 'connect' });
  await ask('ada', link);
  expect(looks).toHaveBeenCalledTimes(3);
  expect(looks.mock.calls[0]?.[0].project).toBe('https://forge.example/lab');
  clock.now = 30_000;
  await ask('ada', link);
  expect(looks).toHaveBeenCalledTimes(4);
  expect(await ask('ada', 'https://other.example/x')).toEqual({ kind: 'nothing' });
});

test('a refusal of nobody asks to connect; a failure is said, and forgotten', async () => {
  const answers = [
    new CiError('CI_FORGE_UNAUTHORIZED', 'No.', '-'),
    new CiError('CI_HTTP_TIMEOUT', 'Late.', '-'),
    new CiError('CI_HTTP_TIMEOUT', 'Late.', '-'),
  ];
  const { ask } = desk(async () => {
    throw answers.shift() ?? new Error('asked again');
  });
  expect(await ask('stranger', 'https://forge.example/x')).toEqual({ kind: 'connect' });
  await expect(ask('ada', 'https://forge.example/x')).rejects.toThrow('Late.');
  await expect(ask('ada', 'https://forge.example/x')).rejects.toThrow('Late.');
});

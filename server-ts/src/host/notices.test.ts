import { expect, test } from '@jest/globals';
import { startFake } from '../mattermost/fake/server.ts';
import { isFields } from '../mattermost/errors.ts';
import { CiError } from '../platform/errors.ts';
import { createNotices } from './notices.ts';

const quiet = (): void => undefined;

async function world() {
  const kept = new Map<string, unknown>();
  const posts: string[] = [];
  const logged: string[] = [];
  const server = await startFake(() => ({}), {
    KVGet: (arg) => ({ A: isFields(arg) ? (kept.get(String(arg['A'])) ?? new Uint8Array()) : undefined }),
    KVSetWithOptions: (arg) => {
      if (isFields(arg)) kept.set(String(arg['A']), arg['B']);
      return { A: true };
    },
    GetUsers: () => ({ A: [{ id: 'root' }, { id: 'anna' }, { id: 'robot', is_bot: true }] }),
    GetDirectChannel: () => ({ A: { id: 'dm' } }),
    CreatePost: (arg) => {
      if (isFields(arg) && isFields(arg['A'])) posts.push(String(arg['A']['message']));
      return { A: { id: 'p' } };
    },
  });
  await server.activate();
  const log = { debug: quiet, info: quiet, warn: quiet, error: (message: string) => void logged.push(message), child: () => log };
  return { posts, logged, notices: createNotices(server.host.api, 'bot', log) };
}

const problem = (at: number, code = 'CI_CONFIG_VALUE'): CiError => new CiError(code, `Line ${at} is wrong.`, 'Mend it.');

test('ten thousand faults are one post for each administrator, and few lines in the log', async () => {
  const { posts, logged, notices } = await world();
  await notices.follow(
    'settings',
    Array.from({ length: 10_000 }, (_, at) => problem(at)),
  );
  expect(posts).toHaveLength(2);
  expect(posts[0]).toContain('Line 4 is wrong.');
  expect(posts[0]).toContain('And 9995 more');
  expect(logged).toHaveLength(6);
});

test('another fault of the kind is logged but not written again, until all was well', async () => {
  const { posts, logged, notices } = await world();
  await notices.follow('settings', [problem(1)]);
  await notices.follow('settings', [problem(1)]);
  await notices.follow('settings', [problem(2)]);
  expect([logged, posts.length]).toEqual([['Line 1 is wrong.', 'Line 2 is wrong.'], 2]);
  await notices.follow('settings', []);
  await notices.follow('settings', [problem(2)]);
  expect([logged.length, posts.length]).toEqual([3, 4]);
});

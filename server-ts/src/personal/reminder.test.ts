import { expect, test } from '@jest/globals';
import type { Connection } from '../ci/connection.ts';
import { usualPreferences } from './preferences.ts';
import { remind, type RemindPorts } from './reminder.ts';

const connection: Connection = { provider: 'lab', name: 'default', url: 'https://lab.example', webhookSecrets: [] };
const account = { userId: 'ada', provider: 'lab', connection: 'default', address: '', kind: 'oauth', login: 'ada', linkedAt: 0 } as const;
const given = { userId: 'ada', provider: 'lab', day: '2026-11-20' };

/** What was noted and posted, as both would be kept. `crash`: the process ends before the message is made. */
function kept({ crash = false, waiting = 1 } = {}) {
  const [noted, posts]: [Set<string>, string[]] = [new Set(), []];
  const state = { crash };
  const ports: RemindPorts = {
    provider: { name: 'lab', title: 'Lab', trigger: 'lab', notices: [], hasTodo: true },
    personal: {
      todoDone: async () => undefined,
      todo: async () => [
        { title: 'To-do', entries: waiting === 0 ? [] : [{ title: 'Look', place: 'city/api!1' }], total: waiting, more: false },
      ],
    },
    reach: async () => ({ connection, http: async () => Promise.reject(new Error('nobody is asked')), account }),
    preferences: {
      of: async () => usualPreferences,
      remind: async (_user, _provider, day) => !noted.has(day) && Boolean(noted.add(day)),
      unremind: async (_user, _provider, day) => void (state.crash || noted.delete(day)),
    },
    connections: async () => [connection],
    async post(_user, key) {
      if (state.crash) throw new Error('killed');
      posts.push(key);
    },
    posted: async (_user, key) => posts.includes(key),
    now: () => Date.UTC(2026, 10, 20, 9),
  };
  return { ports, posts, state };
}

test('somebody is reminded once a day, however often it is tried', async () => {
  const { ports, posts } = kept();
  for (const _ of [1, 2]) await remind(ports, given);
  expect(posts).toEqual(['reminder/lab/ada/2026-11-20']);
});

test('a process that was killed after it noted the day, and before it wrote, loses no reminder', async () => {
  const { ports, posts, state } = kept({ crash: true });
  await expect(remind(ports, given)).rejects.toThrow('killed');
  state.crash = false;
  for (const _ of [1, 2]) await remind(ports, given);
  expect(posts).toHaveLength(1);
});

test('nothing is written when nothing waits', async () => {
  const { ports, posts } = kept({ waiting: 0 });
  await remind(ports, given);
  expect(posts).toEqual([]);
});

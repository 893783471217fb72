import { expect, test } from '@jest/globals';
import type { AccountView } from '@ci-command-center/contract';
import type { TodoList } from '../ci/todo.ts';
import { CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { createTasks } from './tasks.ts';

const quiet: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => quiet };
function ignore(): void {
  return undefined;
}

const linked = (provider: string): AccountView => ({
  provider,
  connection: 'default',
  title: provider,
  state: 'linked',
  account: { login: 'ada', since: 1, access: 'full' },
});
const none: AccountView = {
  provider: 'other',
  connection: 'default',
  title: 'Other',
  state: 'none',
  connect: { kind: 'command', command: '/other connect' },
};
const todo: TodoList = [
  {
    title: 'Reviews',
    more: true,
    total: 30,
    page: 'javascript:alert(1)',
    entries: [{ title: 'Fix\nit', url: 'https://ci.example/1', place: 'a/b!1', id: 'secret-id' }],
  },
];

function world(read: (userId: string) => Promise<TodoList>) {
  const reads: string[] = [];
  const state = { now: 0, reads };
  const tasks = createTasks({
    accountsOf: async () => [linked('some'), none, linked('mute')],
    reader: ({ provider }) =>
      provider === 'mute'
        ? undefined
        : async (userId) => {
            state.reads.push(userId);
            return read(userId);
          },
    now: () => state.now,
    log: quiet,
  });
  return { state, tasks };
}

test('each connected CI system tells its part; of the others how to connect; those that cannot tell are left out', async () => {
  const { tasks } = world(async () => todo);
  expect(await tasks('alice', false)).toEqual({
    systems: [
      {
        provider: 'some',
        connection: 'default',
        title: 'some',
        readAt: 0,
        groups: [{ title: 'Reviews', more: true, total: 30, tasks: [{ title: 'Fix it', url: 'https://ci.example/1', place: 'a/b!1' }] }],
      },
      { provider: 'other', connection: 'default', title: 'Other', connect: none.connect },
    ],
  });
});

test('a CI system is asked once a minute, at most every ten seconds by who wants it fresh, once for all who ask at once, and each person apart', async () => {
  const { tasks, state } = world(async () => todo);
  await Promise.all([tasks('alice', false), tasks('alice', false), tasks('bob', false)]);
  expect(state.reads).toEqual(['alice', 'bob']);
  state.now = 9_000;
  await tasks('alice', true);
  state.now = 59_000;
  await tasks('alice', false);
  expect(state.reads).toHaveLength(2);
  await tasks('alice', true);
  expect(state.reads).toHaveLength(3);
});

test('what was read stays while it cannot be read; a limit is given a minute', async () => {
  let failing = false;
  const { tasks, state } = world(async () => {
    if (failing) throw new CiError('CI_SOME_RATE_LIMITED', 'Asked too often.', 'Wait.');
    return todo;
  });
  await tasks('alice', false);
  failing = true;
  state.now = 61_000;
  const [system] = (await tasks('alice', false)).systems;
  expect(system).toMatchObject({ readAt: 0, groups: [{ title: 'Reviews' }], error: { code: 'CI_SOME_RATE_LIMITED' } });
  state.now = 119_000;
  await tasks('alice', true);
  expect(state.reads).toHaveLength(2);
});

import { expect, test } from '@jest/globals';
import { toChannelId } from '../ci/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Subscription } from '../routing/rules.ts';
import { createLife, type LifePorts } from './life.ts';

const ignore = (): void => undefined;
const quiet: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => quiet };
const to = (id: string, project: string, more: Partial<Subscription> = {}): Subscription => ({
  id,
  number: 1,
  channelId: toChannelId('builds'),
  creatorId: 'ada',
  provider: 'lab',
  project,
  events: [],
  createdAt: 0,
  ...more,
});

const refuse = async (): Promise<never> => Promise.reject(new Error('not asked here'));

test('when a group or person is called otherwise, all below it are looked at again, and nothing else', async () => {
  const hurried: string[] = [];
  let woken = 0;
  const ports: LifePorts = {
    subscriptions: {
      about: refuse,
      current: () => [
        to('group', 'City/**'),
        to('project', 'city/api', { connection: 'default' }),
        to('deep', 'CITY/tools/map'),
        to('alike', 'city-two/api'),
        to('elsewhere', 'city/api', { connection: 'second' }),
        to('other', 'city/api', { provider: 'mill' }),
      ],
      life: { due: refuse, learned: refuse, hurry: async (ids) => void hurried.push(...ids) },
    },
    connection: () => undefined,
    look: () => undefined,
    as: refuse,
    anybody: (connection) => ({ connection, http: refuse }),
    wake: async () => void (woken += 1),
    announce: refuse,
    now: () => 5,
    random: () => 0,
    log: quiet,
  };
  const life = createLife(ports);
  await life.changed({ provider: 'lab', connection: 'default' }, { kind: 'moved', path: 'city' });
  expect([hurried, woken]).toEqual([['group', 'project', 'deep'], 1]);
  await life.changed({ provider: 'lab', connection: 'default' }, { kind: 'moved', path: 'village' });
  expect(woken).toBe(1);
});

import { expect, test } from '@jest/globals';
import type { Connection } from '../ci/connection.ts';
import type { EarlierContents } from '../ci/earlier.ts';
import { toChannelId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import { plainOf } from '../rendering/words.ts';
import type { NewSubscription, StoredSubscription } from '../subscriptions/subscription.ts';
import { carryConnections, carrySubscriptions } from './carry.ts';
import { carriedWords } from './done-words.ts';
import { lookAt, lookAtAll } from './look.ts';
import { noteOfEarlier, offerOfEarlier } from './note.ts';
import type { Mover, MovingPorts } from './ports.ts';
import { previewWords } from './preview-words.ts';

const home: Connection = { provider: 'mill', name: 'default', url: 'https://mill.example', webhookSecrets: ['made-up'] };
const wish = (channelId: string, project: string, creatorId = 'ada') =>
  ({ channelId, creatorId, project, events: ['pipeline'], labels: [] }) as const;

interface World {
  readonly contents: Partial<EarlierContents>;
  readonly connections?: readonly Connection[];
  readonly isActive?: boolean;
  subscribe?(wish: NewSubscription): Promise<unknown>;
}

/** A server on which the plugin `old.mill` was; `done` is what was written. */
function worldOf({ contents, connections = [home], isActive = false, subscribe = async () => undefined }: World) {
  const mover: Mover = {
    provider: 'mill',
    title: 'Mill',
    connect: '/mill connect',
    earlier: { id: 'old.mill', keys: [], read: () => ({ connections: [], subscriptions: [], unread: [], ...contents }) },
  };
  const stored: StoredSubscription[] = [];
  const done: string[] = [];
  const keep = (how: string, made: NewSubscription): void => {
    const { checkAt, ...rest } = made;
    done.push(`${how} ${made.channelId} ${made.project} of ${made.creatorId}${checkAt === undefined ? '' : ', looked at soon'}`);
    stored.push({ ...rest, id: String(stored.length), number: stored.length + 1 });
  };
  const ports: MovingPorts = {
    movers: [mover],
    kept: async () => ({ settings: {}, values: new Map(), isActive }),
    connections: () => connections,
    channel: async (id) => (id === 'old' ? 'archived' : id === 'void' ? 'gone' : 'open'),
    channelName: async (id) => `~${id}`,
    subscribed: async () => stored,
    isPerson: async (userId) => userId !== 'left',
    subscriptions: {
      async subscribe(made) {
        await subscribe(made);
        keep('asked', made);
      },
      trust: async (made) => keep('trusted', made),
      look: async () => void done.push('look'),
    },
    desk: {
      async put(provider, { name, url, oauth }) {
        done.push(`put ${name} ${url} ${oauth?.clientId ?? ''}`);
        return { provider, name, url, webhookSecrets: [] };
      },
    },
    reach: async () => ({ connection: home, http: async () => Promise.reject(new Error('nobody is asked')) }),
    hookTarget: () => undefined,
    redirects: () => [],
    now: () => 1_000,
  };
  const found = async () => {
    const [first] = await lookAtAll(ports);
    if (first === undefined) throw new Error('there is something');
    return first;
  };
  return { ports, mover, done, found };
}

test('what would come along is told by channel, and what is here or stays behind by number', async () => {
  const { found, ports } = worldOf({
    contents: {
      connections: [{ name: '', url: 'https://Mill.example/' }],
      subscriptions: [wish('a', 'x/1'), wish('a', 'x/2'), wish('b', 'x/1'), wish('old', 'x/1'), wish('void', 'x/1'), wish('a', 'X/1')],
      unread: ['A subscription to y cannot be read.'],
    },
    isActive: true,
  });
  await ports.subscriptions.trust({ ...wish('b', 'X/1'), channelId: toChannelId('b'), provider: 'mill', branches: [], createdAt: 0 });
  const text = plainOf(previewWords(await found(), new Map([['a', '~a']])));
  expect(text).toContain('Would import 2 subscriptions in 1 channel');
  expect(text).toContain('~a: x/1, x/2');
  expect(text).toContain('1 subscription is here already');
  expect(text).toContain('1 subscription stays behind, of 1 channel that is archived');
  expect(text).toContain('1 channel that is deleted');
  expect(text).toContain('y cannot be read');
  expect(text).toContain('disable that plugin');
  expect(await noteOfEarlier(ports)).toMatchObject([
    { level: 'note', message: expect.stringContaining('left 2 subscriptions that are not here') },
  ]);
  expect(await offerOfEarlier(ports)).toMatchObject([{ buttons: [{ call: { name: 'earlier-look' } }] }]);
});

test('imported twice it is there once, and nothing is offered any more', async () => {
  const { found, ports, done } = worldOf({
    contents: { connections: [{ name: '', url: home.url }], subscriptions: [wish('a', 'x/1'), wish('a', 'y/**'), wish('a', 'x/1')] },
  });
  expect(await carrySubscriptions(await found(), 'root', ports)).toEqual({ made: 2, unseen: 0, refused: [] });
  expect(await carrySubscriptions(await found(), 'root', ports)).toEqual({ made: 0, unseen: 0, refused: [] });
  expect(done).toEqual(['asked a x/1 of ada', 'asked a y/** of ada']);
  expect(await noteOfEarlier(ports)).toEqual([]);
  expect(await offerOfEarlier(ports)).toEqual([]);
});

test('who made one and linked no account here is trusted for a while; who is gone is stood in for; who may not is told', async () => {
  const { found, ports, done, mover } = worldOf({
    contents: { subscriptions: [wish('a', 'x/1'), wish('a', 'x/2', 'left'), wish('a', 'x/3', 'ben'), wish('a', 'x/4', 'left')] },
    async subscribe({ creatorId, project }) {
      if (creatorId === 'ada') throw new CiError('CI_ACCOUNT_MISSING', 'You are not connected.', 'Connect.');
      if (creatorId === 'ben') throw new CiError('CI_SUBSCRIPTION_FORBIDDEN', 'You may not.', 'Ask.');
      if (project === 'x/4') throw new CiError('CI_ACCOUNT_MISSING', 'You are not connected.', 'Connect.');
    },
  });
  const carried = await carrySubscriptions(await found(), 'root', ports);
  expect(carried).toMatchObject({ made: 2, unseen: 1, refused: [{ found: { project: 'x/3' } }, { found: { project: 'x/4' } }] });
  expect(done).toEqual(['trusted a x/1 of ada, looked at soon', 'asked a x/2 of root', 'look']);
  const text = plainOf(carriedWords(mover, carried));
  expect(text).toMatch(/2 subscriptions .* were imported.*1 of them rests on people.*2 were not.*x\/3.*CI_SUBSCRIPTION_FORBIDDEN/s);
});

test('connections take the free place of the settings, or a name of their own; none is set up twice', async () => {
  const oauth = { clientId: 'made-up-id', clientSecret: 'made-up-secret' };
  const contents = {
    connections: [
      { name: '', url: 'https://mill.example', oauth },
      { name: 'North Mill', url: 'https://north.example' },
      { name: '', url: 'https://south.example:8443/m' },
    ],
  };
  const bare = worldOf({ contents, connections: [{ ...home, url: '' }] });
  await carryConnections(await bare.found(), bare.ports);
  expect(bare.done).toEqual([
    'put default https://mill.example made-up-id',
    'put north-mill https://north.example ',
    'put south.example https://south.example:8443/m ',
  ]);
  const known = worldOf({ contents, connections: [home, { ...home, name: 'north-mill', url: 'https://north.example/' }] });
  expect((await known.found()).connections.map(({ standing, name }) => `${standing} ${name}`)).toEqual([
    'application default',
    'here north-mill',
    'new south.example',
  ]);
});

test('of a plugin that never was here nothing is told', async () => {
  const { ports, mover } = worldOf({ contents: {} });
  expect(await lookAt(mover, ports)).toBeUndefined();
  expect(await lookAt(mover, { ...ports, kept: async () => undefined })).toBeUndefined();
});

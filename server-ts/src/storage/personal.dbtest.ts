import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { toChannelId, toPostId, toSubjectKey, type PostId } from '../ci/ids.ts';
import type { KeyedContent, Posts } from '../delivery/ports.ts';
import { createTell, type TellPorts } from '../personal/tell.ts';
import type { Noted } from '../personal/news.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import { silent } from './scratch-database.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await startScratchCluster(2);
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  await cluster.database.query('delete from ci_command_center.personal_topics');
  await cluster.database.query('delete from ci_command_center.preferences');
  await cluster.database.query('delete from ci_command_center_queue._private_jobs');
});

const NOW = Date.now();
const topic = toSubjectKey('some/default/merge-request/1/7');
const name = { userId: 'u1', topic };
const noted = (identity: string, more: Partial<Noted> = {}): Noted => ({
  userId: 'u1',
  provider: 'some',
  connection: 'default',
  identity,
  topic,
  subject: topic,
  roles: [
    { kind: 'mentioned', what: 'mentioned' },
    { kind: 'commented', what: 'commented' },
  ],
  news: { thing: { kind: 'merge-request', project: { id: '1', path: 'city/api', url: '' }, number: '7', title: identity }, at: NOW },
  ...more,
});
const outcomes = async () =>
  Object.fromEntries(
    (await cluster.database.query('select identity, outcome from ci_command_center.personal_news')).map((row) => [
      row['identity'],
      row['outcome'],
    ]),
  );
const jobs = async () =>
  (await cluster.database.query(`select key from ci_command_center_queue._private_jobs where key like 'personal %'`)).length;

/** A server that keeps posts; `dies`: after the next one was made. */
function server() {
  const posts = new Map<PostId, KeyedContent>();
  const state = { dies: false, read: false };
  const ports: Posts = {
    async create(_place, content) {
      const post = toPostId(`post ${posts.size}`);
      posts.set(post, content);
      if (state.dies) throw new Error('killed');
      return { kind: 'made', post };
    },
    async update(post, content) {
      posts.set(post, content);
      return { kind: 'updated' };
    },
    find: async (_place, key) => [...posts].filter(([, { props }]) => props.ci_card_key === key).map(([post]) => post),
    async remove(post) {
      posts.delete(post);
    },
  };
  return { ports, state, said: () => [...posts.values()].map(({ message }) => message) };
}

function teller(posts: Posts, state: { readonly read: boolean }, at = 0, more: Partial<TellPorts> = {}) {
  const { personal, preferences } = cluster.node(at);
  return createTell({
    table: personal,
    preferences,
    posts,
    isActive: async () => true,
    directChannel: async () => toChannelId('direct'),
    wasRead: async () => state.read,
    mayOpen: async () => true,
    draw: async ({ news, introduces }) => ({
      type: '',
      message: `${introduces ? 'intro ' : ''}${news.map(({ identity }) => identity).join(' ')}`,
      props: {},
    }),
    later: async () => undefined,
    now: () => NOW,
    log: silent,
    ...more,
  });
}

test('what is noted again, on whichever node and however often, is there once and queues one task', async () => {
  const nodes = [cluster.node(0), cluster.node(1)];
  const all = Array.from({ length: 20 }, (_, at) => nodes[at % 2]?.personal.note([noted('a'), noted(`b${at % 3}`), noted('a')], NOW));
  await Promise.all(all);
  expect(await outcomes()).toEqual({ a: null, b0: null, b1: null, b2: null });
  expect(await jobs()).toBe(1);
});

test('what comes before the message was read is added to it; what comes then is another message; repetitions are neither', async () => {
  const { ports, state, said } = server();
  const tell = teller(ports, state);
  const { personal } = cluster.node();
  await personal.note([noted('a')], NOW);
  await tell(name, false);
  await personal.note([noted('a'), noted('b')], NOW + 1);
  await tell(name, false);
  expect(said()).toEqual(['intro a b']);
  state.read = true;
  await personal.note([noted('a'), noted('b')], NOW + 2);
  await tell(name, false);
  await personal.note([noted('c')], NOW + 3);
  await tell(name, false);
  expect(said()).toEqual(['intro a b', 'c']);
});

test('killed between the post and its note, the message is found, not made again; nor by two nodes at once', async () => {
  const { ports, state, said } = server();
  const { personal } = cluster.node();
  await personal.note([noted('a')], NOW);
  state.dies = true;
  await expect(teller(ports, state)(name, false)).rejects.toThrow('killed');
  state.dies = false;
  await personal.note([noted('b')], NOW + 1);
  await teller(ports, state, 1)(name, false);
  expect(said()).toEqual([expect.stringMatching(/a b$/)]);
  await personal.note([noted('c')], NOW + 2);
  await Promise.all([0, 1, 0, 1].map((at) => teller(ports, state, at)(name, false)));
  await teller(ports, state)(name, false);
  expect(said()).toEqual([expect.stringMatching(/a b c$/)]);
});

test('what is switched off, hidden, too old, or for nobody is not told, and never later', async () => {
  const { ports, state, said } = server();
  const { personal, preferences } = cluster.node();
  await preferences.change('u1', 'some', { what: 'kinds', kinds: ['mentioned', 'review'], on: false });
  const old = { ...noted('old').news, at: NOW - 8 * 86_400_000 };
  await personal.note(
    [noted('off', { roles: [{ kind: 'review', what: 'review-asked' }] }), noted('other role'), noted('old', { news: old })],
    NOW,
  );
  await teller(ports, state)(name, false);
  expect(await outcomes()).toEqual({ off: 'off', 'other role': 'told', old: 'old' });
  expect(said()).toEqual(['intro other role']);
  await personal.note([noted('hidden')], NOW);
  await teller(ports, state, 0, { mayOpen: async () => false })(name, false);
  await personal.note([noted('away')], NOW);
  const away = { mayOpen: async () => Promise.reject(new Error('GitLab is away')) };
  await expect(teller(ports, state, 0, away)(name, false)).rejects.toThrow('away');
  expect(await outcomes()).toMatchObject({ hidden: 'hidden', away: null });
  await teller(ports, state, 0, away)(name, true);
  expect(await outcomes()).toMatchObject({ away: 'hidden' });
  await personal.note([noted('gone')], NOW);
  await teller(ports, state, 0, { isActive: async () => false })(name, false);
  expect(await outcomes()).toMatchObject({ gone: 'gone' });
  expect(said()).toEqual(['intro other role']);
});

test('people are found by the id of their account; a login that somebody else has now is not theirs', async () => {
  await cluster.database.query(`
    insert into ci_command_center.accounts (user_id, provider, connection, address, kind, login, profile, key_id, sealed, linked_at) values
      ('u1', 'some', 'default', 'https://ci.example', 'oauth', 'ada', '{"id": "1"}', 'k', '', now()),
      ('u2', 'some', 'default', 'https://ci.example', 'token', 'Bob', '{}', 'k', '', now())`);
  const { personal } = cluster.node();
  const linked = async (who: { readonly id?: string; readonly username?: string }) =>
    (await personal.linked('some', 'default', who)).map(({ userId }) => userId);
  expect(await linked({ id: '1', username: 'renamed' })).toEqual(['u1']);
  expect(await linked({ id: '9', username: 'ada' })).toEqual([]);
  expect(await linked({ username: 'ADA' })).toEqual(['u1']);
  expect(await linked({ id: '7', username: 'bob' })).toEqual(['u2']);
  expect(await linked({ id: '8' })).toEqual([]);
});

test('somebody is reminded once a day over all nodes, and whoever does not want it never', async () => {
  const nodes = [cluster.node(0), cluster.node(1)];
  const reminded = await Promise.all(Array.from({ length: 10 }, (_, at) => nodes[at % 2]?.preferences.remind('u1', 'some', '2026-11-23')));
  expect(reminded.filter((each) => each === true)).toHaveLength(1);
  const { preferences } = cluster.node();
  expect(await preferences.unreminded('some', '2026-11-23')).toEqual(['u2']);
  expect(await preferences.unreminded('some', '2026-11-24')).toEqual(['u1', 'u2']);
  await preferences.change('u2', 'some', { what: 'reminders', on: false });
  expect(await preferences.unreminded('some', '2026-11-24')).toEqual(['u1']);
  expect(await preferences.remind('u2', 'some', '2026-11-24')).toBe(false);
  expect(await preferences.change('u2', 'some', { what: 'kinds', kinds: ['review'], on: false })).toMatchObject({
    kindsOff: ['review'],
    notifications: true,
  });
  expect(await preferences.change('u2', 'some', { what: 'notifications', on: false })).toMatchObject({ notifications: false });
  expect(await preferences.change('u2', 'some', { what: 'kinds', kinds: ['review'], on: true })).toMatchObject({
    kindsOff: [],
    notifications: true,
  });
});

test('what is old is forgotten with its news', async () => {
  const { personal } = cluster.node();
  await personal.note([noted('old')], NOW - 10_000);
  await personal.note([noted('new', { topic: toSubjectKey('other') })], NOW);
  await personal.forget(NOW - 5_000);
  expect(await outcomes()).toEqual({ new: null });
});

test('a flood about one thing is told to its end, in few messages, and asks the CI system as often as it is taken up', async () => {
  const { ports, state, said } = server();
  const asked: string[] = [];
  const again: number[] = [];
  const tell = teller(ports, state, 0, {
    mayOpen: async (_topic, { thing }) => asked.push(thing.title) > 0,
    later: async (_name, at) => void again.push(at),
  });
  const { personal } = cluster.node();
  const flood = Array.from({ length: 450 }, (_, at) => `n${String(at).padStart(3, '0')}`);
  const thing = { kind: 'merge-request', project: { id: '1', path: 'city/api', url: '' }, number: '7', title: 'Flood' } as const;
  await personal.note(
    flood.map((each) => noted(each, { news: { thing, at: NOW } })),
    NOW,
  );
  for (let round = 0; round === 0 || again.length === round; round += 1) await tell(name, false);
  expect(Object.values(await outcomes()).every((outcome) => outcome === 'told')).toBe(true);
  expect(said()).toHaveLength(3);
  await personal.note([noted('after')], NOW + 1);
  await tell(name, false);
  expect(said().join(' ')).toContain('after');
  expect(asked).toEqual(['Flood', 'Flood', 'Flood', 'after']);
});

const directChannel = () => Promise.reject(new Error('there is no such person'));

test('for who is deactivated, or wants no messages, no direct channel is made', async () => {
  const { ports, state } = server();
  const { personal, preferences } = cluster.node();
  await personal.note([noted('a')], NOW);
  await teller(ports, state, 0, { directChannel, isActive: async () => false })(name, false);
  await preferences.change('u1', 'some', { what: 'notifications', on: false });
  await personal.note([noted('b')], NOW);
  await teller(ports, state, 0, { directChannel })(name, false);
  expect(await outcomes()).toEqual({ a: 'gone', b: 'off' });
});

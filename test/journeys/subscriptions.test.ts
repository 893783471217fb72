// A channel subscribes, mutes and unsubscribes by command, and is told when whoever subscribed has gone.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { pipelineNews, tell, untilTold, type PipelineNews } from '../server/news.ts';
import { sitDown, type Typist } from '../server/typist.ts';

jest.setTimeout(60_000);

let server: TestServer;
let channel: TestChannel;
let alice: Typist;
const counter = { id: 92_000_000 + (Date.now() % 900_000) };

beforeAll(async () => {
  server = await testServer();
  channel = await openChannel(server, 'subscriptions', 'alice');
  alice = await sitDown(server, 'alice');
  // Nobody else hears of it: the default rooms are not what this is about.
  await configure(server, 'routes:\n  - {match: {project: "subs/**"}, to: []}\n');
});
afterAll(async () => {
  alice.close();
  await configure(server, usual);
});

/** A pipeline of that project and branch ends; answers how many cards the channel holds then. */
async function end(project: string, branch: string, status: PipelineNews['status']): Promise<number> {
  counter.id += 1;
  await tell(server, pipelineNews({ id: counter.id, project, branch, status }));
  await untilTold(server);
  return (await channel.cards()).length;
}

test('a subscription brings what it names, of subgroups too, and nothing else', async () => {
  const answer = await alice.type(channel.id, '/ci subscribe gitlab subs/** --branch main --notify failures');
  expect(answer).not.toMatch(/error|unknown/i);
  await pollUntil(
    'the channel being told',
    async () => ((await channel.posts()).some(({ message }) => message.includes('subs/')) ? true : undefined),
    { limit: 10_000 },
  );
  expect(await end('subs/deep/er/api', 'main', 'failed')).toBe(1);
  expect(await end('subs/deep/er/api', 'feature', 'failed')).toBe(1);
  expect(await end('subs/deep/er/api', 'main', 'success')).toBe(1);
  expect(await end('other/api', 'main', 'failed')).toBe(1);
  expect(await alice.type(channel.id, '/ci subscriptions')).toMatch(/1.*subs\/.*failures/s);
});

test('a muted project is quiet, and speaks again when it is not muted any more', async () => {
  const before = (await channel.cards()).length;
  await alice.type(channel.id, '/ci mute subs/loud/api 1h');
  expect(await end('subs/loud/api', 'main', 'failed')).toBe(before);
  expect(await end('subs/other/api', 'main', 'failed')).toBe(before + 1);
  expect(await alice.type(channel.id, '/ci mute list')).toMatch(/1.*subs\/loud\/api/s);
  await alice.type(channel.id, '/ci mute off 1');
  expect(await end('subs/loud/api', 'main', 'failed')).toBe(before + 2);
});

test('route test tells where an event would go, and why', async () => {
  const text = await alice.type(
    channel.id,
    '/ci route test event=pipeline provider=gitlab project=subs/deep/api branch=main status=failed',
  );
  expect(text).toMatch(/subscription/i);
  expect(text).toMatch(/subs\/\*\*/);
});

test('when whoever subscribed leaves, the channel is told and goes on hearing', async () => {
  const before = (await channel.cards()).length;
  await openChannel(server, 'subscriptions', 'bob');
  await server.as('alice').delete(`/api/v4/channels/${channel.id}/members/${alice.id}`);
  const posts = async () => {
    await server.as('admin').post(`/api/v4/channels/${channel.id}/members`, { user_id: server.as('admin').id });
    return (await openChannel(server, 'subscriptions', 'bob')).posts();
  };
  await pollUntil(
    'the channel being told',
    async () => ((await posts()).some(({ message }) => /alice/.test(message) && /left/.test(message)) ? true : undefined),
    { limit: 15_000 },
  );
  channel = await openChannel(server, 'subscriptions', 'bob');
  expect(await end('subs/deep/api', 'main', 'failed')).toBe(before + 1);
});

test('unsubscribed, the channel hears nothing more', async () => {
  const bob = await sitDown(server, 'bob');
  const before = (await channel.cards()).length;
  expect(await bob.type(channel.id, '/ci unsubscribe 1')).toMatch(/subs\//);
  expect(await end('subs/deep/api', 'main', 'failed')).toBe(before);
  expect(await bob.type(channel.id, '/ci unsubscribe 1')).toMatch(/no subscription/i);
  bob.close();
});

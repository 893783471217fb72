// /ci on the real server: what it answers, to whom, and what autocomplete offers.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { deliver } from '../server/deliver.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { watch, type Watch } from '../server/watch.ts';

jest.setTimeout(60_000);

let server: TestServer;
let builds: TestChannel;
let bob: Watch;
let alice: Watch;

beforeAll(async () => {
  server = await testServer();
  builds = await openChannel(server, 'builds', 'bob');
  bob = await watch(server.url, server.users['bob']?.token ?? '');
  alice = await watch(server.url, server.users['alice']?.token ?? '');
});
afterAll(() => {
  bob.close();
  alice.close();
});

/** Types as bob; answers the text of the private reply. */
async function type(command: string): Promise<string> {
  const heard = bob.events.length;
  await server.as('bob').post('/api/v4/commands/execute', { channel_id: builds.id, command });
  return bob.until(`the reply to ${command}`, (event) => {
    if (event.event !== 'ephemeral_message' || bob.events.indexOf(event) < heard) return undefined;
    const post = JSON.parse(String(event.data['post']));
    return [post.message, ...(post.props.attachments ?? []).map(({ text }: { text: string }) => text)].join('\n');
  });
}

test('/ci and /ci help list every verb', async () => {
  for (const command of ['/ci', '/ci help']) {
    const text = await type(command);
    for (const verb of ['status', 'about', 'help']) expect(text).toContain(`/ci ${verb}`);
  }
});

test('/ci about tells the version and what it runs on', async () => {
  expect(await type('/ci about')).toMatch(/CI Command Center .*0.*running on Node 24/);
});

test('a wrong word is answered with the nearest right one', async () => {
  expect(await type('/ci satus')).toContain('status');
});

test('/ci status shows the pipelines of the channel, and of the project and branch asked for', async () => {
  const body = readFileSync(join(import.meta.dirname, '../payloads/gitlab/pipeline_failed_18.json'), 'utf8').replaceAll('4711', '44000001');
  const done = bob.until('the card', ({ event, data }) =>
    event === 'posted' && String(data['post']).includes('44000001') ? true : undefined,
  );
  expect((await deliver(server, body)).status).toBe(202);
  await done;
  expect(await type('/ci status')).toContain('44000001');
  expect(await type('/ci status gitlab-org/gitlab-test main')).toContain('44000001');
  expect(await type('/ci status http://192.168.64.1:3005/gitlab-org/gitlab-test')).toContain('44000001');
  expect(await type('/ci status gitlab-org/other')).not.toContain('44000001');
});

test('nobody else sees a reply', async () => {
  await type('/ci about');
  expect(alice.events.filter(({ event }) => event === 'ephemeral_message')).toEqual([]);
});

test('autocomplete offers the verbs', async () => {
  const path = `/api/v4/teams/${server.team.id}/commands/autocomplete_suggestions?user_input=${encodeURIComponent('/ci ')}&channel_id=${builds.id}`;
  const offered = await server.as('bob').get(path);
  expect(JSON.stringify(offered)).toMatch(/ci status.*ci about.*ci help/);
});

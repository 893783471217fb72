// Every notify and thread policy, as a channel with a route of its own sees it.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openChannel, type ChannelPost, type TestChannel } from '../server/channel.ts';
import { configure, usual } from '../server/configuration.ts';
import { countEdits } from '../server/edits.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { gateNews, pipelineNews, tell, untilTold, type PipelineNews } from '../server/news.ts';

jest.setTimeout(60_000);

let server: TestServer;
/** Of this file only. */
const counter = { id: 91_000_000 + (Date.now() % 900_000) };

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => configure(server, usual));

/** A channel that hears of one project by that policy. */
async function channelWith(policyName: string, policy: string): Promise<{ channel: TestChannel; project: string }> {
  // A server that is used again has no old news for us.
  const name = `${policyName}-${counter.id}`;
  const [channel, project] = [await openChannel(server, name, 'alice'), `policies/${name}`];
  await configure(server, `routes:\n  - {match: {project: ${project}}, to: {channel: ${name}}, ${policy}}\n`);
  return { channel, project };
}

/** One pipeline after the other ends as told; answers the message of each post that came of it, oldest first. */
async function run(channel: TestChannel, project: string, ends: readonly PipelineNews['status'][]): Promise<string[]> {
  for (const status of ends) {
    counter.id += 1;
    await tell(server, pipelineNews({ id: counter.id, project, branch: 'main', status }));
    await untilTold(server);
  }
  return (await channel.posts()).map(({ message }) => message);
}

describe('notify', () => {
  test('live: a card from the start, which is edited when it ends', async () => {
    const { channel, project } = await channelWith('policy-live', 'notify: live');
    const id = (counter.id += 1);
    await tell(server, pipelineNews({ id, project, branch: 'main', status: 'running' }));
    await untilTold(server);
    const [started] = await channel.posts();
    expect(started?.message).toContain(`#${id} started`);
    await tell(server, pipelineNews({ id, project, branch: 'main', status: 'failed' }));
    await untilTold(server);
    const [ended, ...more] = await channel.posts();
    expect(more).toEqual([]);
    expect(ended).toMatchObject({ id: started?.id, message: expect.stringContaining(`#${id} failed`) });
  });

  test('finish: a card when it ends and not before', async () => {
    const { channel, project } = await channelWith('policy-finish', 'notify: finish');
    const id = (counter.id += 1);
    await tell(server, pipelineNews({ id, project, branch: 'main', status: 'running' }));
    await tell(server, pipelineNews({ id, project, branch: 'main', status: 'success' }));
    await untilTold(server);
    const posts = await channel.posts();
    expect(posts.map(({ message }) => message)).toEqual([expect.stringContaining(`#${id} passed`)]);
    expect(await countEdits(server, posts[0]?.id ?? '')).toBe(0);
  });

  test('failures: only what fails', async () => {
    const { channel, project } = await channelWith('policy-failures', 'notify: failures');
    const messages = await run(channel, project, ['success', 'failed', 'success', 'canceled']);
    expect(messages).toEqual([expect.stringContaining('failed')]);
  });

  test('changes: broken and fixed, said as such', async () => {
    const { channel, project } = await channelWith('policy-changes', 'notify: changes');
    const messages = await run(channel, project, ['success', 'failed', 'failed', 'success', 'success']);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatch(/failed|broken/);
    expect(messages[1]).toMatch(/fixed/);
  });

  test('after 3: the third failure in a row, and the fix', async () => {
    const { channel, project } = await channelWith('policy-after', 'notify: {after: 3}');
    expect(await run(channel, project, ['failed', 'failed'])).toEqual([]);
    const messages = await run(channel, project, ['failed', 'success', 'failed', 'success']);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatch(/failed/);
    expect(messages[1]).toMatch(/fixed/);
  });
});

/** A pipeline of a commit fails; then its quality gate fails, too. Answers what the channel holds, oldest first. */
async function failWithGate(name: string, thread: string): Promise<readonly ChannelPost[]> {
  const { channel, project } = await channelWith(name, `notify: finish, thread: ${thread}`);
  const id = (counter.id += 1);
  const sha = id.toString(16).padStart(40, 'b');
  await tell(server, pipelineNews({ id, project, branch: 'main', status: 'failed', sha }));
  await untilTold(server);
  await tell(server, gateNews(sha, project, `task-${id}`), 'sonarqube');
  await untilTold(server);
  return channel.posts();
}

const isGate = ({ message, props }: ChannelPost): boolean => /gate/i.test(message + JSON.stringify(props.attachments));

describe('thread', () => {
  test('details: the quality gate stands in the thread of the commit’s card', async () => {
    const [card, reply, ...more] = await failWithGate('policy-details', 'details');
    expect(more).toEqual([]);
    expect(card).toMatchObject({ root_id: '', type: 'custom_ci_pipeline' });
    expect(reply).toMatchObject({ root_id: card?.id });
    expect(reply && isGate(reply)).toBe(true);
    expect(JSON.stringify(card?.props.attachments)).toMatch(/gate/i);
  });

  test('broadcast: it stands in the thread, and is said in the channel, too', async () => {
    const [card, ...others] = await failWithGate('policy-broadcast', 'broadcast');
    const gates = others.filter(isGate);
    expect(gates.map(({ root_id: root }) => root).sort()).toEqual(['', card?.id].sort());
  });

  test('flat: it stands in the channel, and there is no thread', async () => {
    const posts = await failWithGate('policy-flat', 'flat');
    expect(posts.map(({ root_id: root }) => root)).toEqual(posts.map(() => ''));
    expect(posts.filter(isGate).length).toBeGreaterThanOrEqual(1);
    expect(posts).toHaveLength(2);
  });

  test('broadcast: the verdict of a card that stood there before is said in the channel, once', async () => {
    const { channel, project } = await channelWith('policy-echo', 'notify: live, thread: broadcast');
    const id = (counter.id += 1);
    for (const status of ['running', 'failed', 'failed'] as const) {
      await tell(server, pipelineNews({ id, project, branch: 'main', status }));
      await untilTold(server);
    }
    const posts = await channel.posts();
    expect(posts.map(({ root_id: root, type }) => [root, type])).toEqual([
      ['', 'custom_ci_pipeline'],
      ['', ''],
    ]);
    expect(posts[1]?.message).toContain(`#${id} failed`);
  });
});

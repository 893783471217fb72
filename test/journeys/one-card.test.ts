// One pipeline of 60 jobs is one living card: made once, edited at most six times, and never turned back.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { largeScenario, startGitLab, type GitLab } from '../stand-ins/gitlab/index.ts';
import { openChannel, type TestChannel } from '../server/channel.ts';
import { deliver, hookPath } from '../server/deliver.ts';
import { countEdits } from '../server/edits.ts';
import { testServer, type TestServer } from '../server/index.ts';
import { watch, type Watch } from '../server/watch.ts';

jest.setTimeout(60_000);

let server: TestServer;
let builds: TestChannel;
let gitlab: GitLab;
let alice: Watch;

beforeAll(async () => {
  server = await testServer();
  builds = await openChannel(server, 'builds', 'alice');
  alice = await watch(server.url, server.users['alice']?.token ?? '');
  gitlab = await startGitLab({ hookUrl: server.url + hookPath, token: server.webhookSecret, speed: 600 });
});

afterAll(async () => {
  alice.close();
  await gitlab.stop();
});

/** The status that a live change tells for the pipeline, once it has concluded that way. */
const became = (number: string, status: string) =>
  alice.until(`pipeline ${number} becoming ${status}`, ({ event, data }) => {
    if (event !== 'custom_ci-command-center_pipeline_changed' || data['channel_id'] !== builds.id) return undefined;
    const view = JSON.parse(String(data['pipeline']));
    return view.number === number && view.status === status ? view : undefined;
  });

/** The stored post, once it says so. */
const stored = (number: string, status: string) =>
  alice.until(`the post of ${number} saying ${status}`, ({ event, data }) => {
    if (event !== 'posted' && event !== 'post_edited') return undefined;
    const post = JSON.parse(String(data['post']));
    // Channels of other stories may be told of all projects, too.
    if (post.channel_id !== builds.id) return undefined;
    const view = JSON.parse(post.props?.ci_pipeline ?? '{}');
    return view.number === number && view.status === status ? post : undefined;
  });

test('60 jobs, some failing, make one post by the bot that ends with the verdict after at most six edits', async () => {
  const pipeline = await gitlab.runPipeline(largeScenario(60, 6, [52, 57]));
  const number = String(pipeline.id);
  const view = await became(number, 'failed');
  expect(view.jobs).toHaveLength(60);
  const post = await stored(number, 'failed');
  const cards = (await builds.cards()).filter(({ props }) => props.ci_pipeline.number === number);
  expect(cards.map(({ id }) => id)).toEqual([post.id]);
  expect(cards[0]?.type).toBe('custom_ci_pipeline');
  expect(cards[0]?.message).toContain('failed');
  expect(await countEdits(server, post.id)).toBeLessThanOrEqual(6);
});

test('the same deliveries again, in any order, under new keys, change nothing', async () => {
  const [first] = gitlab.pipelines;
  const mine = async () => (await builds.cards()).filter(({ props }) => props.ci_pipeline.number === String(first?.id));
  const before = await mine();
  expect(before).toHaveLength(1);
  const shuffled = gitlab.deliveries.toSorted((a, b) => hash(a.body) - hash(b.body));
  for (const { event, body } of shuffled) {
    const { status } = await deliver(server, body, { 'X-Gitlab-Event': event });
    expect([200, 202]).toContain(status);
  }
  // Work on one pipeline is in order: when a new one that came later is posted, these were done or are not news.
  const marker = await gitlab.runPipeline(largeScenario(1));
  await stored(String(marker.id), 'success');
  expect(await mine()).toEqual(before);
});

/** Any fixed order that is not the one of time. */
function hash(text: string): number {
  let value = 7;
  for (const letter of text) value = (value * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return value;
}

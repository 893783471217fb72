// Everything goes wrong at once, and at the end exactly the expected posts are there. `CI_CHAOS_RUNS` says how often (1).
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { bundle } from '../../build/bundle.ts';
import { thisPlatform } from '../../build/bundle/platform.ts';
import { startEmbedded, type Embedded, type Node } from '../../build/embedded/index.ts';
import { untilWell } from '../../build/embedded/plugin.ts';
import { pollUntil } from '../../build/embedded/poll.ts';
import { wreakHavoc } from './havoc.ts';
import { openLedger } from '../server/ledger.ts';
import { createRandom } from './random.ts';
import { sendAll } from './senders.ts';
import { tellStory, type Story } from './story.ts';
import type { BotPost } from '../server/ledger.ts';

const RUNS = Number(process.env['CI_CHAOS_RUNS'] ?? 1);
const FIRST_SEED = Number(process.env['CI_CHAOS_SEED'] ?? Date.now() % 1_000_000);
const SECRET = 'chaos-webhook-secret-0123456789';
const PIPELINES = 12;

jest.setTimeout(RUNS * 300_000 + 300_000);

const state: { server?: Embedded; nodes?: readonly [Node, Node] } = {};

beforeAll(async () => {
  // The database of the other tests is not ours to refuse.
  delete process.env['DATABASE_URL'];
  const platform = thisPlatform();
  if (!platform) throw new Error('The plugin does not run on this machine.');
  const [path = ''] = await bundle([platform]);
  const server = await startEmbedded({
    people: ['alice'],
    plugin: { WebhookSecret: SECRET, EncryptionKey: 'c'.repeat(32), Team: 'ci-demo', Configuration: 'notify: {pipelines: live}\n' },
  });
  state.server = server;
  await server.installPlugin(path);
  const second = await server.addNode();
  await second.installPlugin(path);
  state.nodes = [server.node, second];
}, 600_000);

afterAll(() => state.server?.stop(), 60_000);

/** Which of the run's posts are not exactly as they must be: nothing, when all is well. */
function faultsOf(story: Story, posts: readonly BotPost[]): string[] {
  const cards = [...story.pipelines].flatMap(([number, status]) => {
    const found = posts.filter(({ pipeline }) => pipeline?.number === number);
    return found.length === 1 && found[0]?.pipeline?.status === status
      ? []
      : [`pipeline ${number} (${status}): ${found.map(({ pipeline, id }) => `${id} ${pipeline?.status}`).join(', ') || 'no card'}`];
  });
  const gates = [...story.gates].flatMap(([task, number]) => {
    const card = posts.find(({ pipeline }) => pipeline?.number === number);
    const replies = posts.filter(({ rootId, cardKey }) => rootId === card?.id && cardKey.includes(task));
    const alerts = posts.filter(({ rootId, message, text, pipeline }) => !rootId && !pipeline && (message + text).includes(task));
    return replies.length === 1 && alerts.length === 1 ? [] : [`gate ${task}: ${replies.length} replies, ${alerts.length} alerts`];
  });
  const groups = story.groups.flatMap((cluster) => {
    const found = posts.filter(({ rootId, message, text }) => rootId === '' && (message + text).includes(cluster));
    return found.length === 1 && /resolved/i.test(found[0]?.message ?? '') ? [] : [`alerts of ${cluster}: ${JSON.stringify(found)}`];
  });
  const changes = story.changes.flatMap((title) => {
    const found = posts.filter(({ rootId, message, text }) => rootId === '' && (message + text).includes(title));
    const comments = posts.filter(({ text, message }) => (message + text).includes(`Thought about ${title}`));
    const merged = /merged/i.test(found[0]?.message ?? '');
    return found.length === 1 && merged && comments.length === 1 ? [] : [`change ${title}: ${JSON.stringify([...found, ...comments])}`];
  });
  const keys = Map.groupBy(posts, ({ cardKey, channel }) => `${cardKey} in ${channel}`);
  const doubled = [...keys].flatMap(([key, same]) => (same.length > 1 ? [`${same.length} posts of ${key}`] : []));
  return [...cards, ...gates, ...groups, ...changes, ...doubled];
}

/** A node that was restarted last is up, and works. */
async function settle(nodes: readonly [Node, Node]): Promise<void> {
  for (const { url } of nodes) await untilWell(url);
}

test.each(Array.from({ length: RUNS }, (_, n) => FIRST_SEED + n))(
  'whatever breaks, the posts are as they must be (seed %i)',
  async (seed) => {
    const { server, nodes } = state;
    if (server === undefined || nodes === undefined) throw new Error('no server');
    const random = createRandom(seed);
    const story = await tellStory({ secret: SECRET, run: seed % 1_000_000, pipelines: PIPELINES });
    const happened: string[] = [];
    const [half, rest] = [story.pieces.slice(0, story.pieces.length / 2), story.pieces.slice(story.pieces.length / 2)];
    await Promise.all([
      sendAll(half, nodes, random, 4).then(() => sendAll(rest, nodes, random, 4)),
      wreakHavoc(server, nodes, random, (text) => happened.push(text)),
    ]);
    await settle(nodes);
    const ledger = await openLedger(server.databaseUrl);
    try {
      await pollUntil('nothing waits any more', async () => ((await ledger.waiting()) === 0 ? true : undefined), {
        limit: 120_000,
        every: 200,
      });
      await pollUntil('all posts', async () => (faultsOf(story, await ledger.posts()).length === 0 ? true : undefined), {
        limit: 30_000,
        every: 500,
      }).catch(() => undefined);
      expect({ happened, faults: faultsOf(story, await ledger.posts()), dead: await ledger.dead() }).toEqual({
        happened,
        faults: [],
        dead: 0,
      });
    } finally {
      await ledger.close();
    }
  },
);

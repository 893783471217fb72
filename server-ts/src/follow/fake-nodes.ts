// For tests only: nodes of the plugin on one scratch database, with a Mattermost and a CI system in memory.

import type { Followed } from '../ci/command.ts';
import type { PipelineSeen } from '../ci/event.ts';
import type { FollowTarget, Look } from '../ci/follow.ts';
import { subjectKey, toChannelId, toPostId, type ChannelId, type PostId } from '../ci/ids.ts';
import type { PipelineSnapshot, Status } from '../ci/pipeline.ts';
import { createDelivery, type Posts } from '../delivery/index.ts';
import { createFlow } from '../flow.ts';
import { systemClock } from '../platform/clock.ts';
import { CiError } from '../platform/errors.ts';
import { shouldEdit } from '../rendering/edits.ts';
import { renderQueued } from '../rendering/queued-card.ts';
import { noTemplates } from '../rendering/templates.ts';
import { createRouting } from '../routing/decide.ts';
import type { Subscription } from '../routing/rules.ts';
import { createScratchDatabase, silent, untilUp } from '../storage/scratch-database.ts';
import { createStorage, type Storage } from '../storage/index.ts';
import { createWork } from '../work.ts';
import { createFollowing, createLearn, queuedKey, type Following } from './index.ts';

export const builds = toChannelId('builds');
export const project = { id: 'team/api', path: 'team/api', url: 'https://ci.example/job/api' };
const connection = { provider: 'lab', name: 'default', url: 'https://ci.example', webhookSecrets: [] };

export interface Post {
  readonly channel: ChannelId;
  readonly root: PostId | undefined;
  message: string;
  props: Readonly<Record<string, unknown>>;
  edits: number;
}

/** A CI system: what is in its queue, and its runs. */
export function createLab() {
  const queue = new Map<string, { run?: string; gone?: string }>();
  const runs = new Map<string, Omit<PipelineSnapshot, 'number' | 'url' | 'ref' | 'stages'>>();
  const lab = {
    queue,
    runs,
    /** It cannot be asked. */
    down: false,
    /** It does not accept the token of who asks. */
    stranger: false,
    looks: 0,
    /** Looks under way, and the most there were. */
    underWay: 0,
    most: 0,
    seen(run: string, more: Partial<PipelineSnapshot> = {}): PipelineSeen {
      const known = runs.get(run) ?? { status: 'running' satisfies Status };
      const key = subjectKey('lab', 'default', project.id, run);
      return {
        kind: 'pipeline',
        pipeline: { key, provider: 'lab', connection: 'default', project, id: run, role: 'build' },
        snapshot: { number: run, url: `${project.url}/${run}`, ref: { kind: 'branch', name: 'main' }, stages: [], ...known, ...more },
        jobs: [],
      };
    },
    async look({ queued, run }: FollowTarget): Promise<Look> {
      lab.looks += 1;
      lab.underWay += 1;
      lab.most = Math.max(lab.most, lab.underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      lab.underWay -= 1;
      if (lab.stranger) throw new CiError('CI_LAB_UNAUTHORIZED', 'The lab does not accept the token.', 'Type `/lab connect`.');
      if (lab.down) throw new CiError('CI_LAB_UNREACHABLE', 'The lab does not answer.', 'Wait.');
      const item = queue.get(queued ?? '');
      const number = run ?? item?.run;
      if (number !== undefined && runs.has(number))
        return { kind: 'seen', event: { ...lab.seen(number), snapshot: { ...lab.seen(number).snapshot, askedAt: Date.now() } } };
      if (number === undefined && item !== undefined && item.gone === undefined)
        return { kind: 'waiting', reason: 'Waiting for an executor' };
      return { kind: 'gone', reason: item?.gone ?? 'It was deleted.' };
    },
  };
  return lab;
}

export function createChat() {
  const posts = new Map<PostId, Post>();
  let last = 0;
  const chat = {
    posts,
    /** The most posts that stood in the channel at a time. */
    most: 0,
    cards: () => [...posts.values()].filter(({ root }) => root === undefined),
    server: {
      async create({ channel, root }, { message, props }) {
        await new Promise((resolve) => setTimeout(resolve, 3));
        const post = toPostId(`post${(last += 1)}`);
        posts.set(post, { channel, root, message, props: { ...props }, edits: 0 });
        chat.most = Math.max(chat.most, chat.cards().length);
        return { kind: 'made', post };
      },
      async update(id, { message, props }) {
        const post = posts.get(id);
        if (post === undefined) return { kind: 'gone' };
        Object.assign(post, { message, props, edits: post.edits + 1 });
        return { kind: 'updated' };
      },
      async find({ channel, root }, key) {
        return [...posts]
          .filter(([, post]) => post.channel === channel && post.root === root && post.props['ci_card_key'] === key)
          .map(([id]) => id);
      },
      async remove(id) {
        posts.delete(id);
      },
    } satisfies Posts,
  };
  return chat;
}

export interface Node {
  readonly storage: Storage;
  readonly following: Following;
  /** As a webhook brings it. */
  hear(event: PipelineSeen): Promise<void>;
  start(followed: Followed): ReturnType<Following['start']>;
}

export interface FakeNodes {
  readonly lab: ReturnType<typeof createLab>;
  readonly chat: ReturnType<typeof createChat>;
  node(at?: number): Node;
  query(text: string): Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** `subscribed`: the channel hears of all runs by a subscription, too. */
export async function startFakeNodes(count: number, subscribed = false): Promise<FakeNodes> {
  const database = await createScratchDatabase();
  const [lab, chat] = [createLab(), createChat()];
  const nodes = Array.from({ length: count }, () => createNode(database.url, lab, chat, subscribed));
  await Promise.all(nodes.map(({ storage }) => untilUp(storage)));
  return {
    lab,
    chat,
    node(at = 0) {
      const found = nodes[at];
      if (found === undefined) throw new Error('no such node');
      return found;
    },
    query: database.query,
    async stop() {
      for (const { following } of nodes) following.stop();
      await Promise.all(nodes.map(({ storage }) => storage.close()));
      await database.drop();
    },
  };
}

function createNode(dataSource: string, lab: ReturnType<typeof createLab>, chat: ReturnType<typeof createChat>, subscribed: boolean): Node {
  const storage = createStorage({ dataSource, log: silent });
  const { refresh } = storage.deliveries;
  const now = systemClock;
  const live = { publish: () => undefined, changed: () => undefined };
  const following = createFollowing({
    table: storage.follows,
    later: (id, at) => storage.tasks.add('follow', { id }, { key: `follow ${id}`, at }),
    posts: chat.server,
    ledger: storage.cards,
    publish: live.publish,
    ask: (_follow, target) => lab.look(target),
    ...createLearn({ subjects: storage.subjects, refresh, now }),
    refresh,
    draw: (follow, standing) =>
      renderQueued({
        key: queuedKey(follow),
        revision: 1,
        provider: 'lab',
        connection: 'default',
        providerTitle: 'Lab',
        project,
        ...(follow.about.parameters !== undefined && { parameters: follow.about.parameters }),
        startedBy: follow.about.person.username,
        standing,
        since: follow.createdAt,
        now: now(),
      }),
    shouldEdit,
    remedy: () => 'Type `/lab watch`.',
    troubled: () => undefined,
    hold: 3_000,
    now,
    log: silent,
  });
  const subscription: Subscription = {
    id: 's',
    number: 1,
    channelId: builds,
    creatorId: 'u',
    provider: 'lab',
    project: 'team/**',
    events: [],
    notify: 'live',
    createdAt: 0,
  };
  const subscriptions = subscribed ? [subscription] : [];
  const rules = { routes: [], notify: { pipelines: 'failures' }, thread: 'details', mutes: [] } as const;
  const flow = createFlow({
    subjects: storage.subjects,
    history: storage.history,
    refresh,
    wishes: async () => ({ rules, subscriptions, mutes: [] }),
    decide: createRouting().decide,
    channelOf: async (room) => (room.kind === 'channel' ? room.id : undefined),
    context: () => ({ providerTitle: () => 'Lab', templates: noTemplates }),
    deliver: createDelivery({ ledger: storage.cards, posts: chat.server, live, shouldEdit, troubled: () => undefined, now }),
    following,
    named: async (states) => states,
    investigate: async () => undefined,
    now,
  });
  const work = createWork({ flow, sender: () => undefined, raise: () => undefined });
  storage.start({ work, tasks: { follow: (given) => following.look(idOf(given)) } });
  return {
    storage,
    following,
    hear: (event) => flow(event.pipeline.key, [event]),
    start: (followed) => following.start(followed, { person: { userId: 'u1', username: 'alice' }, channelId: builds, connection }),
  };
}

function idOf(given: unknown): string {
  return typeof given === 'object' && given !== null && 'id' in given ? String(given.id) : '';
}

// For tests only: one follow in memory, beside delivery's world, for processes that may die at any step.

import type { ChannelId } from '../ci/ids.ts';
import type { createWorld, Step } from '../delivery/fake-world.ts';
import { silent } from '../storage/scratch-database.ts';
import type { Follow, FollowTable } from './follow.ts';
import type { FollowPorts } from './ports.ts';
import { createQueuedPost } from './queued-post.ts';
import { createStanding } from './standing.ts';

type World = ReturnType<typeof createWorld>;
/** One for each world. */
const stored = new WeakMap<World, { follow?: Follow; since?: number }>();

export function createFakeFollows(world: World, step: Step, channel: ChannelId) {
  const memory = stored.get(world) ?? {};
  stored.set(world, memory);
  const ports: FollowPorts = {
    table: tableOf(world, step, memory),
    later: async () => undefined,
    posts: world.server(step),
    ledger: world.ledger(step),
    publish: () => undefined,
    ask: () => Promise.reject(new Error('nothing is asked here')),
    runOf: async (key) => key,
    learn: async () => false,
    refresh: async () => undefined,
    draw: () => ({ content: post, substance: 'queued', view }),
    shouldEdit: () => false,
    remedy: () => '',
    troubled: () => undefined,
    now: () => world.now,
    log: silent,
  };
  const queued = createQueuedPost(ports);
  return {
    standings: createStanding(ports, queued, () => undefined),
    /** As the scene has it. */
    all: () => step('scene', () => [memory.follow].flatMap((each) => each ?? []).map((each) => aged(each, world, memory))),
    async start(): Promise<void> {
      const follow = await step('begin', () => (memory.follow ??= newFollow(channel, world.now)));
      if (follow.key === undefined) await queued.show(aged(follow, world, memory));
    },
  };
}

const view = {
  key: 'k',
  revision: 1,
  provider: 'Lab',
  project: { path: 'api', url: '' },
  number: '',
  url: '',
  status: 'pending',
  ref: { kind: 'branch', name: '' },
  stages: [],
  jobs: [],
  updatedAt: 0,
} as const;
const post = {
  type: 'custom_ci_pipeline',
  message: 'queued',
  props: { ci_pipeline_key: 'k', ci_pipeline: JSON.stringify(view), attachments: [] },
} as const;

function newFollow(channel: ChannelId, now: number): Follow {
  return {
    id: 'f',
    provider: 'lab',
    connection: 'default',
    channel,
    about: { project: { id: 'api', path: 'api', url: '' }, person: { userId: 'u', username: 'alice' }, why: 'started' },
    queued: '7',
    course: { looks: 0, failures: 0, newsAt: now },
    post: { claims: 0, edits: 0, gone: false, adopted: false },
    createdAt: now,
  };
}

function aged(follow: Follow, world: World, memory: { since?: number }): Follow {
  const { claim } = follow.post;
  if (claim === undefined) return follow;
  return { ...follow, post: { ...follow.post, claim: { ...claim, age: world.now - (memory.since ?? 0) } } };
}

function unused(): never {
  throw new Error('not used here');
}

/** As the statements in storage do it. */
function tableOf(world: World, step: Step, memory: { follow?: Follow; since?: number }): FollowTable {
  const change = (more: Partial<Follow['post']>, rest: Partial<Follow> = {}): void => {
    if (memory.follow !== undefined) memory.follow = { ...memory.follow, ...rest, post: { ...memory.follow.post, ...more } };
  };
  return {
    begin: unused,
    openOf: unused,
    take: unused,
    looked: unused,
    told: unused,
    hurry: unused,
    knownRun: unused,
    revive: unused,
    find: () => step('find follow', () => memory.follow && aged(memory.follow, world, memory)),
    resolve: (_id, key, run) => step('resolve', () => (memory.follow?.key === undefined ? change({}, { key, run }) : undefined)),
    claim: (_id, by, claims, now) =>
      step('claim follow', () => {
        const at = memory.follow?.post;
        if (at === undefined || at.id !== undefined || at.gone || at.claims !== claims) return false;
        memory.since = world.now;
        change({ claims: claims + 1, claim: { by, since: at.claim?.since ?? now, age: 0 } });
        return true;
      }),
    posted: (_id, claims, id, substance) =>
      step('posted follow', () => {
        const at = memory.follow?.post;
        if (at === undefined || at.id !== undefined || at.claims !== claims) return false;
        change({ id, substance });
        return true;
      }),
    note: (_id, { gone, unclaimed }) =>
      step('note follow', () => {
        if (gone) change({ gone });
        if (unclaimed && memory.follow !== undefined) {
          const { claim: _claim, ...rest } = memory.follow.post;
          memory.follow = { ...memory.follow, post: rest };
        }
      }),
    adopt: (_id, claims) =>
      step('adopt', () => {
        const follow = memory.follow;
        if (follow?.key === undefined || (follow.post.id === undefined && !follow.post.gone)) return { kind: 'again' } as const;
        const adopted = world.adopt({ subject: follow.key, channel: follow.channel, episode: 0, reply: '' }, follow.post.id, claims);
        if (adopted.kind === 'adopted') change({ adopted: true });
        return adopted;
      }),
    yielded: () =>
      step('yielded', () => {
        if (memory.follow?.post.adopted === false) {
          const { id: _id, ...rest } = memory.follow.post;
          memory.follow = { ...memory.follow, post: { ...rest, adopted: true, gone: true } };
        }
      }),
  };
}

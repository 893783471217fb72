// Follows runs that were started or are watched from chat: begins it, and looks at them, by one node at a time, until they are over.

import { randomUUID } from 'node:crypto';
import type { Followed } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import type { ChannelId } from '../ci/ids.ts';
import { createLanes } from '../platform/at-once.ts';
import type { ActedAt, Follow, NewFollow } from './follow.ts';
import { lookAt } from './look.ts';
import type { FollowPorts, Started } from './ports.ts';
import { createQueuedPost } from './queued-post.ts';
import { createStanding, type Standings } from './standing.ts';

export interface Asking {
  readonly person: { readonly userId: string; readonly username: string };
  readonly channelId: ChannelId;
  readonly connection: Connection;
}

export interface Following extends Standings {
  /**
   * Shows it in the channel and stays with it. Resolves once its post is made. Rejects with a CiError when that was not possible now: what
   * was stored is followed all the same.
   */
  start(followed: Followed, asking: Asking): Promise<Started>;
  /** The task that `ports.later` queues: looks at one. */
  look(id: string): Promise<void>;
  /** Looks soon at what is followed there, as somebody has just done something about it. */
  hurry(place: ActedAt): Promise<void>;
  stop(): void;
}

/** Milliseconds for one look; afterwards another node may. */
const LEASE = 20_000;
/** Milliseconds that other nodes leave a look to the one whose turn it is. */
const GRACE = 4_000;
/** Milliseconds in which what a look told is stored. */
const STORED_WITHIN = 1_000;
/** Milliseconds in which a CI system shows what was done. */
const DONE_WITHIN = 800;
/** Milliseconds to the first look. */
const FIRST = 700;
/** Looks at one connection under way at the same time, by one node. */
const AT_ONCE = 2;

export function createFollowing(ports: FollowPorts): Following {
  const { table, now, log } = ports;
  const queued = createQueuedPost(ports);
  const inLane = createLanes(AT_ONCE);
  const timers = new Map<string, { readonly timer: NodeJS.Timeout; readonly at: number }>();
  const underWay = new Set<string>();
  /** Woken while a look was under way. */
  const again = new Set<string>();

  /** An earlier time that was set before stays. */
  const wake = (id: string, wait: number): void => {
    const [before, at] = [timers.get(id), performance.now() + wait];
    if (before !== undefined && before.at <= at) return;
    clearTimeout(before?.timer);
    const timer = setTimeout(() => {
      timers.delete(id);
      void poll(id).catch((error: unknown) => log.debug('A look will be repeated', { follow: id, reason: String(error) }));
    }, wait).unref();
    timers.set(id, { timer, at });
  };
  /** By this node at that time, by any other when this one is dead by then. */
  const plan = async (id: string, wait: number): Promise<void> => {
    await ports.later(id, now() + wait + GRACE);
    wake(id, wait);
  };
  const poll = async (id: string): Promise<void> => {
    if (underWay.has(id)) return void again.add(id);
    underWay.add(id);
    try {
      const known = await table.find(id);
      if (known === undefined || known.endedAt !== undefined) return;
      await inLane(`${known.provider} ${known.connection}`, () => turn(id));
    } finally {
      underWay.delete(id);
      if (again.delete(id)) wake(id, 0);
    }
  };
  const turn = async (id: string): Promise<void> => {
    const given = await table.take(id, LEASE);
    if (given === undefined) return;
    const { follow, wait, changed } = await lookAt(ports, given.follow, given.open);
    if (changed) await show(follow);
    const next = await table.looked(id, follow.course, wait);
    if (follow.course.end === undefined) await plan(id, next);
  };
  /** A run is shown by the flow, in a moment, when what the look told is stored; what is in the queue is shown here. */
  const show = async (follow: Follow): Promise<void> => {
    if (follow.key !== undefined) return ports.refresh(follow.key, now() + STORED_WITHIN);
    const filled = await queued.show(follow);
    if (filled.kind !== 'posted') return;
    const { post } = follow;
    await queued.update({ ...follow, post: { ...post, id: filled.post, substance: filled.substance } });
  };
  /** Webhooks were faster: the run has a card, or gets one. */
  const isShown = async (follow: Follow): Promise<boolean> => {
    const known = await table.knownRun(follow);
    if (known === undefined) return false;
    await table.yielded(follow.id);
    await table.resolve(follow.id, known.key, known.run);
    await ports.refresh(known.key);
    return true;
  };
  return {
    ...createStanding(ports, queued, wake),
    async start(followed, asking) {
      const wanted = await newFollow(ports, followed, asking);
      // Before it is stored: should we die in between, the look finds nothing, and ends.
      await ports.later(wanted.id, now() + GRACE);
      if (wanted.key !== undefined) await table.revive(wanted.key, wanted.channel);
      const { follow, fresh } = await table.begin(wanted);
      if (!fresh) return { kind: 'already', ...(follow.post.id !== undefined && { post: follow.post.id }) };
      wake(follow.id, follow.key === undefined ? FIRST : 0);
      if (follow.key !== undefined || (await isShown(follow))) return { kind: 'fresh' };
      const filled = await queued.show(follow);
      return { kind: 'fresh', ...(filled.kind === 'posted' && { post: filled.post }) };
    },
    async look(id) {
      const known = await table.find(id);
      if (known === undefined || known.endedAt !== undefined) return;
      // Whoever looks may die of it, or wait for its turn.
      await ports.later(id, now() + LEASE + GRACE);
      void poll(id).catch((error: unknown) => log.debug('A look will be repeated', { follow: id, reason: String(error) }));
    },
    async hurry(place) {
      for (const id of await table.hurry(place, DONE_WITHIN)) wake(id, DONE_WITHIN);
    },
    stop() {
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

async function newFollow(ports: FollowPorts, followed: Followed, { person, channelId, connection }: Asking): Promise<NewFollow> {
  const { project, run, why, parameters } = followed;
  const now = ports.now();
  const common = {
    id: randomUUID(),
    provider: connection.provider,
    connection: connection.name,
    channel: channelId,
    about: { project, person: { userId: person.userId, username: person.username }, why, ...(parameters !== undefined && { parameters }) },
    createdAt: now,
  };
  const course = { looks: 0, failures: 0, newsAt: now };
  if ('key' in run) return { ...common, key: await ports.runOf(run.key, run.marks ?? {}), run: run.number, course };
  return { ...common, queued: run.queued, course: { ...course, ...(run.reason !== undefined && { reason: run.reason }) } };
}

// What the flow must know of who follows a run before it is shown: in which channels, what chat knows of it, and where its card waits
// because it may have a post already.

import type { ChannelId, SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { marksOf } from '../ci/run-life.ts';
import type { PipelineState } from '../ci/state.ts';
import { detailsOf } from '../ci/state.ts';
import { keyOfSlot } from '../delivery/slot.ts';
import { inTime } from '../platform/in-time.ts';
import type { FollowedRun } from '../rendering/rendered.ts';
import type { Adopted, Follow } from './follow.ts';
import { ask } from './look.ts';
import type { FollowPorts } from './ports.ts';
import { queuedKey, silence, type QueuedPost } from './queued-post.ts';

export interface Standing {
  /** Where it is shown because somebody asked for it there. */
  readonly channels: readonly FollowedChannel[];
  /** Until when no card is posted there. */
  readonly holds: ReadonlyMap<ChannelId, Instant>;
  /** Runs that are not known yet and may be this one: where nothing may be posted before that is found out. */
  readonly doubts: readonly Follow[];
  readonly followed?: FollowedRun;
}

export interface FollowedChannel {
  readonly channelId: ChannelId;
  /** For people. */
  readonly why: string;
}

export interface Standings {
  /** `told`: webhooks brought news of it. Gives posts of the queue to the ledger. Costs nothing where nobody follows. */
  stand(state: PipelineState, follows: readonly Follow[], told: boolean): Promise<Standing>;
  /** Asks what the doubts are. Answers whether one is this run: then it is known now. */
  findOut(
    state: PipelineState,
    doubts: readonly Follow[],
  ): Promise<{ readonly known: boolean; readonly holds: ReadonlyMap<ChannelId, Instant> }>;
}

/** Milliseconds until a post that is about to be made is looked for again. */
const SOON = 500;
/** Milliseconds for which a card waits in all for a CI system that does not answer. */
const HOLD = 15_000;
const ASK_WITHIN = 3_000;
/** Milliseconds after a webhook in which it is looked at again: what webhooks leave out. */
const TOLD_LOOK = 2_000;

export function createStanding(ports: FollowPorts, queued: QueuedPost, wake: (id: string, wait: number) => void): Standings {
  /** Since when there are doubts about a run. */
  const doubted = new Map<SubjectKey, Instant>();
  const { hold = HOLD } = ports;
  const heldUntil = (key: SubjectKey): Instant | undefined => {
    const now = ports.now();
    for (const [other, since] of doubted) if (now - since > 10 * hold) doubted.delete(other);
    const since = doubted.get(key) ?? now;
    doubted.set(key, since);
    return now - since < hold ? now + SOON * 2 : undefined;
  };
  return {
    async stand(state, follows, told) {
      const { key } = state.pipeline;
      const known = new Array<Follow>();
      const doubts = new Array<Follow>();
      for (const follow of follows) {
        const match = matchOf(state, follow);
        if (match === 'doubt') doubts.push(follow);
        if (match !== 'this') continue;
        if (follow.key === undefined) await ports.table.resolve(follow.id, key, state.pipeline.id);
        known.push({ ...follow, key });
      }
      const holds = new Map<ChannelId, Instant>();
      for (const follow of known) {
        if (!(await settle(ports, queued, follow))) holds.set(follow.channel, ports.now() + SOON);
      }
      if (told && known.some(({ endedAt }) => endedAt === undefined)) {
        for (const id of await ports.table.told(key, TOLD_LOOK)) wake(id, TOLD_LOOK);
      }
      const followed = followedOf(ports, known);
      return { channels: channelsOf(known), holds, doubts, ...(followed !== undefined && { followed }) };
    },
    async findOut(state, doubts) {
      const { key, id } = state.pipeline;
      const holds = new Map<ChannelId, Instant>();
      let found = false;
      for (const follow of doubts) {
        // When it takes longer, or fails, nothing is known.
        const asked = ask(ports, follow).catch(() => undefined);
        const answer = await inTime(ASK_WITHIN, asked, () => undefined);
        if (answer?.kind === 'seen' && (await ports.runOf(answer.event.pipeline.key, marksOf(answer.event))) === key) {
          await ports.table.resolve(follow.id, key, id);
          found = true;
        }
        const until = answer === undefined ? heldUntil(key) : undefined;
        if (until !== undefined) holds.set(follow.channel, until);
      }
      return { known: found, holds };
    },
  };
}

/** The place in the queue tells them apart, where the run's news name it. */
function matchOf(state: PipelineState, { key, queued }: Follow): 'this' | 'doubt' | 'another' {
  if (key !== undefined) return key === state.pipeline.key ? 'this' : 'another';
  const place = detailsOf(state).queued;
  if (place === undefined || queued === undefined) return 'doubt';
  return place === queued ? 'this' : 'another';
}

/** The ledger takes over the post that showed it in the queue; false when that must be tried again in a moment. */
async function settle(ports: FollowPorts, queued: QueuedPost, follow: Follow): Promise<boolean> {
  const { post, key } = follow;
  if (post.adopted || follow.queued === undefined || key === undefined) return true;
  const filled = post.gone ? undefined : await queued.show(follow);
  if (filled?.kind === 'later') return false;
  if (filled?.kind === 'refused' || filled?.kind === 'gone') return true;
  const first = await ports.table.adopt(follow.id);
  const outcome = first.kind === 'claimed' ? await takeOver(ports, { follow, key, ...first }) : first;
  if (outcome.kind !== 'other') return outcome.kind === 'adopted';
  if (filled?.kind === 'posted') await ports.posts.remove(filled.post);
  await ports.table.yielded(follow.id);
  return true;
}

interface Claimed {
  readonly follow: Follow;
  readonly key: SubjectKey;
  readonly since: Instant;
  readonly claims: number;
}

/** A card that was made and not noted, as whoever made it died, stands; where there is none its place is ours. */
async function takeOver({ posts, ledger, table }: FollowPorts, { follow: { id, channel }, key, since, claims }: Claimed): Promise<Adopted> {
  const slot = { subject: key, channel, episode: 0, reply: '' };
  const [found] = await posts.find({ channel }, keyOfSlot(slot), since);
  if (found === undefined) return table.adopt(id, claims);
  await ledger.posted(slot, claims, found, '', false);
  return table.adopt(id);
}

function channelsOf(follows: readonly Follow[]): readonly FollowedChannel[] {
  return follows.map(({ channel: channelId, about: { person, why } }) => ({ channelId, why: `${why} here by ${person.username}` }));
}

function followedOf(ports: FollowPorts, follows: readonly Follow[]): FollowedRun | undefined {
  if (follows.length === 0) return undefined;
  const starter = follows.find(({ about }) => about.why === 'started');
  const queued = follows.filter((follow) => follow.queued !== undefined);
  const open = follows.filter(({ endedAt, course }) => endedAt === undefined && course.end === undefined);
  const note = open.length > 0 ? open.map(troubleOf).find((each) => each !== undefined) : endOf(ports, follows);
  return {
    ...(starter !== undefined && { startedBy: starter.about.person.username }),
    ...(queued.length > 0 && { replaces: queued.map(queuedKey) }),
    ...(note !== undefined && { note }),
  };
}

function troubleOf({ course: { problem } }: Follow): FollowedRun['note'] {
  return problem && { reason: problem.message, remedy: problem.remedy };
}

/** Why nobody looks any more, unless it was seen to its end. */
function endOf(ports: FollowPorts, follows: readonly Follow[]): FollowedRun['note'] {
  const last = follows.at(-1);
  const end = last?.course.end;
  if (last === undefined || end === undefined) return undefined;
  if (end.kind === 'gone') return { reason: end.reason, remedy: '' };
  return end.kind === 'silent' ? { reason: silence(last), remedy: ports.remedy(last) } : undefined;
}

// The post of a run in the queue: made once, edited when its standing is another, until the run's card takes it over.

import { randomUUID } from 'node:crypto';
import { toSubjectKey, type SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { createFillSlot, keyed, keyOfSlot, type Filled, type SlotPorts } from '../delivery/slot.ts';
import type { QueuedStanding } from '../rendering/queued-card.ts';
import type { Follow, FollowTable } from './follow.ts';
import type { FollowPorts } from './ports.ts';

export interface QueuedPost {
  /** Makes it, or finds it where a crash came between. Publishes it live, too. */
  show(follow: Follow): Promise<Filled>;
  /** Tells those who watch; edits the stored post when that says something else. */
  update(follow: Follow): Promise<void>;
}

const PREFIX = 'follow/';

/** Key of the view while the run is in the queue: never that of a subject, as no provider has that name. */
export function queuedKey({ id }: Pick<Follow, 'id'>): SubjectKey {
  return toSubjectKey(`${PREFIX}${id}`);
}

export function createQueuedPost(ports: FollowPorts): QueuedPost {
  const fill = createFillSlot({ ledger: ledgerOf(ports.table), posts: ports.posts, now: ports.now }, randomUUID());
  const draw = (follow: Follow) => ports.draw(follow, standingOf(follow, ports), ports.now());
  return {
    async show(follow) {
      const { id: post, substance = '', edits: _edits, adopted: _adopted, ...entry } = follow.post;
      if (post !== undefined) return { kind: 'posted', post, substance };
      const { content, substance: says, view } = draw(follow);
      const filled = await fill(
        { slot: slotOf(follow), ...entry, edits: 0, settled: false },
        { place: { channel: follow.channel }, content, substance: says, settled: false },
      );
      if (filled.kind === 'posted') ports.publish(follow.channel, view);
      if (filled.kind === 'refused') ports.troubled(follow.channel, filled.problem);
      return filled;
    },
    async update(follow) {
      const { id: post, gone, adopted, substance: before = '', edits } = follow.post;
      if (post === undefined || gone || adopted) return;
      const { content, substance, view } = draw(follow);
      ports.publish(follow.channel, view);
      if (!ports.shouldEdit({ before, after: substance, edits })) return;
      const outcome = await ports.posts.update(post, keyed(content, keyOfSlot(slotOf(follow))));
      if (outcome.kind === 'updated') await ports.table.note(follow.id, { edited: substance });
      else if (outcome.kind === 'gone') await ports.table.note(follow.id, { gone: true });
      else ports.troubled(follow.channel, outcome.problem);
    },
  };
}

function slotOf(follow: Follow) {
  return { subject: queuedKey(follow), channel: follow.channel, episode: 0, reply: '' };
}

function standingOf(follow: Follow, { remedy }: FollowPorts): QueuedStanding {
  const { reason, problem, end } = follow.course;
  if (end?.kind === 'gone') return { kind: 'gone', reason: end.reason };
  if (end !== undefined) return { kind: 'unfollowed', reason: silence(follow), remedy: remedy(follow) };
  if (problem !== undefined) return { kind: 'unreachable', reason: problem.message, remedy: problem.remedy };
  return { kind: 'waiting', ...(reason !== undefined && { reason }) };
}

/** Why nobody looks any more. */
export function silence({ course: { problem } }: Follow): string {
  return problem === undefined ? 'Nothing new for a day.' : `It could not be asked for a day: ${problem.message}`;
}

/** Claims and posts of follows, as filling a place wants them. */
function ledgerOf(table: FollowTable): SlotPorts['ledger'] {
  return {
    claim: (slot, by, claims, now: Instant) => table.claim(idOf(slot), by, claims, now),
    posted: (slot, claims, post, substance) => table.posted(idOf(slot), claims, post, substance),
    note: (slot, { gone, unclaimed }) => table.note(idOf(slot), { ...(gone && { gone }), ...(unclaimed && { unclaimed }) }),
    async find(slot) {
      const follow = await table.find(idOf(slot));
      if (follow === undefined) return undefined;
      const { id: post, substance: _substance, adopted: _adopted, ...entry } = follow.post;
      return { slot, settled: false, ...entry, ...(post !== undefined && { post }) };
    },
  };
}

function idOf({ subject }: { readonly subject: string }): string {
  return subject.slice(PREFIX.length);
}

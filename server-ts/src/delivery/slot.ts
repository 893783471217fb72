// Fills one place of the ledger with a post, once: whatever dies on the way, and whoever else tries.
import type { PostId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { createLanes } from '../platform/at-once.ts';
import type { Clock } from '../platform/clock.ts';
import type { CiError } from '../platform/errors.ts';
import type { Cards, Entry, Slot } from '../storage/index.ts';
import type { KeyedContent, PostContent, PostPlace, Posts } from './ports.ts';

export interface SlotPorts {
  readonly ledger: Pick<Cards, 'claim' | 'posted' | 'note' | 'find'>;
  readonly posts: Posts;
  readonly now: Clock;
}

export interface Wanted {
  readonly place: PostPlace;
  readonly content: PostContent;
  readonly substance: string;
  readonly settled: boolean;
}

export type Filled =
  | {
      readonly kind: 'posted';
      readonly post: PostId;
      /** What it says; empty when it was found and says what was true then. */ readonly substance: string;
    }
  /** Somebody else is about to. */
  | { readonly kind: 'later'; readonly at: Instant }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly problem: CiError };

export type FillSlot = (entry: Entry, wanted: Wanted) => Promise<Filled>;

/** Milliseconds after which another node that claimed a place must be done with it, or dead. */
const PATIENCE = 10_000;
/**
 * Posts made at the same time in one channel. Mattermost counts each in the channel's row, where it waits until the one before is on the
 * disk: more of them only cost more (measured: docs/benchmarks.md).
 */
const POSTS_AT_ONCE = 12;

/** `me`: this process, unlike all others. */
export function createFillSlot(given: SlotPorts, me: string): FillSlot {
  const inLane = createLanes(POSTS_AT_ONCE);
  const { posts } = given;
  const create: Posts['create'] = (place, content) => inLane(place.channel, () => posts.create(place, content));
  const ports = { ...given, posts: { ...posts, create } };
  /** What this process is at right now. */
  const busy = new Set<string>();
  return async (entry, wanted) => {
    const key = keyOfSlot(entry.slot);
    const id = `${entry.slot.channel} ${key}`;
    if (busy.has(id)) return { kind: 'later', at: ports.now() + PATIENCE };
    busy.add(id);
    try {
      return await fill(ports, me, entry, { ...wanted, content: keyed(wanted.content, key) });
    } finally {
      busy.delete(id);
    }
  };
}

/** `<subject>#<episode>`, and for a reply `/<its key>` after it. */
export function keyOfSlot({ subject, episode, reply }: Slot): string {
  return `${subject}#${episode}${reply === '' ? '' : `/${reply}`}`;
}

export function keyed(content: PostContent, key: string): KeyedContent {
  return { ...content, props: { ...content.props, ci_card_key: key } };
}

type Task = Wanted & { readonly content: KeyedContent };

/** The claim comes first: should we die before the post is noted, the next one looks for it instead of posting again. */
async function fill(ports: SlotPorts, me: string, entry: Entry, task: Task): Promise<Filled> {
  const { slot, claim, claims, ours } = entry;
  if (ours) return make(ports, entry, task);
  if (claim !== undefined) {
    const found = await repair(ports, entry, task, claim.since);
    if (found !== undefined) return found;
    if (claim.by !== me && claim.age < PATIENCE) return { kind: 'later', at: ports.now() + PATIENCE - claim.age };
  }
  if (!(await ports.ledger.claim(slot, me, claims, ports.now()))) return { kind: 'later', at: ports.now() + PATIENCE };
  return make(ports, { ...entry, claims: claims + 1 }, task);
}

/** `claims`: with our claim. `claim`: one from before, of which a post may have come. */
async function make(ports: SlotPorts, { slot, claim, claims, ours }: Entry, task: Task): Promise<Filled> {
  const made = await ports.posts.create(task.place, task.content);
  if (made.kind !== 'made') {
    await ports.ledger.note(slot, made.kind === 'gone' ? { gone: true } : { unclaimed: true });
    return made;
  }
  if (!(await ports.ledger.posted(slot, claims, made.post, task.substance, task.settled))) return lose(ports, slot, made.post);
  if (claim !== undefined && !ours) await removeOthers(ports, task, made.post, claim.since);
  return { kind: 'posted', post: made.post, substance: task.substance };
}

/** A post that was made and not noted. What it says is what was true then. */
async function repair(ports: SlotPorts, { slot, claims }: Entry, task: Task, since: Instant): Promise<Filled | undefined> {
  const [found] = await ports.posts.find(task.place, task.content.props.ci_card_key, since);
  if (found === undefined) return undefined;
  if (!(await ports.ledger.posted(slot, claims, found, '', false))) return { kind: 'later', at: ports.now() + PATIENCE };
  await removeOthers(ports, task, found, since);
  return { kind: 'posted', post: found, substance: '' };
}

/** We were so slow that somebody took our place: theirs stands. When theirs is not made yet, they will find ours. */
async function lose({ ledger, posts, now }: SlotPorts, slot: Slot, ours: PostId): Promise<Filled> {
  const entry = await ledger.find(slot);
  if (entry?.post !== undefined && entry.post !== ours) await posts.remove(ours);
  return { kind: 'later', at: now() + PATIENCE };
}

/** Somebody slower than {@link PATIENCE} may have posted in the meantime. */
async function removeOthers({ posts }: SlotPorts, { place, content }: Task, kept: PostId, since: Instant): Promise<void> {
  for (const other of await posts.find(place, content.props.ci_card_key, since)) if (other !== kept) await posts.remove(other);
}

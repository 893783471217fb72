// For tests only: a ledger, a server and a clock in memory, and processes that use them step by step and may die at any of them.
import { toPostId, type ChannelId, type PostId } from '../ci/ids.ts';
import type { CardNote, Cards, Entry, Slot } from '../storage/index.ts';
import type { DeliveryPorts } from './channel-work.ts';
import { createDelivery, type Deliver } from './deliver.ts';
import type { KeyedContent, PostPlace, Refused } from './ports.ts';

export interface StoredPost {
  readonly id: PostId;
  readonly place: PostPlace;
  readonly at: number;
  content: KeyedContent;
}

type Row = { -readonly [Name in keyof Omit<Entry, 'claim'>]: Entry[Name] } & { claim?: { by: string; since: number; at: number } };

/** Performs one call of a process; throws or never answers when the process dies at it. */
export type Step = <T>(name: string, effect: () => T) => Promise<T>;

const nameOf = ({ channel, episode, reply }: Slot): string => `${channel} ${episode} ${reply}`;

export function createWorld() {
  const rows = new Map<string, Row>();
  const posts = new Map<PostId, StoredPost>();
  const troubles: string[] = [];
  const watched: ChannelId[] = [];
  const world = {
    now: 1_000_000,
    posts,
    rows,
    troubles,
    watched,
    /** What the server says to a post in a channel instead of taking it. */
    refuses: new Map<ChannelId, Refused>(),
    deleted: new Set<PostId>(),
    /** Messages as people see them: by channel, those in a thread with `> ` before them. */
    seen: (channel: string): readonly string[] =>
      [...posts.values()]
        .filter(({ place }) => place.channel === channel)
        .map(({ place, content }) => `${place.root ? '> ' : ''}${content.message}`),
    process: (step: Step, more: Partial<DeliveryPorts> = {}): Deliver =>
      createDelivery({
        ledger: ledgerOf(step),
        posts: serverOf(step),
        live: { publish: (channel) => void watched.push(channel), changed: (channel) => void watched.push(channel) },
        now: () => world.now,
        shouldEdit: ({ before, after, edits }) => before !== after && edits < 6,
        troubled: (channel, { code }) => void troubles.push(`${channel} ${code}`),
        ...more,
      }),
    server: (step: Step): DeliveryPorts['posts'] => serverOf(step),
    ledger: (step: Step): Cards => ledgerOf(step),
    /** As the ledger takes over a post that was made for something else. */
    adopt(slot: Slot, post: PostId | undefined, claims: number | undefined) {
      const row = rowOf(slot);
      if (row.post !== undefined && !row.gone)
        return row.post === post ? ({ kind: 'adopted' } as const) : ({ kind: 'other', post: row.post } as const);
      const { claim } = row;
      if (claim !== undefined && !row.gone && row.claims !== claims) {
        if (world.now - claim.at < 10_000) return { kind: 'again' } as const;
        return { kind: 'claimed', since: claim.since, claims: row.claims } as const;
      }
      row.claims += 1;
      Object.assign(row, { substance: '', gone: post === undefined });
      if (post !== undefined) row.post = post;
      return { kind: 'adopted' } as const;
    },
  };
  const rowOf = (slot: Slot): Row => {
    const row = rows.get(nameOf(slot)) ?? { slot, claims: 0, edits: 0, gone: false, settled: false };
    rows.set(nameOf(slot), row);
    return row;
  };
  const entryOf = ({ claim, ...row }: Row): Entry => ({
    ...row,
    ...(claim !== undefined && { claim: { by: claim.by, since: claim.since, age: world.now - claim.at } }),
  });
  const newestOf = (channel: ChannelId): Row | undefined =>
    [...rows.values()]
      .filter(({ slot }) => slot.channel === channel && slot.reply === '')
      .toSorted((left, right) => right.slot.episode - left.slot.episode)[0];

  const ledgerOf = (step: Step): Cards => ({
    open: (subject, channels, settled, first) =>
      step('open', () => {
        const ours = new Set<Row>();
        for (const channel of channels) {
          const newest = newestOf(channel);
          const over = newest?.settled === true && newest.post !== undefined && !settled;
          if (newest !== undefined && !over) continue;
          const row = rowOf({ subject, channel, episode: over ? newest.slot.episode + 1 : 0, reply: '' });
          if (first?.channels.includes(channel) !== true) continue;
          Object.assign(row, { claims: 1, claim: { by: first.by, since: first.now, at: world.now } });
          ours.add(row);
        }
        return [...rows.values()]
          .filter(({ slot }) => newestOf(slot.channel)?.slot.episode === slot.episode)
          .map((row) => ({ ...entryOf(row), ...(ours.has(row) && { ours: true as const }) }));
      }),
    claim: (slot, by, claims, now) =>
      step('claim', () => {
        const row = rowOf(slot);
        if (row.post !== undefined || row.gone || row.claims !== claims) return false;
        row.claims += 1;
        row.claim = { by, since: row.claim?.since ?? now, at: world.now };
        return true;
      }),
    posted: (slot, claims, post, substance, settled) =>
      step('posted', () => {
        const row = rowOf(slot);
        if (row.post !== undefined || row.claims !== claims) return false;
        Object.assign(row, { post, substance, settled });
        return true;
      }),
    note: (slot, change) => step('note', () => note(rowOf(slot), change)),
    find: (slot) => step('find row', () => entryOf(rowOf(slot))),
  });

  const serverOf = (step: Step): DeliveryPorts['posts'] => ({
    create: (place, content) =>
      step('create', () => {
        const refused = world.refuses.get(place.channel);
        if (refused !== undefined) return refused;
        if (place.root !== undefined && !posts.has(place.root)) return { kind: 'gone' as const };
        const id = toPostId(`post${posts.size + world.deleted.size + 1}`);
        posts.set(id, { id, place, content, at: world.now });
        return { kind: 'made' as const, post: id };
      }),
    update: (id, content) =>
      step('update', () => {
        const post = posts.get(id);
        if (post === undefined) return { kind: 'gone' as const };
        const refused = world.refuses.get(post.place.channel);
        if (refused !== undefined) return refused;
        post.content = content;
        return { kind: 'updated' as const };
      }),
    find: ({ channel, root }, key, since) =>
      step('find', () =>
        [...posts.values()]
          .filter(
            ({ place, content, at }) =>
              place.channel === channel && place.root === root && content.props.ci_card_key === key && at >= since,
          )
          .map(({ id }) => id),
      ),
    remove: (id) =>
      step('remove', () => {
        if (posts.delete(id)) world.deleted.add(id);
      }),
  });
  return world;
}

function note(row: Row, { edited, settled, gone, unclaimed }: CardNote): void {
  if (edited !== undefined) Object.assign(row, { substance: edited, edits: row.edits + 1 });
  if (settled) row.settled = true;
  if (gone) row.gone = true;
  if (unclaimed) delete row.claim;
}

/** Every call is answered at once. */
export const atOnce: Step = async (_name, effect) => effect();

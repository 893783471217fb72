// The ledger: which post shows which subject in which channel, and which replies it has. A row is claimed before its post is made.

import type { Pool } from 'pg';
import type { ChannelId, PostId, SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import { createBatch } from './batch.ts';
import { CLAIM, NOTE, OPEN, POSTED } from './card-queries.ts';
import { inRounds } from './rounds.ts';

/** Where one post has its place. */
export interface Slot {
  readonly subject: SubjectKey;
  readonly channel: ChannelId;
  /** From 0: each new outbreak of a subject that was settled has a card of its own. */
  readonly episode: number;
  /** Key of the reply; empty for the card itself. */
  readonly reply: string;
}

/** What is known of the post in a slot. */
export interface Entry {
  readonly slot: Slot;
  /** Undefined until its post was made; the channel's sidebar shows the subject all the same. */
  readonly post?: PostId;
  /** Grows with every claim, from 0. */
  readonly claims: number;
  /** The open claim; with no `post`, one may have been made and not noted. */
  readonly claim?: {
    readonly by: string;
    /** Of the first of these claims. */
    readonly since: Instant;
    /** Milliseconds since the last one, by the database's clock. */
    readonly age: number;
  };
  /** Laid down and claimed by the very call that answers this: no post of it can have been made. */
  readonly ours?: true;
  /** What the stored post says, in short, to tell whether an edit is worth it. */
  readonly substance?: string;
  readonly edits: number;
  /** A person deleted the post: it is neither edited nor made again. */
  readonly gone: boolean;
  /** It shows the end of its episode. */
  readonly settled: boolean;
}

export interface CardNote {
  /** What an edit made the post say; it counts as one more edit. */
  readonly edited?: string;
  readonly settled?: true;
  readonly gone?: true;
  /** The claim ended without a post, for certain. */
  readonly unclaimed?: true;
}

/** The claim to the first post of what is laid down in these channels. */
export interface FirstClaim {
  readonly by: string;
  readonly now: Instant;
  readonly channels: readonly ChannelId[];
}

export interface Cards {
  /**
   * The newest card of the subject in each channel, and their replies. Those of `channels` are laid down where there is none, and
   * where the newest is settled and the subject is not any more. A pipeline never has a second episode. `first`: as `claim` would do it right
   * afterwards to those that this call lays down.
   */
  open(subject: SubjectKey, channels: readonly ChannelId[], settled: boolean, first?: FirstClaim): Promise<readonly Entry[]>;
  /** Whether it is ours now to make the post: not when the slot was claimed since `claims` was read, is filled, or gone. */
  claim(slot: Slot, by: string, claims: number, now: Instant): Promise<boolean>;
  /** Whether it counts: not when the slot was claimed since, or is filled. `claims` as the claim left it. */
  posted(slot: Slot, claims: number, post: PostId, substance: string, settled: boolean): Promise<boolean>;
  note(slot: Slot, change: CardNote): Promise<void>;
  /** As it is now; undefined when it was never laid down. */
  find(slot: Slot): Promise<Entry | undefined>;
}

interface Row {
  readonly subject_key: SubjectKey;
  readonly channel_id: ChannelId;
  readonly episode: number;
  readonly reply: string;
  readonly post_id: PostId | null;
  readonly claims: number;
  readonly claimed_by: string | null;
  readonly claimed_at: Date | null;
  readonly age: number | null;
  readonly substance: string | null;
  readonly edits: number;
  readonly gone: boolean;
  readonly settled: boolean;
  readonly ours?: boolean;
}

interface Opening {
  readonly subject: SubjectKey;
  readonly channels: readonly ChannelId[];
  readonly settled: boolean;
  readonly first: FirstClaim | undefined;
}

const limits = { max: 100, inFlight: 1 };
/** Milliseconds: a post is made and seen before it is noted; should we die meanwhile, it is found. */
const LINGER = 5;

/** `pool` throws a CiError while the database is away. */
export function createCards(pool: () => Pool): Cards {
  const query = async (name: string, text: string, values: unknown[]): Promise<readonly Row[]> =>
    (await pool().query<Row>({ name, text, values })).rows;
  /** A statement whose every row names a slot; answers whether it was taken. */
  const slotted = <Item extends { readonly slot: Slot }>(
    name: string,
    text: string,
    columns: (items: readonly Item[]) => unknown[],
    linger: { readonly linger?: number } = {},
  ) =>
    createBatch<Item, boolean>(
      (all) =>
        inRounds(
          all,
          ({ slot }) => nameOf(slot),
          async (items) => {
            const rows = await query(name, text, [...slotColumns(items), ...columns(items)]);
            const taken = new Set(rows.map((row) => nameOf(slotOf(row))));
            return items.map(({ slot }) => taken.has(nameOf(slot)));
          },
        ),
      { ...limits, ...linger },
    );
  const open = createBatch<Opening, readonly Entry[]>(
    (all) =>
      inRounds(
        all,
        ({ subject }) => subject,
        async (items) => openAll(await query('ci_open', OPEN, openColumns(items)), items),
      ),
    limits,
  );
  const claim = slotted<{ slot: Slot; by: string; claims: number; now: Instant }>('ci_claim', CLAIM, (items) => [
    items.map(({ by }) => by),
    items.map(({ claims }) => claims + 1),
    items.map(({ now }) => new Date(now)),
  ]);
  const posted = slotted<{ slot: Slot; claims: number; post: PostId; substance: string; settled: boolean }>(
    'ci_posted',
    POSTED,
    (items) => [
      items.map(({ claims }) => claims),
      items.map(({ post }) => post),
      items.map(({ substance }) => substance),
      items.map(({ settled }) => settled),
    ],
    { linger: LINGER },
  );
  const note = slotted<{ slot: Slot; change: CardNote }>('ci_note', NOTE, (items) => [
    items.map(({ change }) => change.edited ?? null),
    items.map(({ change }) => change.settled ?? false),
    items.map(({ change }) => change.gone ?? false),
    items.map(({ change }) => change.unclaimed ?? false),
  ]);
  return {
    open: (subject, channels, settled, first) => open({ subject, channels, settled, first }),
    claim: (slot, by, claims, now) => claim({ slot, by, claims, now }),
    posted: (slot, claims, post, substance, settled) => posted({ slot, claims, post, substance, settled }),
    note: async (slot, change) => void (await note({ slot, change })),
    async find({ subject, channel, episode, reply }) {
      const text = `select *, null as age from ci_command_center.cards where subject_key = $1 and channel_id = $2 and episode = $3 and reply = $4`;
      const [row] = await query('ci_card', text, [subject, channel, episode, reply]);
      return row && entryOf(row);
    },
  };
}

function openColumns(items: readonly Opening[]): unknown[] {
  const wanted = items.flatMap(({ subject, channels, first }) =>
    [...new Set(channels)].map((channel) => ({ subject, channel, first: first?.channels.includes(channel) ? first : undefined })),
  );
  return [
    items.map(({ subject }) => subject),
    items.map(({ settled }) => settled),
    wanted.map(({ subject }) => subject),
    wanted.map(({ channel }) => channel),
    wanted.map(({ first }) => first?.by ?? null),
    wanted.map(({ first }) => (first === undefined ? null : new Date(first.now))),
  ];
}

function openAll(rows: readonly Row[], items: readonly Opening[]): readonly (readonly Entry[])[] {
  const bySubject = Map.groupBy(rows, (row) => row.subject_key);
  return items.map(({ subject }) => (bySubject.get(subject) ?? []).map(entryOf));
}

function slotColumns(items: readonly { readonly slot: Slot }[]): unknown[] {
  return [
    items.map(({ slot }) => slot.subject),
    items.map(({ slot }) => slot.channel),
    items.map(({ slot }) => slot.episode),
    items.map(({ slot }) => slot.reply),
  ];
}

function slotOf({ subject_key: subject, channel_id: channel, episode, reply }: Row): Slot {
  return { subject, channel, episode, reply };
}

function nameOf({ subject, channel, episode, reply }: Slot): string {
  return `${channel} ${episode} ${subject} ${reply}`;
}

function entryOf(row: Row): Entry {
  const since = row.claimed_at?.getTime();
  return {
    slot: slotOf(row),
    ...(row.post_id !== null && { post: row.post_id }),
    claims: row.claims,
    ...(since !== undefined && { claim: { by: row.claimed_by ?? '', since, age: row.age ?? 0 } }),
    ...(row.ours === true && { ours: true }),
    ...(row.substance !== null && { substance: row.substance }),
    edits: row.edits,
    gone: row.gone,
    settled: row.settled,
  };
}

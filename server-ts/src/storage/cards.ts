// The ledger: which post shows which pipeline in which channel.

import type { Pool } from 'pg';
import type { ChannelId, SubjectKey, PostId } from '../ci/ids.ts';

export interface Card {
  readonly channel: ChannelId;
  /** Undefined until its post was made; the channel's sidebar shows the pipeline all the same. */
  readonly post?: PostId;
  /** Milliseconds since 1970; with no `post` a post may have been made and not noted. */
  readonly claimedAt?: number;
  /** What the stored post says, in short, to tell whether an edit is worth it. */
  readonly substance?: string;
  readonly edits: number;
  /** A person deleted the post: it is neither edited nor made again. */
  readonly gone: boolean;
}

export interface Cards {
  /** All rows of this pipeline; those of `channels` are laid down when they are not there. For whoever holds the pipeline's lock. */
  open(key: SubjectKey, channels: readonly ChannelId[]): Promise<readonly Card[]>;
  /** Notes that a post is about to be made. */
  claim(key: SubjectKey, channel: ChannelId, now: number): Promise<void>;
  posted(key: SubjectKey, channel: ChannelId, post: PostId, substance: string): Promise<void>;
  /** Notes one more edit. */
  edited(key: SubjectKey, channel: ChannelId, substance: string): Promise<void>;
  removed(key: SubjectKey, channel: ChannelId): Promise<void>;
}

interface Row {
  readonly channel_id: ChannelId;
  readonly post_id: PostId | null;
  readonly claimed_at: Date | null;
  readonly substance: string | null;
  readonly edits: number;
  readonly gone: boolean;
}

const COLUMNS = 'channel_id, post_id, claimed_at, substance, edits, gone';
const WHERE = 'where pipeline_key = $1 and channel_id = $2';
// What was laid down is not in the statement's snapshot: so both parts together are all.
const OPEN = `
with laid as (
  insert into ci_command_center.cards (pipeline_key, channel_id) select $1, unnest($2::text[]) on conflict do nothing returning ${COLUMNS})
select ${COLUMNS} from laid union all select ${COLUMNS} from ci_command_center.cards where pipeline_key = $1`;

/** `pool` throws a CiError while the database is away. */
export function createCards(pool: () => Pool): Cards {
  const set = async (change: string, values: readonly unknown[]): Promise<void> => {
    await pool().query({ name: `ci_card ${change}`, text: `update ci_command_center.cards set ${change} ${WHERE}`, values: [...values] });
  };
  return {
    async open(key, channels) {
      const { rows } = await pool().query<Row>({ name: 'ci_open_cards', text: OPEN, values: [key, channels] });
      return rows.map(cardOf);
    },
    claim: (key, channel, now) => set('claimed_at = coalesce(claimed_at, $3)', [key, channel, new Date(now)]),
    posted: (key, channel, post, substance) => set('post_id = $3, substance = $4', [key, channel, post, substance]),
    edited: (key, channel, substance) => set('substance = $3, edits = edits + 1', [key, channel, substance]),
    removed: (key, channel) => set('gone = true', [key, channel]),
  };
}

function cardOf(row: Row): Card {
  return {
    channel: row.channel_id,
    ...(row.post_id !== null && { post: row.post_id }),
    ...(row.claimed_at !== null && { claimedAt: row.claimed_at.getTime() }),
    ...(row.substance !== null && { substance: row.substance }),
    edits: row.edits,
    gone: row.gone,
  };
}

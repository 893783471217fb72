// What channels do not want to hear of. Kept in memory for routing, which asks at every delivery.

import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Mute } from '../routing/rules.ts';
import type { NewMute, StoredMute } from '../subscriptions/subscription.ts';
import type { Changes } from './changes.ts';
import { countOne } from './channel-number.ts';
import { createSnapshot, type Snapshot } from './snapshot.ts';

export interface Mutes extends Pick<Snapshot<readonly Mute[]>, 'ready' | 'refresh'> {
  /** Over all channels. Those whose time is over may still be among them. */
  current(): readonly Mute[];
  /** By number, without those whose time is over. */
  inChannel(channel: ChannelId, now: Instant): Promise<readonly StoredMute[]>;
  /** The one of the same channel and pattern gets the new end, and keeps its number. */
  mute(wish: NewMute): Promise<StoredMute>;
  /** Answers what was taken back. */
  unmute(channel: ChannelId, number: number): Promise<StoredMute | undefined>;
}

interface Row {
  readonly id: string;
  readonly channel_id: ChannelId;
  readonly number: number;
  readonly creator_id: string;
  readonly what: Mute['what'];
  readonly pattern: string;
  readonly until: Date | null;
}

const TABLE = 'ci_command_center.mutes';
const COLUMNS = 'id, channel_id, number, creator_id, what, pattern, until';
const CHANGE = `
update ${TABLE} set creator_id = $4, until = $5 where channel_id = $1 and what = $2 and lower(pattern) = lower($3) returning ${COLUMNS}`;
const MAKE = `
with ${countOne('$1', 'mute')}
insert into ${TABLE} (channel_id, what, pattern, creator_id, until, created_at, id, number) select $1, $2, $3, $4, $5, now(), $6, last from counted
on conflict (channel_id, what, lower(pattern)) do update set creator_id = excluded.creator_id, until = excluded.until returning ${COLUMNS}`;

const TOPIC = 'mutes';

/** `pool` throws a CiError while the database is away; `changes` tells the other nodes, and is told by them. */
export function createMutes(pool: () => Pool, changes: Changes): Mutes {
  const rows = async (text: string, values: readonly unknown[] = []): Promise<readonly StoredMute[]> =>
    (await pool().query<Row>(text, [...values])).rows.map(muteOf);
  const snapshot = createSnapshot<readonly StoredMute[]>([], () => rows(`select ${COLUMNS} from ${TABLE}`));
  changes.on(TOPIC, () => void snapshot.refresh().catch(() => undefined));
  const change = async (text: string, values: readonly unknown[]): Promise<StoredMute | undefined> => {
    const [found] = await rows(text, values);
    if (found !== undefined) await Promise.all([snapshot.refresh(), changes.notify(TOPIC)]);
    return found;
  };
  return {
    ready: snapshot.ready,
    refresh: snapshot.refresh,
    current: snapshot.current,
    inChannel: (channel, now) =>
      rows(`select ${COLUMNS} from ${TABLE} where channel_id = $1 and (until is null or until > $2) order by number`, [
        channel,
        new Date(now),
      ]),
    async mute({ channelId, what, pattern, creatorId, until }) {
      await rows(`delete from ${TABLE} where until < now() returning ${COLUMNS}`);
      const values = [channelId, what, pattern, creatorId, until === undefined ? null : new Date(until)];
      const stored = (await change(CHANGE, values)) ?? (await change(MAKE, [...values, randomUUID()]));
      if (stored === undefined) throw new Error('The database answered no mute');
      return stored;
    },
    unmute: (channel, number) =>
      change(`delete from ${TABLE} where channel_id = $1 and number = $2 returning ${COLUMNS}`, [channel, number]),
  };
}

function muteOf(row: Row): StoredMute {
  const { id, number, what, pattern, until } = row;
  return {
    id,
    number,
    channelId: row.channel_id,
    creatorId: row.creator_id,
    what,
    pattern,
    ...(until !== null && { until: until.getTime() }),
  };
}

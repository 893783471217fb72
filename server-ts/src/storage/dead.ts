// What only a person can decide about: deliveries that were given up, and how much waits.

import type { Pool } from 'pg';
import type { DeliveryId } from '../ci/ids.ts';

/** A delivery that was tried to the last and is kept for a person. */
export interface DeadDelivery {
  readonly id: DeliveryId;
  readonly provider: string;
  readonly connection: string;
  /** Whose news it is. */
  readonly orderKey: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Why the last try failed. */
  readonly reason: string;
  readonly attempts: number;
  /** Bytes of the body. */
  readonly size: number;
}

export interface Counts {
  readonly pending: number;
  readonly dead: number;
  /** When the pending one that waits longest came, milliseconds since 1970. */
  readonly oldestPending?: number;
}

export interface DeadLetters {
  /** Newest first; `before`: the last id of the page before. */
  dead(page: { readonly limit: number; readonly before?: DeliveryId }): Promise<readonly DeadDelivery[]>;
  /** Lets them be tried again from the start, within some seconds; how many there were. */
  replay(which: readonly DeliveryId[] | 'all'): Promise<number>;
  counts(): Promise<Counts>;
}

const DEAD = `
select id, provider, connection, order_key, received_at, coalesce(last_error, '') as reason, attempts, octet_length(body) as size
from ci_command_center.deliveries where state = 'dead' and ($2::uuid is null or id < $2) order by id desc limit $1`;
const REPLAY = `
update ci_command_center.deliveries set state = 'pending', attempts = 0, next_attempt_at = now()
where state = 'dead' and ($1::uuid[] is null or id = any($1))`;
const COUNTS = `
select count(*) filter (where state = 'pending')::integer as pending, count(*) filter (where state = 'dead')::integer as dead,
  min(received_at) filter (where state = 'pending') as oldest
from ci_command_center.deliveries where state = 'pending' or state = 'dead'`;

interface Row {
  readonly id: DeliveryId;
  readonly provider: string;
  readonly connection: string;
  readonly order_key: string;
  readonly received_at: Date;
  readonly reason: string;
  readonly attempts: number;
  readonly size: number;
}

/** `pool` throws a CiError while the database is away. */
export function createDeadLetters(pool: () => Pool): DeadLetters {
  return {
    async dead({ limit, before }) {
      const { rows } = await pool().query<Row>(DEAD, [limit, before ?? null]);
      return rows.map(({ order_key: orderKey, received_at: receivedAt, ...rest }) => ({
        ...rest,
        orderKey,
        receivedAt: receivedAt.getTime(),
      }));
    },
    async replay(which) {
      const { rowCount } = await pool().query(REPLAY, [which === 'all' ? null : which]);
      return rowCount ?? 0;
    },
    async counts() {
      const { rows } = await pool().query<{ pending: number; dead: number; oldest: Date | null }>(COUNTS);
      const { pending = 0, dead = 0, oldest = null } = rows[0] ?? {};
      return { pending, dead, ...(oldest !== null && { oldestPending: oldest.getTime() }) };
    },
  };
}

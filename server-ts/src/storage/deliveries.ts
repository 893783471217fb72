// What senders delivered, kept until it was worked on, and the jobs that work on it.

import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { toDeliveryId, type DeliveryId } from '../ci/ids.ts';
import { retryDelay } from './retry-delay.ts';

export interface NewDelivery {
  readonly provider: string;
  readonly connection: string;
  /** The sender's own identity for this delivery; a repetition has the same one. */
  readonly dedupeKey: string | undefined;
  /** Only those needed to read it again, never a proof. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without secrets. */
  readonly query: string;
  readonly body: Uint8Array;
  /** Deliveries of one order key are worked on together, by one worker at a time. */
  readonly orderKey: string;
}

export interface StoredDelivery extends Omit<NewDelivery, 'orderKey' | 'dedupeKey'> {
  readonly id: DeliveryId;
}

export type Stored = { readonly kind: 'accepted'; readonly id: DeliveryId } | { readonly kind: 'duplicate' };

export interface Deliveries {
  /** Stores and queues in one transaction. Rejects when the database did not take it. */
  store(delivery: NewDelivery): Promise<Stored>;
  /** What waits under an order key, oldest first: some, when there is much. */
  pending(orderKey: string): Promise<readonly StoredDelivery[]>;
  finish(ids: readonly DeliveryId[], state: 'done' | 'ignored' | 'dead', reason?: string): Promise<void>;
  /** Counts a failure and queues the next try; answers those that were given up. */
  fail(ids: readonly DeliveryId[], reason: string, orderKey: string): Promise<readonly DeliveryId[]>;
}

/** graphile-worker gives up by its own count, which crashes raise too; ours is the one that decides. */
const JOB_ATTEMPTS = 30_000;
const AT_ONCE = 200;
/** Bytes of the bodies together; one larger body comes alone. */
const BYTES_AT_ONCE = 16 * 1024 * 1024;

/**
 * One job for all that waits under an order key: `job_key` makes a second delivery join the job of the first. Not one of
 * graphile-worker's named queues: a worker looks for its next job before the last one's queue is free again, finds none, and
 * sleeps; a burst for one pipeline then takes 150 ms a delivery (measured). The order key's lock keeps two jobs apart instead.
 */
const ADD_JOB = `ci_command_center_queue.add_job('deliver', json_build_object('orderKey', $1::text),
  max_attempts => ${JOB_ATTEMPTS}, run_at => $2::timestamptz, job_key => left($1::text, 500))`;

const STORE = `
with stored as (
  insert into ci_command_center.deliveries (id, provider, connection, dedupe_key, order_key, headers, query, body)
  values ($3::uuid, $4, $5, $6, $1, $7, $8, $9)
  on conflict (provider, connection, dedupe_key) where dedupe_key is not null do nothing
  returning id)
select stored.id from stored, lateral ${ADD_JOB} as job`;

const PENDING = `
select id, provider, connection, headers, query, body from (
  select *, sum(octet_length(body)) over (order by received_at, id) as bytes, row_number() over (order by received_at, id) as place
  from ci_command_center.deliveries where order_key = $1 and state = 'pending') as waiting
where place = 1 or (place <= ${AT_ONCE} and bytes <= ${BYTES_AT_ONCE}) order by place`;

// A new delivery of the same pipeline brings the others along before their time: that is no try of theirs.
const FAIL = `
update ci_command_center.deliveries set last_error = $2,
  attempts = attempts + case when next_attempt_at > now() then 0 else 1 end
where id = any($1) and state = 'pending' returning id, attempts`;

/** `pool` throws a CiError while the database is away. */
export function createDeliveries(pool: () => Pool): Deliveries {
  const addJob = (orderKey: string, at: Date): Promise<unknown> => pool().query(`select (${ADD_JOB}).id`, [orderKey, at]);
  const finish: Deliveries['finish'] = async (ids, state, reason) => {
    if (ids.length === 0) return;
    const text = 'update ci_command_center.deliveries set state = $2, last_error = $3, next_attempt_at = null where id = any($1)';
    await pool().query({ name: 'ci_finish', text, values: [ids, state, reason ?? null] });
  };
  return {
    finish,
    async store({ provider, connection, dedupeKey, headers, query, body, orderKey }) {
      const id = toDeliveryId(randomUUID());
      const values = [orderKey, null, id, provider, connection, dedupeKey ?? null, headers, query, bytes(body)];
      const { rowCount } = await pool().query({ name: 'ci_store', text: STORE, values });
      return rowCount === 0 ? { kind: 'duplicate' } : { kind: 'accepted', id };
    },
    async pending(orderKey) {
      const { rows } = await pool().query<StoredDelivery>({ name: 'ci_pending', text: PENDING, values: [orderKey] });
      return rows;
    },
    async fail(ids, reason, orderKey) {
      const { rows } = await pool().query<{ id: DeliveryId; attempts: number }>(FAIL, [ids, reason.slice(0, 2000)]);
      const dead = rows.filter(({ attempts }) => retryDelay(attempts) === undefined).map(({ id }) => id);
      await finish(dead, 'dead', reason);
      // The one that failed most often waits longest, and the others wait with it.
      const delay = retryDelay(Math.max(0, ...rows.filter(({ id }) => !dead.includes(id)).map(({ attempts }) => attempts)));
      if (delay === undefined || dead.length === rows.length) return dead;
      const at = new Date(Date.now() + delay);
      await addJob(orderKey, at);
      await pool().query('update ci_command_center.deliveries set next_attempt_at = $2 where id = any($1)', [ids, at]);
      return dead;
    },
  };
}

function bytes(body: Uint8Array): Buffer {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

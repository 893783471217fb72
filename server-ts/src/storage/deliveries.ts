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
  /** Deliveries of one order key are worked on one after the other. */
  readonly orderKey: string;
}

export interface StoredDelivery extends Omit<NewDelivery, 'orderKey' | 'dedupeKey'> {
  readonly id: DeliveryId;
  readonly state: 'pending' | 'done' | 'ignored' | 'dead';
}

export type Stored = { readonly kind: 'accepted'; readonly id: DeliveryId } | { readonly kind: 'duplicate' };

export interface Deliveries {
  /** Stores and queues in one transaction. Rejects when the database did not take it. */
  store(delivery: NewDelivery): Promise<Stored>;
  load(id: DeliveryId): Promise<StoredDelivery | undefined>;
  finish(id: DeliveryId, state: 'done' | 'ignored' | 'dead', reason?: string): Promise<void>;
  /** Counts a failure and queues the next try in the job's own queue; `dead` when there is none. */
  fail(id: DeliveryId, reason: string, queue: string): Promise<'again' | 'dead'>;
}

/** graphile-worker gives up by its own count, which crashes raise too; ours is the one that decides. */
const JOB_ATTEMPTS = 30_000;

const ADD_JOB = `ci_command_center_queue.add_job('deliver', json_build_object('id', $1::uuid, 'queue', $2::text),
  queue_name => $2::text, max_attempts => ${JOB_ATTEMPTS}, run_at => $3::timestamptz, job_key => $1::text)`;

const STORE = `
with stored as (
  insert into ci_command_center.deliveries (id, provider, connection, dedupe_key, headers, query, body)
  values ($1::uuid, $4, $5, $6, $7, $8, $9)
  on conflict (provider, connection, dedupe_key) where dedupe_key is not null do nothing
  returning id)
select stored.id from stored, lateral ${ADD_JOB} as job`;

const FAIL = `
update ci_command_center.deliveries set attempts = attempts + 1, last_error = $2 where id = $1 and state = 'pending' returning attempts`;

/** `pool` throws a CiError while the database is away. */
export function createDeliveries(pool: () => Pool): Deliveries {
  const addJob = (id: DeliveryId, queue: string, at: Date): Promise<unknown> => pool().query(`select (${ADD_JOB}).id`, [id, queue, at]);
  const finish: Deliveries['finish'] = async (id, state, reason) => {
    await pool().query('update ci_command_center.deliveries set state = $2, last_error = $3, next_attempt_at = null where id = $1', [
      id,
      state,
      reason ?? null,
    ]);
  };
  return {
    finish,
    async store({ provider, connection, dedupeKey, headers, query, body, orderKey }) {
      const id = toDeliveryId(randomUUID());
      const values = [id, queueName(orderKey), null, provider, connection, dedupeKey ?? null, headers, query, bytes(body)];
      const { rowCount } = await pool().query({ name: 'ci_store', text: STORE, values });
      return rowCount === 0 ? { kind: 'duplicate' } : { kind: 'accepted', id };
    },
    async load(id) {
      const text = 'select id, provider, connection, headers, query, body, state from ci_command_center.deliveries where id = $1';
      const { rows } = await pool().query<StoredDelivery>({ name: 'ci_load', text, values: [id] });
      return rows[0];
    },
    async fail(id, reason, queue) {
      const { rows } = await pool().query<{ attempts: number }>(FAIL, [id, reason.slice(0, 2000)]);
      const attempts = rows[0]?.attempts;
      if (attempts === undefined) return 'dead';
      const delay = retryDelay(attempts);
      if (delay === undefined) return finish(id, 'dead', reason).then(() => 'dead' as const);
      const at = new Date(Date.now() + delay);
      await addJob(id, queue, at);
      await pool().query('update ci_command_center.deliveries set next_attempt_at = $2 where id = $1', [id, at]);
      return 'again';
    },
  };
}

/**
 * graphile-worker locks every free queue while it looks for a job, and never removes one: so a fixed number of queues,
 * each holding the pipelines that fall on it, instead of one queue for every pipeline there ever was.
 */
const QUEUES = 64;

function queueName(orderKey: string): string {
  let hash = 0;
  for (let at = 0; at < orderKey.length; at += 1) hash = (Math.imul(hash, 31) + orderKey.charCodeAt(at)) >>> 0;
  return `pipelines-${hash % QUEUES}`;
}

function bytes(body: Uint8Array): Buffer {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

// What senders delivered: stored for good in one statement for all that came meanwhile, then handed to the workers of this process.

import type { Pool } from 'pg';
import type { CiEvent } from '../ci/event.ts';
import type { DeliveryId } from '../ci/ids.ts';
import { systemClock } from '../platform/clock.ts';
import { createBatch } from './batch.ts';
import { createDeliveryIds } from './delivery-id.ts';

/** What a sender sent, without its proof: enough to read it again. */
export interface RawDelivery {
  readonly headers: Readonly<Record<string, string>>;
  /** Without secrets. */
  readonly query: string;
  readonly body: Uint8Array;
}

export interface NewDelivery extends RawDelivery {
  readonly provider: string;
  readonly connection: string;
  /** The sender's own identity for this delivery; a repetition has the same one. */
  readonly dedupeKey: string | undefined;
  /** Deliveries of one order key are worked on together, by one worker at a time. */
  readonly orderKey: string;
  /** As it was read when it came: the workers of this process need not read it again. */
  readonly event: CiEvent;
}

/** One that waits to be told: as read when it came, or as it was stored. */
export interface StoredDelivery {
  readonly id: DeliveryId;
  readonly provider: string;
  readonly connection: string;
  readonly content: { readonly kind: 'event'; readonly event: CiEvent } | ({ readonly kind: 'raw' } & RawDelivery);
}

export type Stored = { readonly kind: 'accepted'; readonly id: DeliveryId } | { readonly kind: 'duplicate' };

/** Stored, and for the workers of this process to take at once. */
export interface HandedDelivery {
  readonly orderKey: string;
  readonly delivery: StoredDelivery;
  /** About what it holds in memory. */
  readonly bytes: number;
}

export type Store = (delivery: NewDelivery) => Promise<Stored>;

/** Seconds for which a new delivery is its own process's: nobody else takes it from the table before. */
export const LEASE = 10;
const AT_ONCE = 128;
const BYTES_AT_ONCE = 4 * 1024 * 1024;
/** Milliseconds in a crowd: half as many waits for the disk, and more taken altogether (measured: docs/benchmarks.md). */
const LINGER = 5;
/** Milliseconds for a statement, and before it: together less than the 10 s that senders wait for their answer. */
const STORE_WITHIN = 5_000;
const WAIT_WITHIN = 4_000;

// Bodies travel as one run of bytes: an array of them would go as hexadecimal text.
const STORE = `
insert into ci_command_center.deliveries (id, provider, connection, dedupe_key, order_key, headers, query, body, next_attempt_at)
select id, provider, connection, dedupe_key, order_key, headers::jsonb, query, substring($8::bytea from start for length),
  now() + interval '${LEASE} s'
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $9::integer[], $10::integer[])
  as given (id, provider, connection, dedupe_key, order_key, headers, query, start, length)
on conflict (provider, connection, dedupe_key) where dedupe_key is not null do nothing
returning id`;

/**
 * `pool` throws a CiError while the database is away. `hand` gets what was stored, right after it was, and `performance.now()` before. `crowded`:
 * whether many are on their way in.
 */
export function createStore(
  pool: () => Pool,
  hand: (deliveries: readonly HandedDelivery[], since: number) => void,
  crowded: () => boolean,
): Store {
  const nextId = createDeliveryIds(systemClock);
  return createBatch<NewDelivery, Stored>(
    async (given) => {
      const named = given.map((delivery) => ({ id: nextId(), delivery }));
      const since = performance.now();
      const statement = { name: 'ci_store', text: STORE, values: valuesOf(named), query_timeout: STORE_WITHIN };
      const { rows } = await pool().query<{ id: DeliveryId }>(statement);
      const stored = new Set(rows.map(({ id }) => id));
      hand(
        named.filter(({ id }) => stored.has(id)).map(({ id, delivery }) => handedOf(id, delivery)),
        since,
      );
      return named.map(({ id }) => (stored.has(id) ? { kind: 'accepted', id } : { kind: 'duplicate' }));
    },
    {
      max: AT_ONCE,
      inFlight: 1,
      linger: () => (crowded() ? LINGER : 0),
      patience: WAIT_WITHIN,
      bytesOf: ({ body }) => body.length,
      maxBytes: BYTES_AT_ONCE,
    },
  );
}

interface Named {
  readonly id: DeliveryId;
  readonly delivery: NewDelivery;
}

function valuesOf(named: readonly Named[]): unknown[] {
  const column = <T>(read: (delivery: NewDelivery) => T): T[] => named.map(({ delivery }) => read(delivery));
  let start = 1;
  const starts = column(({ body }) => (start += body.length) - body.length);
  return [
    named.map(({ id }) => id),
    column(({ provider }) => provider),
    column(({ connection }) => connection),
    column(({ dedupeKey }) => dedupeKey ?? null),
    column(({ orderKey }) => orderKey),
    column(({ headers }) => JSON.stringify(headers)),
    column(({ query }) => query),
    Buffer.concat(column(({ body }) => body)),
    starts,
    column(({ body }) => body.length),
  ];
}

function handedOf(id: DeliveryId, { provider, connection, orderKey, event, body }: NewDelivery): HandedDelivery {
  return { orderKey, delivery: { id, provider, connection, content: { kind: 'event', event } }, bytes: body.length };
}

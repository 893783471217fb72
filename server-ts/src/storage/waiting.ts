// What waits to be worked on, in the database: which subjects, what of each, and how a try ended.

import type { Pool } from 'pg';
import type { DeliveryId } from '../ci/ids.ts';
import { createBatch } from './batch.ts';
import type { RawDelivery, StoredDelivery } from './deliveries.ts';
import { retryDelay } from './retry-delay.ts';
import { SOON } from './soon.ts';

/** All that waits under one order key. */
export interface Waiting {
  /** Oldest first: some, when there is much. */
  readonly deliveries: readonly StoredDelivery[];
  /** Requests to show it again whose time has come. */
  readonly refreshes: readonly string[];
  readonly more: boolean;
}

export interface Finished {
  readonly id: DeliveryId;
  readonly state: 'done' | 'ignored';
  readonly reason?: string;
}

export interface WaitingTable {
  of(orderKey: string): Promise<Waiting>;
  /** Order keys whose time has come, those that wait longest first, without `except`; `all`: also what was left to other processes. */
  due(except: readonly string[], limit: number, all: boolean): Promise<readonly string[]>;
  finish(finished: Finished): Promise<void>;
  /** Counts a failed try and sets the time of the next; true when it was given up. */
  fail(id: DeliveryId, reason: string): Promise<boolean>;
  /** Asks to show a subject again, not before `at` (milliseconds since 1970), or now. */
  refresh(orderKey: string, at?: number): Promise<void>;
  refreshed(id: string): Promise<void>;
  /** A refresh that failed comes again, like a delivery. */
  refreshFailed(id: string): Promise<void>;
}

const AT_ONCE = 200;
/** Bytes of the bodies together; one larger body comes alone. */
const BYTES_AT_ONCE = 1024 * 1024;
const KEYS_AT_ONCE = 8;
const ROWS_AT_ONCE = 500;
/** What was told is told: that it is noted a moment later, together with others, is nobody's loss. */
const LINGER = 10;

const OF_KEYS = `
select order_key, id, null as refresh, provider, connection, headers, query, body, total > place as more from (
  select *, sum(octet_length(body)) over (partition by order_key order by id) as bytes,
    row_number() over (partition by order_key order by id) as place, count(*) over (partition by order_key) as total
  from ci_command_center.deliveries where order_key = any($1) and state = 'pending') as waiting
where place = 1 or (place <= ${AT_ONCE} and bytes <= ${BYTES_AT_ONCE})
union all
select order_key, null, id::text, null, null, null, null, null, false
from ci_command_center.refreshes where order_key = any($1) and due_at <= now()
order by order_key, id`;

// Until its lease is over (10 s) an untried delivery is in the hands of the process that stored it.
const DUE = `
select order_key from (
  select order_key, received_at as since from ci_command_center.deliveries
  where state = 'pending' and (next_attempt_at <= now() or ($3 and attempts = 0))
  union all
  select order_key, due_at from ci_command_center.refreshes where due_at <= now()) as waiting
where order_key <> all($1::text[]) group by order_key order by min(since) limit $2`;

const FINISH = `
update ci_command_center.deliveries d set state = ended.state, last_error = ended.reason, next_attempt_at = null
from unnest($1::uuid[], $2::text[], $3::text[]) as ended (id, state, reason)
where d.id = ended.id and d.state = 'pending' and ${SOON}`;

// $3: milliseconds to wait after the first, the second … failure; after the last of them it is given up.
// A new delivery of the same subject brings the others along before their time: that is no try of theirs.
const FAIL = `
with tried as (
  select d.id, failed.reason, d.attempts + case when d.attempts > 0 and d.next_attempt_at > now() then 0 else 1 end as tries
  from unnest($1::uuid[], $2::text[]) as failed (id, reason)
  join ci_command_center.deliveries d on d.id = failed.id and d.state = 'pending')
update ci_command_center.deliveries d set attempts = tries, last_error = tried.reason,
  state = case when tries > cardinality($3::integer[]) then 'dead' else 'pending' end,
  next_attempt_at = now() + ($3::integer[])[tries] * interval '1 ms'
from tried where d.id = tried.id returning d.id, d.state`;

const REFRESH = `
insert into ci_command_center.refreshes (order_key, due_at)
select distinct order_key, coalesce(to_timestamp(due / 1000.0), now()) from unnest($1::text[], $2::float8[]) as asked (order_key, due)
where not exists (select from ci_command_center.refreshes r where r.order_key = asked.order_key and r.due_at = to_timestamp(due / 1000.0))`;

const REFRESH_FAILED = `
with tried as (
  update ci_command_center.refreshes set attempts = attempts + 1, due_at = now() + coalesce(($2::integer[])[attempts + 1], 0) * interval '1 ms'
  where id = any($1::bigint[]) returning id, attempts)
delete from ci_command_center.refreshes where id in (select id from tried where attempts > cardinality($2::integer[]))`;

interface Row extends RawDelivery {
  readonly order_key: string;
  readonly id: DeliveryId | null;
  readonly refresh: string | null;
  readonly provider: string;
  readonly connection: string;
  readonly more: boolean;
}

/** `pool` throws a CiError while the database is away. */
export function createWaitingTable(pool: () => Pool): WaitingTable {
  const delays = delaysBetweenTries();
  const rows = async <R extends object>(name: string, text: string, ...values: readonly unknown[]): Promise<R[]> =>
    (await pool().query<R>({ name, text, values: [...values] })).rows;
  const each = { max: ROWS_AT_ONCE, inFlight: 1 };
  const fail = createBatch<{ id: DeliveryId; reason: string }, boolean>(async (failed) => {
    const reasons = failed.map(({ reason }) => clean(reason));
    const found = await rows<{ id: DeliveryId; state: string }>(
      'ci_fail',
      FAIL,
      failed.map(({ id }) => id),
      reasons,
      delays,
    );
    const dead = new Set(found.filter(({ state }) => state === 'dead').map(({ id }) => id));
    return failed.map(({ id }) => dead.has(id));
  }, each);
  const refresh = createBatch<{ key: string; at: number | undefined }, void>(async (asked) => {
    await rows(
      'ci_refresh',
      REFRESH,
      asked.map(({ key }) => key),
      asked.map(({ at }) => at ?? null),
    );
    return asked.map(() => undefined);
  }, each);
  const perRefresh = (name: string, text: string, ...more: readonly unknown[]): ((id: string) => Promise<void>) =>
    createBatch<string, void>(async (ids) => {
      await rows(name, text, ids, ...more);
      return ids.map(() => undefined);
    }, each);
  return {
    of: createBatch(async (keys) => gather(keys, await rows<Row>('ci_waiting', OF_KEYS, keys)), { max: KEYS_AT_ONCE, inFlight: 2 }),
    due: async (except, limit, all) => {
      const found = await rows<{ order_key: string }>('ci_due', DUE, except, limit, all);
      return found.map(({ order_key: key }) => key);
    },
    finish: createBatch<Finished, void>(
      async (done) => {
        const reasons = done.map(({ reason }) => (reason === undefined ? null : clean(reason)));
        await rows(
          'ci_finish',
          FINISH,
          done.map(({ id }) => id),
          done.map(({ state }) => state),
          reasons,
        );
        return done.map(() => undefined);
      },
      { ...each, linger: LINGER },
    ),
    fail: (id, reason) => fail({ id, reason }),
    refresh: (key, at) => refresh({ key, at }),
    refreshed: perRefresh('ci_refreshed', 'delete from ci_command_center.refreshes where id = any($1::bigint[])'),
    refreshFailed: perRefresh('ci_refresh_failed', REFRESH_FAILED, delays),
  };
}

function gather(keys: readonly string[], rows: readonly Row[]): Waiting[] {
  const found = new Map(keys.map((key) => [key, { deliveries: new Array<StoredDelivery>(), refreshes: new Array<string>(), more: false }]));
  for (const { order_key: key, id, refresh, provider, connection, headers, query, body, more } of rows) {
    const waiting = found.get(key);
    if (waiting === undefined) continue;
    if (refresh !== null) waiting.refreshes.push(refresh);
    if (id === null) continue;
    waiting.deliveries.push({ id, provider, connection, content: { kind: 'raw', headers, query, body } });
    waiting.more = more;
  }
  return keys.map((key) => found.get(key) ?? { deliveries: [], refreshes: [], more: false });
}

/** Milliseconds before the second, the third … try. */
function delaysBetweenTries(): number[] {
  const delays: number[] = [];
  for (let delay = retryDelay(1); delay !== undefined; delay = retryDelay(delays.length + 1)) delays.push(delay);
  return delays;
}

/** PostgreSQL holds every character but U+0000. */
function clean(text: string): string {
  return text.slice(0, 2000).replaceAll('\0', '\u{fffd}');
}

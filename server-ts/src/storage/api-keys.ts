// Keys of programs, with the bucket of tokens that each has, whichever node it asks.

import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { ApiKey } from '../keys/key.ts';
import type { KeyTable } from '../keys/ports.ts';

/** Requests at once, and so many more a second: 60 a minute. */
const BURST = 20;
const PER_SECOND = 1;

const TABLE = 'ci_command_center.api_keys';
const COLUMNS = 'id, name, scopes, creator_id, created_at, expires_at, last_used_at, last_used_from';
const ADD = `
insert into ${TABLE} (id, name, hash, scopes, creator_id, created_at, expires_at, tokens) values ($1, $2, $3, $4, $5, $6, $7, ${BURST})
on conflict do nothing returning ${COLUMNS}`;
// By the database's clock, so that nodes whose clocks differ share one bucket. Locked first: two requests at once take two tokens.
const SPEND = `
with held as (select * from ${TABLE} where hash = $1 for update),
counted as (
  select *, least(${BURST}, tokens + greatest(0, extract(epoch from clock_timestamp() - tokens_at)) * ${PER_SECOND}) as left_over from held),
spent as (
  update ${TABLE} k set tokens = c.left_over - case when c.left_over >= 1 then 1 else 0 end, tokens_at = clock_timestamp(),
    last_used_at = clock_timestamp(), last_used_from = $2
  from counted c where k.id = c.id)
select ${COLUMNS}, case when left_over >= 1 then 0 else ceil((1 - left_over) / ${PER_SECOND} * 1000) end as wait from counted`;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly creator_id: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly last_used_from: string | null;
}

/** `pool` throws a CiError while the database is away. */
export function createApiKeys(pool: () => Pool): KeyTable {
  const rows = async (text: string, values: readonly unknown[] = []): Promise<readonly ApiKey[]> =>
    (await pool().query<Row>(text, [...values])).rows.map(keyOf);
  return {
    async add({ name, hash, scopes, creatorId, createdAt, expiresAt }) {
      const ends = expiresAt === undefined ? null : new Date(expiresAt);
      const [added] = await rows(ADD, [randomUUID(), name, hash, scopes, creatorId, new Date(createdAt), ends]);
      return added;
    },
    list: () => rows(`select ${COLUMNS} from ${TABLE} order by lower(name)`),
    async remove(name) {
      const [removed] = await rows(`delete from ${TABLE} where lower(name) = lower($1) returning ${COLUMNS}`, [name]);
      return removed;
    },
    async spend(hash, from) {
      const { rows: found } = await pool().query<Row & { wait: number }>(SPEND, [hash, from.slice(0, 100)]);
      const [row] = found;
      return row && { key: keyOf(row), wait: Number(row.wait) };
    },
  };
}

function keyOf(row: Row): ApiKey {
  const { id, name, scopes, expires_at: expires, last_used_at: used, last_used_from: from } = row;
  return {
    id,
    name,
    scopes,
    creatorId: row.creator_id,
    createdAt: row.created_at.getTime(),
    ...(expires !== null && { expiresAt: expires.getTime() }),
    ...(used !== null && { lastUsedAt: used.getTime() }),
    ...(from !== null && { lastUsedFrom: from }),
  };
}

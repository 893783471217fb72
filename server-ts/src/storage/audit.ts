// The table of what people and programs did: written in batches, read newest first.

import type { Pool } from 'pg';
import type { AuditQuestion, AuditRow, AuditTable, StoredRecord } from '../audit/index.ts';

const TABLE = 'ci_command_center.audit';
/** A batch that was written although its answer was lost is not written again. */
const ADD = `
insert into ${TABLE} (id, at, act, user_id, origin, address, api_key, channel_id, what, "values", outcome, code, milliseconds)
select id, to_timestamp(at / 1000), act, "userId", "from", address, key, "channelId", what, "values", outcome, code, milliseconds
from jsonb_to_recordset($1::jsonb) as r(id uuid, at float8, act text, "userId" text, "from" text, address text, key text, "channelId" text,
  what text, "values" jsonb, outcome text, code text, milliseconds integer)
on conflict (id) do nothing`;
const FIND = `
select id, (extract(epoch from at) * 1000)::float8 as at, act, user_id, origin, address, api_key, channel_id, what, "values", outcome, code, milliseconds
from ${TABLE}
where ($1::text is null or user_id = $1) and ($2::float8 is null or at >= to_timestamp($2 / 1000)) and ($3::text[] is null or act like any ($3))
  and ($4::uuid is null or (at, id) < (to_timestamp($5::float8 / 1000), $4::uuid))
order by at desc, id desc limit $6`;

interface Row {
  readonly id: string;
  readonly at: number;
  readonly act: string;
  readonly user_id: string;
  readonly origin: StoredRecord['from'];
  readonly address: string | null;
  readonly api_key: string | null;
  readonly channel_id: string | null;
  readonly what: string;
  readonly values: Readonly<Record<string, string>>;
  readonly outcome: StoredRecord['outcome'];
  readonly code: string | null;
  readonly milliseconds: number;
}

/** `pool` throws a CiError while the database is away. */
export function createAuditTable(pool: () => Pool): AuditTable {
  return {
    async add(records) {
      await pool().query(ADD, [JSON.stringify(records)]);
    },
    async find({ userId, since, acts, before, limit }: AuditQuestion) {
      const values = [userId ?? null, since ?? null, acts ?? null, before?.id ?? null, before?.at ?? null, limit];
      const { rows } = await pool().query<Row>(FIND, values);
      return rows.map(rowOf);
    },
  };
}

function rowOf({ user_id: userId, origin: from, address, api_key: key, channel_id: channelId, code, ...row }: Row): AuditRow {
  return {
    ...row,
    userId,
    from,
    ...(address !== null && { address }),
    ...(key !== null && { key }),
    ...(channelId !== null && { channelId }),
    ...(code !== null && { code }),
  };
}

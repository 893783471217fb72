// What requests with an Idempotency-Key were answered, for a day.

import type { Pool } from 'pg';
import type { Once, OnceTable } from '../keys/ports.ts';

const TABLE = 'ci_command_center.api_answers';
/** For so long a repetition is answered as the first one was. */
export const ANSWERS_KEPT = '24 hours';
/** Who has not answered by then is dead. */
const ABANDONED = '1 minute';

const TAKE = `
insert into ${TABLE} as a (key_id, idempotency_key, request, taken_at) values ($1, $2, $3, now())
on conflict (key_id, idempotency_key) do update set request = excluded.request, taken_at = now(), status = null, body = null
where a.taken_at < now() - interval '${ANSWERS_KEPT}'
  or (a.status is null and a.request = excluded.request and a.taken_at < now() - interval '${ABANDONED}')
returning key_id`;
const LOOK = `select request = $3 as same, status, body from ${TABLE} where key_id = $1 and idempotency_key = $2`;

/** `pool` throws a CiError while the database is away. */
export function createApiAnswers(pool: () => Pool): OnceTable {
  return {
    async take(keyId, idempotencyKey, request): Promise<Once> {
      const values = [keyId, idempotencyKey, request];
      if ((await pool().query(TAKE, values)).rows.length > 0) return { kind: 'first' };
      const { rows } = await pool().query<{ same: boolean; status: number | null; body: string | null }>(LOOK, values);
      const [found] = rows;
      // Dropped in between: whoever asks again finds it free.
      if (found === undefined) return { kind: 'busy' };
      if (!found.same) return { kind: 'other' };
      return found.status === null ? { kind: 'busy' } : { kind: 'answered', status: found.status, body: found.body ?? '' };
    },
    async finish(keyId, idempotencyKey, { status, body }) {
      await pool().query(`update ${TABLE} set status = $3, body = $4 where key_id = $1 and idempotency_key = $2`, [
        keyId,
        idempotencyKey,
        status,
        body,
      ]);
    },
    async drop(keyId, idempotencyKey) {
      await pool().query(`delete from ${TABLE} where key_id = $1 and idempotency_key = $2`, [keyId, idempotencyKey]);
    },
  };
}

// Accounts that people linked: their proofs are sealed before they come here.

import type { Pool, PoolClient } from 'pg';
import type { Account } from '../ci/account.ts';
import type { AccountPlace, AccountTable, LinkedAccount, SealedAccount } from '../identity/linked.ts';
import { inTransaction } from './transaction.ts';

interface Row {
  readonly user_id: string;
  readonly provider: string;
  readonly connection: string;
  readonly address: string;
  readonly kind: LinkedAccount['kind'];
  readonly login: string;
  readonly profile: Omit<Account, 'login'>;
  readonly linked_at: Date;
  readonly ended_at: Date | null;
}

interface SealedRow extends Row {
  readonly key_id: string;
  readonly sealed: Buffer;
}

const TABLE = 'ci_command_center.accounts';
const WRITTEN = 'user_id, provider, connection, address, kind, login, profile, linked_at, key_id, sealed';
const COLUMNS = 'user_id, provider, connection, address, kind, login, profile, linked_at, ended_at';
const SEALED = `${COLUMNS}, key_id, sealed`;
const PLACE = 'user_id = $1 and provider = $2 and connection = $3';
/** Any number, the same in all nodes; nothing else locks on it. */
const RESEAL_LOCK = 1_667_851_366;
const BATCH = 200;

const PUT = `
insert into ${TABLE} (${WRITTEN}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (user_id, provider, connection) do update set address = excluded.address, kind = excluded.kind, login = excluded.login,
  profile = excluded.profile, linked_at = excluded.linked_at, key_id = excluded.key_id, sealed = excluded.sealed, unused_since = null,
  renewing_by = null, renewing_until = null, ended_at = null, told_at = null`;
const NEXT = `
select ${SEALED} from ${TABLE}
where key_id = any($1) and (user_id, provider, connection) > ($2, $3, $4)
order by user_id, provider, connection limit ${BATCH} for update`;
const CHANGE = `
update ${TABLE} a set key_id = c.key_id, sealed = c.sealed
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[]) as c (user_id, provider, connection, key_id, sealed)
where (a.user_id, a.provider, a.connection) = (c.user_id, c.provider, c.connection)`;
const MARK = `
update ${TABLE} a set unused_since = case when unused_since is null then $4::timestamptz end
where (unused_since is null) = (not exists (
  select from unnest($1::text[], $2::text[], $3::text[]) as s (provider, connection, address)
  where (a.provider, a.connection, a.address) = (s.provider, s.connection, s.address)))`;

// By the database's clock: the nodes' own may differ.
const CLAIM = `
with former as (select renewing_by from ${TABLE} where ${PLACE} for update)
update ${TABLE} a set renewing_by = $4, renewing_until = clock_timestamp() + $5::integer * interval '1 millisecond'
from former where ${PLACE} and ended_at is null and (a.renewing_until is null or a.renewing_until < clock_timestamp())
returning ${SEALED}, former.renewing_by is not null as interrupted`;
const OWN = `${PLACE} and renewing_by = $4`;
const RENEWED = `update ${TABLE} set key_id = $5, sealed = $6, renewing_by = null, renewing_until = null where ${OWN}`;
const RELEASE = `update ${TABLE} set renewing_by = case when $5 then renewing_by end, renewing_until = null where ${OWN}`;
const END = `update ${TABLE} set ended_at = $5, renewing_by = null, renewing_until = null where ${OWN} and ended_at is null`;
const TAKE_ENDED = `
update ${TABLE} set told_at = $1 where ended_at is not null and told_at is null
  and ($2::text is null or (user_id, provider, connection) = ($2, $3, $4)) returning ${COLUMNS}`;
const UNTOLD = `update ${TABLE} set told_at = null where ${PLACE} and ended_at is not null`;

/** `pool` throws a CiError while the database is away. */
export function createAccountTable(pool: () => Pool): AccountTable {
  return {
    async find({ userId, provider, connection }) {
      const text = `select ${SEALED} from ${TABLE} where ${PLACE}`;
      const [row] = (await pool().query<SealedRow>(text, [userId, provider, connection])).rows;
      return row && sealedOf(row);
    },
    async of(userId) {
      const text = `select ${COLUMNS} from ${TABLE} where user_id = $1 order by provider, connection`;
      return (await pool().query<Row>(text, [userId])).rows.map(linkedOf);
    },
    async put({ userId, provider, connection, address, kind, account: { login, ...profile }, linkedAt, keyId, sealed }) {
      const place = [userId, provider, connection, address, kind, login];
      await pool().query(PUT, [...place, JSON.stringify(profile), new Date(linkedAt), keyId, Buffer.from(sealed)]);
    },
    async remove({ userId, provider, connection }) {
      return (await pool().query(`delete from ${TABLE} where ${PLACE}`, [userId, provider, connection])).rowCount === 1;
    },
    async removePerson(userId) {
      return (await pool().query(`delete from ${TABLE} where user_id = $1`, [userId])).rowCount ?? 0;
    },
    ...createRenewals(pool),
    async peopleOf(provider, connection, login) {
      const text = `select user_id, address from ${TABLE} where provider = $1 and connection = $2 and lower(login) = lower($3)`;
      const { rows } = await pool().query<Pick<Row, 'user_id' | 'address'>>(text, [provider, connection, login]);
      return rows.map(({ user_id: userId, address }) => ({ userId, address }));
    },
    resealAll: (keyIds, change) => inTransaction(pool(), (client) => resealAll(client, keyIds, change)),
    async keys() {
      const text = `select key_id, count(*)::integer as number from ${TABLE} group by key_id`;
      const { rows } = await pool().query<{ key_id: string; number: number }>(text);
      return new Map(rows.map(({ key_id: keyId, number }) => [keyId, number]));
    },
    async people() {
      const { rows } = await pool().query<Pick<Row, 'user_id'>>(`select distinct user_id from ${TABLE}`);
      return rows.map(({ user_id: userId }) => userId);
    },
    async forgetUnused(servers, now, days) {
      const columns = [servers.map((each) => each.provider), servers.map((each) => each.connection), servers.map((each) => each.address)];
      await pool().query(MARK, [...columns, new Date(now)]);
      const text = `delete from ${TABLE} where unused_since <= $1`;
      return (await pool().query(text, [new Date(now - days * 86_400_000)])).rowCount ?? 0;
    },
  };
}

function createRenewals(pool: () => Pool): Pick<AccountTable, 'claim' | 'renewed' | 'release' | 'end' | 'takeEnded' | 'untold'> {
  const change = async (text: string, { userId, provider, connection }: AccountPlace, ...values: readonly unknown[]): Promise<boolean> =>
    (await pool().query(text, [userId, provider, connection, ...values])).rowCount === 1;
  return {
    async claim({ userId, provider, connection }, owner, milliseconds) {
      const values = [userId, provider, connection, owner, milliseconds];
      const [row] = (await pool().query<SealedRow & { interrupted: boolean }>(CLAIM, values)).rows;
      return row && { account: sealedOf(row), interrupted: row.interrupted };
    },
    renewed: (place, owner, { keyId, sealed }) => change(RENEWED, place, owner, keyId, Buffer.from(sealed)),
    release: (place, owner, interrupted) => change(RELEASE, place, owner, interrupted).then(() => undefined),
    end: (place, owner, now) => change(END, place, owner, new Date(now)),
    async takeEnded(now, place) {
      const values = [new Date(now), place?.userId ?? null, place?.provider ?? null, place?.connection ?? null];
      return (await pool().query<Row>(TAKE_ENDED, values)).rows.map(linkedOf);
    },
    untold: (place) => change(UNTOLD, place).then(() => undefined),
  };
}

/** Whoever comes second finds nothing left of the former keys. */
async function resealAll(client: PoolClient, keyIds: readonly string[], change: Parameters<AccountTable['resealAll']>[1]): Promise<number> {
  await client.query('select pg_advisory_xact_lock($1)', [RESEAL_LOCK]);
  let last: AccountPlace | undefined = { userId: '', provider: '', connection: '' };
  let changed = 0;
  while (last !== undefined) {
    const after: readonly string[] = [last.userId, last.provider, last.connection];
    const rows: readonly SealedRow[] = (await client.query<SealedRow>(NEXT, [keyIds, ...after])).rows;
    const again = rows.flatMap((row) => {
      const to = change(sealedOf(row));
      return to === undefined ? [] : [{ row, to }];
    });
    if (again.length > 0) await client.query(CHANGE, valuesOf(again));
    changed += again.length;
    const end: SealedRow | undefined = rows.length < BATCH ? undefined : rows.at(-1);
    last = end && linkedOf(end);
  }
  return changed;
}

function valuesOf(changes: readonly { readonly row: Row; readonly to: Pick<SealedAccount, 'keyId' | 'sealed'> }[]): unknown[][] {
  return [
    changes.map(({ row }) => row.user_id),
    changes.map(({ row }) => row.provider),
    changes.map(({ row }) => row.connection),
    changes.map(({ to }) => to.keyId),
    changes.map(({ to }) => Buffer.from(to.sealed)),
  ];
}

function linkedOf(row: Row): LinkedAccount {
  return {
    userId: row.user_id,
    provider: row.provider,
    connection: row.connection,
    address: row.address,
    kind: row.kind,
    account: { login: row.login, ...row.profile },
    linkedAt: row.linked_at.getTime(),
    ...(row.ended_at !== null && { endedAt: row.ended_at.getTime() }),
  };
}

function sealedOf(row: SealedRow): SealedAccount {
  return { ...linkedOf(row), keyId: row.key_id, sealed: row.sealed };
}

// Brings the schema up to date, one node at a time.

import type { ClientBase } from 'pg';
import { CiError } from '../platform/errors.ts';
import { migrations, type Migration } from './migrations/index.ts';

/** Any number, the same in all nodes; nothing else locks on it. */
const MIGRATION_LOCK = 1_667_851_363;
const OLDEST = 130_000;

/**
 * Applies what is missing, after `queue` has brought the queue's own tables up to date.
 * Throws CiError `CI_STORAGE_VERSION`, `CI_STORAGE_NEWER`, or the database's own error.
 */
export async function migrate(client: ClientBase, queue: () => Promise<void>, all: readonly Migration[] = migrations): Promise<void> {
  await checkVersion(client);
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await prepare(client);
    await refuseNewer(client, all);
    await queue();
    const { rows } = await client.query<{ id: number }>('select id from ci_command_center.migrations');
    const applied = new Set(rows.map(({ id }) => id));
    for (const migration of all) if (!applied.has(migration.id)) await apply(client, migration);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

/** `create … if not exists` asks for the right to create even when there is nothing to do: so look first. */
async function prepare(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('ci_command_center.migrations') is not null as there`);
  if (rows[0]?.there === true) return;
  await client.query(`
    create schema if not exists ci_command_center;
    create table if not exists ci_command_center.migrations (id integer primary key, applied_at timestamptz not null default now());`);
}

/** A newer version may have moved what this one would read or write: it keeps off rather than spoil it. */
async function refuseNewer(client: ClientBase, all: readonly Migration[]): Promise<void> {
  const newest = Math.max(...all.map(({ id }) => id));
  const { rows } = await client.query<{ last: number | null }>('select max(id) as last from ci_command_center.migrations');
  const last = rows[0]?.last ?? 0;
  if (last <= newest) return;
  throw new CiError(
    'CI_STORAGE_NEWER',
    `A newer version of this plugin changed its tables (step ${last}; this version knows ${newest}), and this one cannot use them.`,
    'Install that version again, or a newer one; or restore the backup made before the upgrade: see docs/operations.md, Roll back.',
  );
}

async function apply(client: ClientBase, { id, sql }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into ci_command_center.migrations (id) values ($1)', [id]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function checkVersion(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  );
  const version = rows[0];
  if (version !== undefined && Number(version.number) >= OLDEST) return;
  throw new CiError(
    'CI_STORAGE_VERSION',
    `The database is PostgreSQL ${version?.name ?? 'of an unknown version'}; 13 or newer is needed.`,
    'Upgrade PostgreSQL to a version that Mattermost supports.',
  );
}

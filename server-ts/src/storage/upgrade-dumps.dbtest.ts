import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { toChannelId, toSubjectKey } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import { render } from '../rendering/render.ts';
import { createScratchDatabase, silent, until, type ScratchDatabase } from './scratch-database.ts';
import { createStorage, type Storage } from './storage.ts';

jest.setTimeout(120_000);

const folder = join(import.meta.dirname, 'dumps');
const dumps = readdirSync(folder).filter((name) => name.endsWith('.sql'));
const SCHEMA = 'ci_command_center';
/** All tables, with what they are made of. */
const SHAPE = `
select 'column' as what, table_name || '.' || column_name as name,
  concat_ws(' ', data_type, is_nullable, column_default, is_generated, generation_expression) as made
from information_schema.columns where table_schema = '${SCHEMA}'
union all select 'index', indexname, indexdef from pg_indexes where schemaname = '${SCHEMA}'
union all select 'constraint', conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) from pg_constraint
  where connamespace = '${SCHEMA}'::regnamespace
order by 1, 2`;

const context = { providerTitle: (provider: string) => provider, templates: { headline: () => undefined } };
const textOf = (row: Readonly<Record<string, unknown>>, column: string): string => String(row[column]);

async function shapeOf(database: ScratchDatabase): Promise<unknown> {
  // Numbers of PostgreSQL's own stand in the names of some constraints.
  const rows = await database.query(SHAPE);
  return rows.filter(({ made }) => !/^CHECK \(.* IS NOT NULL\)$|^NOT NULL/i.test(String(made)));
}

async function tablesOf(database: ScratchDatabase): Promise<readonly string[]> {
  const found = await database.query(`select tablename from pg_tables where schemaname = '${SCHEMA}' order by 1`);
  // Which nodes there are changes with each start.
  return found.map((row) => textOf(row, 'tablename')).filter((name) => name !== 'nodes');
}

async function contentOf(database: ScratchDatabase): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const table of await tablesOf(database))
    found[table] = (await database.query(`select to_jsonb(t)::text as row from ${SCHEMA}.${table} t order by 1`)).map((row) => row['row']);
  return found;
}

async function counted(database: ScratchDatabase, table: string): Promise<number> {
  return Number((await database.query(`select count(*) as n from ${SCHEMA}.${table}`))[0]?.['n']);
}

function start(database: ScratchDatabase): Storage {
  const storage = createStorage({ dataSource: database.url, log: silent });
  storage.start({ work: async () => [] });
  return storage;
}

/** All steps of an upgrade take a while on a busy machine. */
function up(storage: Storage): Promise<void> {
  return until(() => storage.state().kind === 'up', 60_000);
}

/** Everything that was kept, asked for as the rooms ask, and drawn. */
async function readAll(database: ScratchDatabase, storage: Storage): Promise<void> {
  for (const row of await database.query(`select key from ${SCHEMA}.subjects`)) {
    const key = toSubjectKey(textOf(row, 'key'));
    const [found, scene] = await Promise.all([storage.subjects.find(key), storage.subjects.scene(key)]);
    if (found === undefined || scene === undefined) throw new Error(`${key} is not there`);
    const { subject, joined, past, findings } = scene;
    expect(render({ ...subject, joined, past, findings }, context).substance).not.toBe('');
  }
  for (const row of await database.query(`select distinct channel_id from ${SCHEMA}.cards`)) {
    const channel = toChannelId(textOf(row, 'channel_id'));
    await storage.subjects.inChannel(channel, { limit: 100 });
    await Promise.all([storage.boards.firing(channel), storage.boards.resolved(channel, 0), storage.boards.gates(channel, 0)]);
    await storage.boards.reviews(channel);
    await storage.heard(channel);
    await storage.intentRuns.inChannel(channel, 50);
  }
  expect(await storage.subscriptions.all()).toHaveLength(await counted(database, 'subscriptions'));
  expect(await storage.accounts.people()).toHaveLength(
    Number((await database.query(`select count(distinct user_id) as n from ${SCHEMA}.accounts`))[0]?.['n']),
  );
  for (const row of await database.query(`select id from ${SCHEMA}.follows`))
    expect(await storage.follows.find(textOf(row, 'id'))).toBeDefined();
  for (const row of await database.query(`select id from ${SCHEMA}.intent_runs`))
    expect(await storage.intentRuns.find(textOf(row, 'id'))).toBeDefined();
  expect(await storage.apiKeys.list()).toHaveLength(await counted(database, 'api_keys'));
  expect(await storage.audit.find({ limit: 1_000 })).toHaveLength(await counted(database, 'audit'));
}

let fresh: ScratchDatabase;
let shape: unknown;

beforeAll(async () => {
  fresh = await createScratchDatabase();
  const storage = start(fresh);
  await up(storage);
  shape = await shapeOf(fresh);
  await storage.close();
});
afterAll(() => fresh.drop());

test('there are dumps of what was there before', () => {
  expect(dumps.length).toBeGreaterThan(4);
});

// Each was written by the journeys of its time: see the readme beside them.
describe.each(dumps)('%s', (name) => {
  test('is upgraded to the very tables of a new installation; all is there and can be shown; the next start changes nothing', async () => {
    const database = await createScratchDatabase();
    await database.query(readFileSync(join(folder, name), 'utf8'));
    // What was to be shown again at an hour to come is still to come: else it would be done meanwhile.
    if ((await tablesOf(database)).includes('refreshes'))
      await database.query(`update ${SCHEMA}.refreshes set due_at = now() + interval '1 d'`);
    const before = new Map<string, number>();
    for (const table of await tablesOf(database)) before.set(table === 'pipelines' ? 'subjects' : table, await counted(database, table));
    expect([...before.values()].some((count) => count > 0)).toBe(true);

    const storage = start(database);
    await up(storage);
    expect(await shapeOf(database)).toEqual(shape);
    for (const [table, count] of before)
      expect([table, await counted(database, table)]).toEqual([table, table === 'migrations' ? expect.any(Number) : count]);
    await readAll(database, storage);
    await until(async () => (await storage.deliveries.counts()).pending === 0);
    await storage.close();

    const content = await contentOf(database);
    const again = start(database);
    await up(again);
    await again.close();
    expect(await contentOf(database)).toEqual(content);
    await database.drop();
  });
});

test('an older version finds the tables of a newer one: it says so, and touches nothing', async () => {
  const database = await createScratchDatabase();
  await database.query(`create schema ${SCHEMA}; create table ${SCHEMA}.migrations (id integer primary key, applied_at timestamptz default now());
    insert into ${SCHEMA}.migrations (id) values (1), (9999)`);
  const storage = start(database);
  await until(() => storage.state().kind === 'down');
  const state = storage.state();
  if (state.kind !== 'down') throw new Error('it is down');
  expect(state.problem).toMatchObject({ code: 'CI_STORAGE_NEWER', remedy: expect.stringContaining('docs/operations.md') });
  expect(() => storage.subscriptions.all()).rejects.toBeInstanceOf(CiError);
  await storage.close();
  expect(await tablesOf(database)).toEqual(['migrations']);
  await database.drop();
});

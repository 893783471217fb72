import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { createNotebook, exportLines, likesOf, type AuditRecord, type StoredRecord } from '../audit/index.ts';

import { CiError } from '../platform/errors.ts';
import { parseDataSource } from './connection-string.ts';
import { createRetention, KEEP } from './retention.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import { silent, until } from './scratch-database.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await startScratchCluster(1);
});
afterAll(() => cluster.stop());

const at = Date.UTC(2026, 10, 1);
const record = (change: Partial<AuditRecord>): AuditRecord => ({
  act: 'lab.build',
  userId: 'alice',
  from: 'command',
  what: 'team/app',
  values: { VERSION: '1.2' },
  outcome: 'done',
  at,
  milliseconds: 12,
  ...change,
});
const notebook = (add = (records: readonly StoredRecord[]) => cluster.node().audit.add(records)) =>
  createNotebook({
    table: { add },
    tell: async () => undefined,
    redact: (value) => value.replaceAll('made-up-secret', '***'),
    log: silent,
  });

test('what is noted while the database is away is written once it is back, each once, without known secrets', async () => {
  let tries = 0;
  const book = notebook(async (records) => {
    tries += 1;
    if (tries === 1) throw new CiError('CI_STORAGE_UNREACHABLE', 'Away.', 'Wait.');
    await cluster.node().audit.add(records);
    // Its answer was lost: the same batch comes again.
    if (tries === 2) throw new Error('connection reset');
  });
  book.note(record({ at: at + 1, what: 'a made-up-secret\u0000', key: 'deployer', address: '192.0.2.1', channelId: 'ops', code: 'CI_X' }));
  for (let index = 0; index < 3; index += 1) book.note(record({ at: at - index, userId: 'bob' }));
  await until(async () => tries >= 3, 15_000);
  await book.settle(1_000);
  const rows = await cluster.node().audit.find({ limit: 10 });
  expect(rows.map(({ userId }) => userId)).toEqual(['alice', 'bob', 'bob', 'bob']);
  expect(rows[0]).toEqual({
    ...record({ at: at + 1, what: 'a ***', key: 'deployer', address: '192.0.2.1', channelId: 'ops', code: 'CI_X' }),
    id: expect.any(String),
  });
});

test('it is found by person, time and act, page by page, and exported as JSON lines', async () => {
  const book = notebook();
  const day = at + 86_400_000;
  const acts = ['lab.pipeline.retry', 'lab.pipeline_x', 'forge.deploy', 'lab.deploy'];
  for (const [index, act] of acts.entries()) book.note(record({ act, userId: 'carol', at: day + index }));
  await book.settle(1_000);
  const { audit } = cluster.node();
  const found = async (action: string) => {
    const likes = likesOf(action, [
      { name: 'lab.deploy', changes: 'deploy' },
      { name: 'forge.deploy', changes: 'deploy' },
    ]);
    return (await audit.find({ acts: likes, since: day, userId: 'carol', limit: 10 })).map(({ act }) => act);
  };
  expect(await found('lab.pipeline')).toEqual(['lab.pipeline.retry']);
  expect(await found('lab.*')).toEqual(['lab.deploy', 'lab.pipeline_x', 'lab.pipeline.retry']);
  expect(await found('deploy')).toEqual(['lab.deploy', 'forge.deploy']);
  expect(await found('%')).toEqual([]);
  for (let index = 0; index < 1_100; index += 1) book.note(record({ act: 'lab.many', at: day }));
  await book.settle(5_000);
  const text = await new Response(exportLines(audit, { acts: ['lab.many'] })).text();
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(1_100);
  expect(lines[0]).toMatchObject({ act: 'lab.many', user_id: 'alice', at: '2026-11-02T00:00:00.000Z', values: { VERSION: '1.2' } });
});

test('rows are only added: nobody changes or takes one away, but retention the old ones', async () => {
  const { database } = cluster;
  const table = 'ci_command_center.audit';
  for (const statement of [`update ${table} set outcome = 'done'`, `delete from ${table}`, `truncate ${table}`])
    await expect(database.query(statement)).rejects.toThrow('the audit is only added to');
  const count = async () => Number((await database.query(`select count(*) from ${table}`))[0]?.['count']);
  const before = await count();
  const pool = new Pool(parseDataSource(database.url));
  const forget = createRetention(
    () => pool,
    () => ({ ...KEEP, audit: 30 }),
  );
  await forget(at + 29 * 86_400_000);
  expect(await count()).toBe(before);
  await forget(at + 30 * 86_400_000 + 1);
  // Those of bob; what lets them go ends with the statement.
  expect(await count()).toBe(before - 3);
  await expect(pool.query(`delete from ${table}`)).rejects.toThrow('the audit is only added to');
  await pool.end();
});

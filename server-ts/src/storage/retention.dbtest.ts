import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { parseDataSource } from './connection-string.ts';
import { createRetention, KEEP } from './retention.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await startScratchCluster(1);
});
afterAll(() => cluster.stop());

const sha = (letter: string): string => letter.repeat(40);
const DAY = 86_400_000;

async function subject(key: string, kind: string, ageDays: number, state: object): Promise<void> {
  await cluster.database.query(
    `insert into ci_command_center.subjects (key, kind, provider, connection, status, revision, state, created_at, started_at, updated_at)
     select $1, $2, 'lab', 'default', 'success', 1, $3::jsonb, at, at, at from (select now() - make_interval(days => $4) as at) t`,
    [key, kind, JSON.stringify(state), ageDays],
  );
}

test('a gate that is judged for years keeps its place at commits whose pipelines are kept, or that it still tells of, and at no other', async () => {
  await subject('gate', 'gate', 0, { analyses: [{ sha: sha('A') }, { sha: sha('b') }] });
  await subject('young', 'pipeline', 1, {});
  await subject('old', 'pipeline', KEEP.subjects + 1, {});
  for (const [commit, host] of [
    [sha('a'), null],
    [sha('b'), 'old'],
    [sha('c'), 'young'],
    [sha('d'), 'old'],
    [sha('e'), null],
  ])
    await cluster.database.query(`insert into ci_command_center.joins (subject_key, sha, host_key) values ('gate', $1, $2)`, [
      commit,
      host,
    ]);
  const pool = new Pool(parseDataSource(cluster.database.url));
  await createRetention(() => pool)(Date.now() + DAY / 2);
  await pool.end();
  expect(await cluster.database.query('select left(sha, 1) as sha, host_key from ci_command_center.joins order by sha')).toEqual([
    { sha: 'a', host_key: null },
    { sha: 'b', host_key: null },
    { sha: 'c', host_key: 'young' },
  ]);
});

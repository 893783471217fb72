import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { toChannelId, toSubjectKey } from '../ci/ids.ts';
import { parseDataSource } from './connection-string.ts';
import { migrate } from './migrate.ts';
import { first } from './migrations/0001-first.ts';
import { createScratchDatabase, silent, untilUp, type ScratchDatabase } from './scratch-database.ts';
import { createStorage, type Storage } from './storage.ts';

let database: ScratchDatabase;
let storage: Storage | undefined;
beforeAll(async () => {
  database = await createScratchDatabase();
});
afterAll(async () => {
  await storage?.close();
  await database.drop();
});

const snapshot = {
  number: '2',
  url: '',
  status: 'failed',
  ref: { kind: 'branch', name: 'main' },
  stages: [],
  commit: { sha: 'c'.repeat(40), title: '' },
  createdAt: 1_700_000_000_123,
};
const project = { id: '1', path: 'team/app', url: '' };
const stateOf = (id: string, more: object): object => ({
  pipeline: { key: `some/default/1/${id}`, provider: 'some', connection: 'default', project, id },
  overview: { kind: 'snapshot', epoch: 0, progress: 0, snapshot: { ...snapshot, ...more } },
  jobs: [],
});

test('what the first version kept is there after the upgrade: pipelines, their posts, and who is whose child', async () => {
  const client = new Client(parseDataSource(database.url));
  await client.connect();
  await migrate(client, async () => undefined, [first]);
  const untold = { ref: { kind: 'branch', name: 'unknown' } };
  const states = [stateOf('1', { number: '1' }), stateOf('2', {}), stateOf('3', { parent: 'some/default/1/2' }), stateOf('4', untold)];
  for (const [at, state] of states.entries())
    await client.query(
      `insert into ci_command_center.pipelines (key, provider, connection, project_path, ref_name, status, revision, state, updated_at)
       values ($1, 'some', 'default', 'team/app', 'main', 'failed', 4, $2, '2026-01-01')`,
      [`some/default/1/${at + 1}`, JSON.stringify(state)],
    );
  await client.query(
    `insert into ci_command_center.cards (pipeline_key, channel_id, post_id, claimed_at, substance, edits)
     values ('some/default/1/2', 'builds', 'post', '2026-01-01', 'verdict', 3), ('some/default/1/1', 'builds', null, '2026-01-01', null, 0)`,
  );
  await client.end();

  storage = createStorage({ dataSource: database.url, log: silent });
  storage.start({ work: async () => [] });
  await untilUp(storage);
  const [older, key, child] = ['1', '2', '3'].map((id) => toSubjectKey(`some/default/1/${id}`));
  if (older === undefined || key === undefined || child === undefined) throw new Error('three keys were made');
  expect(await storage.subjects.find(key)).toEqual({ state: { ...states[1], kind: 'pipeline' }, revision: 4, updatedAt: Date.UTC(2026) });
  expect(await storage.cards.open(key, [toChannelId('builds')], true)).toMatchObject([
    { slot: { episode: 0, reply: '' }, post: 'post', substance: 'verdict', edits: 3, gone: false },
  ]);
  expect(await storage.cards.open(older, [], true)).toMatchObject([{ claims: 1, claim: { by: '', since: Date.UTC(2026) } }]);
  expect(await storage.subjects.scene(child)).toMatchObject({ host: key });
  expect(await storage.accounts.people()).toEqual([]);
  // The digests that the migration computed are those that the program computes.
  const columns = `select project, place, sha, started_at from ci_command_center.subjects where key = $1`;
  const [before] = await database.query(columns, [key]);
  const known = await storage.subjects.find(key);
  if (known === undefined || known.state.kind !== 'pipeline') throw new Error('it was found before');
  const { state } = known;
  await storage.subjects.merge(key, () => ({ ...state, pipeline: { ...state.pipeline, role: 'build' } }), Date.UTC(2027));
  expect(await database.query(columns, [key])).toEqual([before]);
  expect(JSON.stringify(await storage.subjects.find(toSubjectKey('some/default/1/4')))).not.toContain('unknown');
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { subjectKey } from '../ci/ids.ts';
import { merge } from '../ci/merge.ts';
import { modelIdentity, tellLife } from '../ci/pipeline-history.ts';
import { hashOf, makeKey } from '../keys/key.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import type { Storage } from './storage.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await startScratchCluster(2);
});
afterAll(() => cluster.stop());

const node = (at = 0): Storage => cluster.node(at);

async function addKey(name: string) {
  const hash = hashOf(makeKey());
  if (hash === undefined) throw new Error('a key that is none was made');
  const key = await node().apiKeys.add({ name, hash, scopes: ['reports'], creatorId: 'alice', createdAt: 1000 });
  return { hash, key };
}

test('two nodes share one bucket: twenty at once, and one more a second', async () => {
  const { hash } = await addKey('shared');
  const spent = await Promise.all(Array.from({ length: 40 }, (_, at) => node(at % 2).apiKeys.spend(hash, '10.0.0.1')));
  const through = spent.filter((each) => each?.wait === 0).length;
  // However slow the machine is, no more than the seconds that passed come on top.
  expect(through).toBeGreaterThanOrEqual(20);
  expect(through).toBeLessThan(30);
  const waits = spent.flatMap((each) => (each === undefined || each.wait === 0 ? [] : [each.wait]));
  expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
  await cluster.database.query(
    `update ci_command_center.api_keys set tokens = 0, tokens_at = now() - interval '3 s' where name = 'shared'`,
  );
  const later = await Promise.all([0, 1, 2, 3, 4, 5].map(() => node().apiKeys.spend(hash, '10.0.0.1')));
  expect(later.filter((each) => each?.wait === 0).length).toBeGreaterThanOrEqual(3);
  expect(later.filter((each) => each?.wait === 0).length).toBeLessThan(6);
});

test('a name is taken once, whatever case; a key that is gone opens nothing, and its answers are gone with it', async () => {
  const { hash, key } = await addKey('Deployer');
  expect((await addKey('deployer')).key).toBeUndefined();
  if (key === undefined) throw new Error('it was added');
  expect(await node().apiAnswers.take(key.id, 'once', new Uint8Array([1]))).toEqual({ kind: 'first' });
  expect(await node().apiKeys.remove('DEPLOYER')).toMatchObject({ name: 'Deployer' });
  expect(await node().apiKeys.spend(hash, '10.0.0.1')).toBeUndefined();
  expect(await cluster.database.query('select * from ci_command_center.api_answers')).toEqual([]);
});

test('of two nodes that get one request one works on it; the other one waits, and then answers the same', async () => {
  const { key } = await addKey('idempotent');
  if (key === undefined) throw new Error('it was added');
  const [same, other] = [new Uint8Array([1]), new Uint8Array([2])];
  const taken = await Promise.all([0, 1].map((at) => node(at).apiAnswers.take(key.id, 'k', same)));
  expect(taken.map(({ kind }) => kind).toSorted()).toEqual(['busy', 'first']);
  expect(await node(1).apiAnswers.take(key.id, 'k', other)).toEqual({ kind: 'other' });
  await node().apiAnswers.finish(key.id, 'k', { status: 202, body: '{"id":"1"}' });
  expect(await node(1).apiAnswers.take(key.id, 'k', same)).toEqual({ kind: 'answered', status: 202, body: '{"id":"1"}' });
  expect(await node(1).apiAnswers.take(key.id, 'gone', same)).toEqual({ kind: 'first' });
  // The node died over it.
  expect(await node().apiAnswers.take(key.id, 'gone', same)).toEqual({ kind: 'busy' });
  await cluster.database.query(
    `update ci_command_center.api_answers set taken_at = now() - interval '2 min' where idempotency_key = 'gone'`,
  );
  expect(await node().apiAnswers.take(key.id, 'gone', same)).toEqual({ kind: 'first' });
  await node().apiAnswers.drop(key.id, 'gone');
  expect(await node().apiAnswers.take(key.id, 'gone', other)).toEqual({ kind: 'first' });
});

test('a figure is told to have turned once, by the newest report, whatever order reports come in', async () => {
  const note = (at: number, breached: boolean, from = 0) => node(from).reports.note('place', { name: 'rate', at, breached });
  expect(await note(1, false)).toBe('same');
  const both = await Promise.all([note(5, true, 0), note(6, true, 1)]);
  expect(both.toSorted()).toEqual(['breached', 'same']);
  expect(await note(4, false)).toBe('same');
  expect(await note(7, false)).toBe('mended');
  expect(await note(7, true)).toBe('same');
  expect(await node().reports.note('elsewhere', { name: 'rate', at: 1, breached: true })).toBe('breached');
});

const find = (run: object) => node().reports.find({ provider: 'lab', connection: 'default', project: 'Team/App', ...run });

test('a pipeline is found by id or number of its project, by path or id, and by its commit', async () => {
  const life = tellLife([{ stage: 0, manual: false, allowFailure: false }], []);
  const sha = 'c'.repeat(40);
  const known = async (id: string, number: string, createdAt: number) => {
    const key = subjectKey('lab', 'default', '1', id);
    for (const event of life) {
      if (event.kind !== 'pipeline') continue;
      const snapshot = { ...event.snapshot, number, createdAt, commit: { sha, title: '' } };
      await node().subjects.merge(key, (state) => merge(state, { ...event, pipeline: { ...modelIdentity, key, id }, snapshot }), createdAt);
    }
    return key;
  };
  const [older, newer] = [await known('901', '7', 1_000), await known('902', '8', 2_000)];
  expect(await find({ pipeline: '901' })).toBe(older);
  expect(await find({ pipeline: '901', project: '1' })).toBe(older);
  expect(await find({ pipeline: '8' })).toBe(newer);
  expect(await find({ sha })).toBe(newer);
  expect(await find({ sha, project: '1' })).toBe(newer);
  expect(await find({ sha, pipeline: '7' })).toBe(older);
  for (const nothing of [{ pipeline: '9' }, { sha: 'd'.repeat(40) }, { sha, project: 'team/other' }, { sha, connection: 'other' }, {}])
    expect(await find(nothing)).toBeUndefined();
});

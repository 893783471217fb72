import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { subjectKey, toChannelId, toPostId, type SubjectKey } from '../ci/ids.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import type { Storage } from './storage.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await startScratchCluster(2);
});
afterAll(() => cluster.stop());

const node = (at = 0): Storage => cluster.node(at);
const follows = (at = 0): Storage['follows'] => node(at).follows;
const builds = toChannelId('builds');
const project = { id: 'api', path: 'api', url: '' };
const about = { project, person: { userId: 'u', username: 'alice' }, why: 'started' } as const;
const course = { looks: 0, failures: 0, newsAt: 1000 };

async function posted(queued: string): Promise<string> {
  const id = randomUUID();
  await follows().begin({ id, provider: 'lab', connection: 'default', channel: builds, about, queued, course, createdAt: Date.now() });
  expect(await follows().claim(id, 'me', 0, Date.now())).toBe(true);
  expect(await follows().posted(id, 1, toPostId(`post ${queued}`), 'queued')).toBe(true);
  return id;
}

async function run(number: string): Promise<SubjectKey> {
  const key = subjectKey('lab', 'default', 'api', number);
  const pipeline = { key, provider: 'lab', connection: 'default', project, id: number };
  const outline = { number, url: '', ref: { kind: 'branch', name: 'main' } } as const;
  const state = { kind: 'pipeline', pipeline, overview: { kind: 'outline', attempt: 1, outline }, jobs: [] } as const;
  await node().subjects.merge(key, () => state, 1000);
  return key;
}

const slotOf = (subject: SubjectKey) => ({ subject, channel: builds, episode: 0, reply: '' });

test('those that are not over are found, whoever follows them', async () => {
  const [one, other] = [await posted('open 1'), await posted('open 2')];
  expect(await follows(1).open()).toEqual([one, other]);
  for (const id of [one, other]) {
    expect(await follows().take(id, 1_000)).toBeDefined();
    await follows().looked(id, { ...course, end: { kind: 'verdict' } }, 0);
  }
  expect(await follows().open()).toEqual([]);
});

test('the ledger takes a post once, however many nodes give it', async () => {
  const [id, key] = [await posted('1'), await run('1')];
  await follows().resolve(id, key, '1');
  const all = await Promise.all(Array.from({ length: 20 }, (_, at) => follows(at % 2).adopt(id)));
  expect(all.map(({ kind }) => kind).filter((kind) => kind !== 'adopted' && kind !== 'again')).toEqual([]);
  expect(await node(1).cards.find(slotOf(key))).toMatchObject({ post: 'post 1', substance: '', gone: false });
  expect(await follows().find(id)).toMatchObject({ key, run: '1', post: { adopted: true } });
});

test('of two posts for one run the ledger takes one, and names it to the other', async () => {
  const [one, other, key] = [await posted('2a'), await posted('2b'), await run('2')];
  for (const id of [one, other]) await follows().resolve(id, key, '2');
  const kinds = (await Promise.all([follows().adopt(one), follows(1).adopt(other)])).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'adopted')).toHaveLength(1);
  const later = await Promise.all([follows().adopt(one), follows(1).adopt(other)]);
  expect(later.map(({ kind }) => kind).toSorted()).toEqual(['adopted', 'other']);
});

test('a place that somebody is about to fill is waited for, then taken from them, and their post counts no more', async () => {
  const [id, key] = [await posted('3'), await run('3')];
  await follows().resolve(id, key, '3');
  await node().cards.open(key, [builds], false);
  await node().cards.claim(slotOf(key), 'slow', 0, 1_700_000_000_000);
  expect(await follows().adopt(id)).toEqual({ kind: 'again' });
  await cluster.database.query(`update ci_command_center.cards set taken_at = now() - interval '11 s' where subject_key = $1`, [key]);
  expect(await follows().adopt(id)).toEqual({ kind: 'claimed', since: 1_700_000_000_000, claims: 1 });
  expect(await follows().adopt(id, 1)).toEqual({ kind: 'adopted' });
  expect(await node().cards.posted(slotOf(key), 1, toPostId('late'), 'x', false)).toBe(false);
  expect((await node().cards.find(slotOf(key)))?.post).toBe('post 3');
});

test('one node looks at a time, when it is time; what was seen to its end is looked at no more', async () => {
  const id = await posted('4');
  const taken = await Promise.all([0, 1, 0, 1].map((at) => follows(at).take(id, 20_000)));
  expect(taken.filter((each) => each !== undefined)).toHaveLength(1);
  await follows().looked(id, course, 60_000);
  expect(await follows().take(id, 20_000)).toBeUndefined();
  const key = await run('4');
  await follows().resolve(id, key, '4');
  expect(await follows().told(key, 0)).toEqual([id]);
  expect((await follows(1).take(id, 20_000))?.follow).toMatchObject({ id, toldAt: expect.any(Number) });
  await follows().looked(id, { ...course, end: { kind: 'verdict' } }, 0);
  expect(await follows().take(id, 20_000)).toBeUndefined();
  expect((await node().subjects.scene(key))?.follows).toMatchObject([
    { id, endedAt: expect.any(Number), course: { end: { kind: 'verdict' } } },
  ]);
});

test('who asks for a look while one is under way gets another one soon, whatever that one found', async () => {
  const id = await posted('6');
  const place = { provider: 'lab', connection: 'default', channel: builds, userId: 'u' };
  expect(await follows().take(id, 20_000)).toBeDefined();
  expect(await follows(1).hurry(place, 100)).toContain(id);
  expect(await follows(1).take(id, 20_000)).toBeUndefined();
  expect(await follows().looked(id, course, 300_000)).toBeLessThanOrEqual(100);
  expect(await follows(1).take(id, 20_000)).toBeDefined();
  expect(await follows(1).looked(id, course, 300_000)).toBeGreaterThan(250_000);
});

test('a scene tells who follows a run that is not known yet, of the same project only', async () => {
  const id = await posted('5');
  const key = await run('5');
  expect((await node().subjects.scene(key))?.follows.map((follow) => follow.id)).toContain(id);
  const other = subjectKey('lab', 'default', 'web', '5');
  const pipeline = { key: other, provider: 'lab', connection: 'default', project: { ...project, id: 'web' }, id: '5' };
  const outline = { number: '5', url: '', ref: { kind: 'branch', name: 'main' } } as const;
  await node().subjects.merge(
    other,
    () => ({ kind: 'pipeline', pipeline, overview: { kind: 'outline', attempt: 1, outline }, jobs: [] }),
    1,
  );
  expect((await node().subjects.scene(other))?.follows).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { subjectKey, toChannelId, toPostId, type SubjectKey } from '../ci/ids.ts';
import type { Status } from '../ci/pipeline.ts';
import type { PipelineState } from '../ci/state.ts';
import { identityOf, type SubjectState } from '../ci/subject.ts';
import type { Scene } from './scene.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import type { Storage } from './storage.ts';

let cluster: ScratchCluster;
beforeAll(async () => {
  cluster = await startScratchCluster(2);
});
afterAll(() => cluster.stop());

const node = (at = 0): Storage => cluster.node(at);
let last = 0;
/** A commit that no other test has. */
const newSha = (): string => String((last += 1)).padStart(40, 'a');

interface Given {
  readonly sha?: string;
  readonly status?: Status;
  readonly parent?: SubjectKey;
  readonly role?: 'build';
  readonly provider?: string;
  readonly project?: string;
  readonly createdAt?: number;
  readonly branch?: string;
  readonly jobs?: PipelineState['jobs'];
}

function pipeline(id: string, given: Given = {}): PipelineState {
  const { sha, status = 'running', parent, role, provider = 'some', project = '1', createdAt = 1000, branch = 'main', jobs = [] } = given;
  return {
    kind: 'pipeline',
    pipeline: {
      key: subjectKey(provider, 'default', project, id),
      provider,
      connection: 'default',
      project: { id: project, path: `team/${project}`, url: 'https://ci.example' },
      id,
      ...(role !== undefined && { role }),
    },
    overview: {
      kind: 'snapshot',
      epoch: 0,
      progress: 0,
      snapshot: {
        number: id,
        url: '',
        status,
        ref: { kind: 'branch', name: branch },
        stages: [],
        createdAt,
        ...(sha !== undefined && { commit: { sha, title: '' } }),
        ...(parent !== undefined && { parent }),
      },
    },
    jobs,
  };
}

function gate(id: string, ...shas: readonly [string, ...string[]]): SubjectState {
  const [newest, ...older] = shas.map(
    (sha, at) => ({ id: `${id}-${sha}`, at: 9000 - at, status: 'failed', url: '', sha, conditions: [] }) as const,
  );
  if (newest === undefined) throw new Error('a gate without an analysis');
  return {
    kind: 'gate',
    subject: { key: subjectKey('judge', 'default', 'gate', id), provider: 'judge', connection: 'default' },
    analyses: [newest, ...older],
  };
}

function deployment(id: string, sha: string, project = '1'): SubjectState {
  return {
    kind: 'deployment',
    subject: {
      key: subjectKey('some', 'default', 'deployment', id),
      provider: 'some',
      connection: 'default',
      project: { id: project, path: `team/${project}`, url: '' },
    },
    deployment: { id, status: 'success', environment: 'production', commit: { sha, title: '' } },
  };
}

const keyOf = (state: SubjectState): SubjectKey => identityOf(state).key;

/** What a worker does with news: store, then look around. */
async function tell(state: SubjectState, at = 0): Promise<Scene> {
  await node(at).subjects.merge(keyOf(state), () => state, 5000);
  return look(state, at);
}

async function look(state: SubjectState, at = 0): Promise<Scene> {
  const scene = await node(at).subjects.scene(keyOf(state));
  if (scene === undefined) throw new Error('nothing is known');
  return scene;
}

const joined = ({ joined: states }: Scene): readonly SubjectKey[] => states.map(keyOf).toSorted();

test('whatever comes first, a gate, a deployment and a build of the commit stand on its pipeline’s card', async () => {
  const orders = [
    [0, 1, 2, 3],
    [1, 0, 3, 2],
    [3, 2, 1, 0],
    [2, 3, 0, 1],
  ];
  for (const [round, order] of orders.entries()) {
    const sha = newSha();
    const run = pipeline(`first-${round}`, { sha });
    const others = [
      gate(`first-${round}`, sha),
      deployment(`first-${round}`, sha),
      pipeline(`first-${round}`, { sha, provider: 'builder', role: 'build' }),
    ];
    const all = [run, ...others];
    const refreshed: SubjectKey[] = [];
    for (const at of order) {
      const state = all[at];
      if (state !== undefined) refreshed.push(...(await tell(state)).refresh);
    }
    for (const other of others) expect(await look(other)).toMatchObject({ host: keyOf(run), refresh: [keyOf(run)] });
    const scene = await look(run);
    expect(scene.host).toBeUndefined();
    expect(scene.refresh).toEqual([]);
    expect(joined(scene)).toEqual(others.map(keyOf).toSorted());
  }
});

test('children stand on the card of their topmost known ancestor, whatever comes first; without one they have their own', async () => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [2, 0, 1],
    [1, 2, 0],
  ]) {
    const project = `family-${order.join('')}`;
    const top = pipeline('top', { project });
    const middle = pipeline('middle', { project, parent: keyOf(top) });
    const child = pipeline('child', { project, parent: keyOf(middle) });
    const all = [top, middle, child];
    for (const at of order) {
      const state = all[at];
      if (state !== undefined) await tell(state);
    }
    expect(await look(child)).toMatchObject({ host: keyOf(top), refresh: [keyOf(top)] });
    expect(joined(await look(top))).toEqual([keyOf(middle), keyOf(child)].toSorted());
  }
  expect(
    (await tell(pipeline('lonely', { project: 'lonely', parent: subjectKey('some', 'default', 'lonely', 'never') }))).host,
  ).toBeUndefined();
});

test('of two pipelines of one commit the newer one shows a gate, and keeps it', async () => {
  const sha = newSha();
  const [old, young] = [pipeline('two-old', { sha, createdAt: 1 }), pipeline('two-young', { sha, createdAt: 2 })];
  const judged = gate('two', sha);
  await tell(judged);
  await tell(young);
  expect((await tell(old)).joined).toEqual([]);
  expect((await look(judged)).host).toBe(keyOf(young));
  await tell(pipeline('two-youngest', { sha, createdAt: 3 }));
  expect((await tell(judged)).refresh).toEqual([keyOf(young)]);
});

test('a gate that judges one commit after the other shows each judgement on its own pipeline, and refreshes each', async () => {
  const [one, two] = [newSha(), newSha()];
  const [first, second] = [pipeline('judged-1', { sha: one, project: '7' }), pipeline('judged-2', { sha: two, project: '7' })];
  await tell(first);
  await tell(second);
  const judged = await tell(gate('judged', two, one));
  expect(judged.host).toBe(keyOf(second));
  expect(judged.refresh).toEqual([keyOf(second), keyOf(first)]);
  expect((await look(first)).joined).toMatchObject([{ analyses: [{ sha: one }] }]);
  expect((await look(second)).joined).toMatchObject([{ analyses: [{ sha: two }] }]);
  // Both were drawn since.
  expect((await look(gate('judged', two, one))).refresh).toEqual([keyOf(second)]);
});

test('what is of one CI system is joined only within its project, and a revision number joins nothing', async () => {
  const sha = newSha();
  await tell(pipeline('fork', { sha, project: 'fork' }));
  expect((await tell(deployment('fork', sha, 'other'))).host).toBeUndefined();
  await tell(pipeline('svn', { sha: '4711', project: 'svn' }));
  expect((await tell(gate('svn', '4711'))).host).toBeUndefined();
});

test('a build that was posted keeps its own card, and shows what it had', async () => {
  const sha = newSha();
  const built = pipeline('posted', { sha, provider: 'builder', role: 'build' });
  const judged = gate('posted', sha);
  await tell(built);
  expect((await tell(judged)).host).toBe(keyOf(built));
  const slot = { subject: keyOf(built), channel: toChannelId('builds'), episode: 0, reply: '' };
  await node().cards.open(slot.subject, [slot.channel], false);
  await node().cards.claim(slot, 'me', 0, 1);
  await node().cards.posted(slot, 1, toPostId('p'), 's', false);
  expect((await tell(pipeline('posted', { sha }))).joined).toEqual([]);
  expect((await look(built)).host).toBeUndefined();
  expect(joined(await look(built))).toEqual([keyOf(judged)]);
});

test('a child that was posted before its parent was known is drawn anew with what stands on it', async () => {
  const project = 'late';
  const top = pipeline('top', { project });
  const middle = pipeline('middle', { project, parent: keyOf(top) });
  const child = pipeline('child', { project, parent: keyOf(middle) });
  await tell(middle);
  const slot = { subject: keyOf(middle), channel: toChannelId('builds'), episode: 0, reply: '' };
  await node().cards.open(slot.subject, [slot.channel], false);
  await node().cards.claim(slot, 'me', 0, 1);
  await node().cards.posted(slot, 1, toPostId('p'), 's', false);
  await tell(top);
  expect((await tell(child)).refresh).toEqual([keyOf(top), keyOf(middle)]);
});

test('pipelines that call each other their parents have cards of their own', async () => {
  const [a, b] = ['a', 'b'].map((id) => subjectKey('some', 'default', 'loop', id));
  const one = pipeline('a', { project: 'loop', ...(b !== undefined && { parent: b }) });
  const other = pipeline('b', { project: 'loop', ...(a !== undefined && { parent: a }) });
  await tell(one);
  expect((await tell(other)).host).toBeUndefined();
  expect((await look(one)).host).toBeUndefined();
});

test('on two nodes at once nobody is missed: each of a hundred gates finds its pipeline or is found by it', async () => {
  const shas = Array.from({ length: 100 }, newSha);
  const scenes = await Promise.all(
    shas.flatMap((sha, at) => [tell(gate(`race-${at}`, sha), 0), tell(pipeline(`race-${at}`, { sha, project: `race-${at}` }), 1)]),
  );
  for (let at = 0; at < shas.length; at += 1) {
    const [ofGate, ofPipeline] = [scenes[2 * at], scenes[2 * at + 1]];
    expect(ofGate?.host !== undefined || ofPipeline?.joined.length === 1).toBe(true);
  }
  for (const [at, sha] of shas.entries()) expect((await look(gate(`race-${at}`, sha))).host).toBeDefined();
});

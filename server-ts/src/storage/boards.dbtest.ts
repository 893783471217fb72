import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AlertGroupState } from '../ci/alerts.ts';
import type { GateState } from '../ci/gate.ts';
import { subjectKey, toChannelId, type ChannelId, type SubjectKey } from '../ci/ids.ts';
import type { ReviewState } from '../ci/review.ts';
import type { PipelineState } from '../ci/state.ts';
import { identityOf, type SubjectState } from '../ci/subject.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import type { Storage } from './storage.ts';

const here = toChannelId('here');
const there = toChannelId('there');
const sha = 'a'.repeat(40);
const project = { id: '1', path: 'a/b', url: '' };

let cluster: ScratchCluster;
let storage: Storage;
beforeAll(async () => {
  cluster = await startScratchCluster(1);
  storage = cluster.node();
});
afterAll(() => cluster.stop());

async function show(state: SubjectState, now: number, ...channels: readonly ChannelId[]): Promise<SubjectKey> {
  const { key } = identityOf(state);
  await storage.subjects.merge(key, () => state, now);
  await storage.cards.open(key, channels, false);
  return key;
}

const subject = (kind: string, id: string) => ({ key: subjectKey('some', 'default', kind, id), provider: 'some', connection: 'default' });

function alerts(name: string, status: 'firing' | 'resolved'): AlertGroupState {
  const alert = { fingerprint: name, status, name, labels: {}, annotations: {}, startsAt: 1, ...(status === 'resolved' && { endsAt: 2 }) };
  const group = { receiver: '', labels: {}, commonLabels: {}, commonAnnotations: {} };
  return { kind: 'alerts', subject: subject('alerts', name), group, alerts: [alert], earlier: [], truncated: 0, toldAt: 1 };
}

function gate(name: string, status: 'passed' | 'failed'): GateState {
  return {
    kind: 'gate',
    subject: { ...subject('gate', name), project },
    analyses: [{ id: '1', at: 1, status, url: '', sha, conditions: [] }],
  };
}

function review(number: string, state: 'open' | 'merged'): ReviewState {
  const snapshot = {
    title: number,
    url: '',
    state,
    draft: false,
    labels: [],
    assignees: [],
    reviewers: [],
    sha: sha.toUpperCase(),
    confidential: false,
  };
  return { kind: 'merge-request', subject: { ...subject('merge-request', number), project }, number, snapshot, acts: [] };
}

function pipeline(id: string, of: string, createdAt: number): PipelineState {
  const identity = { key: subjectKey('some', 'default', of, id), provider: 'some', connection: 'default', id };
  const snapshot = { number: id, url: '', status: 'failed', commit: { sha, title: '' }, stages: [], createdAt } as const;
  return {
    kind: 'pipeline',
    pipeline: { ...identity, project: { ...project, id: of } },
    overview: { kind: 'snapshot', epoch: 0, progress: 0, snapshot },
    jobs: [],
  };
}

const names = (found: readonly AlertGroupState[]) => found.map((each) => each.alerts[0]?.name);
const keys = (found: readonly GateState[]) => found.map((each) => each.subject.key.split('/').at(-1));

test('a channel’s boards hold what the channel has cards of, and nothing of others', async () => {
  await show(alerts('Old', 'firing'), 1000, here);
  await show(alerts('New', 'firing'), 2000, here, there);
  await show(alerts('Foreign', 'firing'), 3000, there);
  await show(alerts('Over', 'resolved'), 2000, here);
  await show(alerts('Long over', 'resolved'), 500, here);
  expect(names(await storage.boards.firing(here))).toEqual(['New', 'Old']);
  expect(names(await storage.boards.resolved(here, 1000))).toEqual(['Over']);
  expect(names(await storage.boards.firing(toChannelId('nowhere')))).toEqual([]);
});

test('gates are those with a card, and those that stand on the card of a pipeline', async () => {
  await show(gate('own', 'failed'), 1000, here);
  await show(gate('old', 'passed'), 1000, here);
  await show(gate('new', 'passed'), 3000, here);
  await show(gate('foreign', 'failed'), 3000, there);
  const host = await show(pipeline('9', '1', 0), 4000, toChannelId('host'));
  await storage.subjects.merge(identityOf(gate('hosted', 'failed')).key, () => gate('hosted', 'failed'), 4000);
  await storage.subjects.scene(host);
  expect(keys(await storage.boards.gates(here, 2000))).toEqual(['own', 'new']);
  expect(keys(await storage.boards.gates(toChannelId('host'), 0))).toContain('hosted');
});

test('open merge requests come with the newest pipeline of their commit in their own project', async () => {
  await show(review('1', 'open'), 1000, here);
  await show(review('2', 'merged'), 2000, here);
  await show(review('3', 'open'), 3000, there);
  for (const [id, of, at] of [
    ['1', '1', 1],
    ['2', '1', 2],
    ['3', 'other', 3],
  ] as const)
    await show(pipeline(id, of, at), 1000, there);
  const found = await storage.boards.reviews(here);
  expect(found.map((each) => [each.review.number, each.pipeline?.pipeline.id])).toEqual([['1', '2']]);
});

test('what changes its standing changes its list, wherever it has a card; what breaks out anew is listed once', async () => {
  const [one, other] = [toChannelId('one'), toChannelId('other')];
  const key = await show(alerts('Flapping', 'firing'), 5000, one, other);
  expect(names(await storage.boards.firing(other))).toEqual(['Flapping']);
  await storage.subjects.merge(key, () => alerts('Flapping', 'resolved'), 6000);
  expect([await storage.boards.firing(one), names(await storage.boards.resolved(one, 6000))]).toEqual([[], ['Flapping']]);
  await cluster.database.query(`update ci_command_center.cards set post_id = 'post', settled = true where subject_key = $1`, [key]);
  await storage.subjects.merge(key, () => alerts('Flapping', 'firing'), 7000);
  await storage.cards.open(key, [one, other], false);
  expect([names(await storage.boards.firing(one)), await storage.boards.resolved(one, 0)]).toEqual([['Flapping'], []]);
  const cards = await cluster.database.query(
    'select channel_id, episode, board from ci_command_center.cards where subject_key = $1 order by 1, 2',
    [key],
  );
  expect(cards.map(({ episode, board }) => [episode, board])).toEqual([
    [0, null],
    [1, 'alerts firing'],
    [0, null],
    [1, 'alerts firing'],
  ]);
});

import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { PipelineSeen } from '../ci/event.ts';
import { subjectKey, type SubjectKey } from '../ci/ids.ts';
import type { PipelineSnapshot, Status } from '../ci/pipeline.ts';
import { isAnotherRun, keyOfLife, whichRun } from '../ci/run-life.ts';
import { pipelineStateOf } from '../ci/pipeline-join.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { statusOf } from '../ci/status.ts';
import { identityOf, type SubjectState } from '../ci/subject.ts';
import { createLearning } from './learning.ts';

const key = subjectKey('lab', 'default', 'api', '1');
const project = { id: 'api', path: 'api', url: '' };
const HOUR = 3_600_000;

function told(status: Status, more: Partial<PipelineSnapshot> = {}): PipelineSeen {
  const pipeline = { key, provider: 'lab', connection: 'default', project, id: '1', role: 'build' } as const;
  return { kind: 'pipeline', pipeline, snapshot: { number: '1', url: '', status, stages: [], ...more }, jobs: [] };
}

/** What is stored, of as many nodes as one likes. */
function memory() {
  const known = new Map<SubjectKey, SubjectState>();
  const subjects = {
    find: async (of: SubjectKey) => {
      const state = known.get(of);
      return state && { state, revision: 1, updatedAt: 0 };
    },
    async merge(of: SubjectKey, change: (state: SubjectState | undefined) => SubjectState) {
      // As others write in between.
      change(known.get(of));
      await new Promise(setImmediate);
      const state: SubjectState = JSON.parse(JSON.stringify(change(known.get(of))));
      known.set(of, state);
      return { state, revision: 1, updatedAt: 0 };
    },
  };
  const { learn, place } = createLearning(subjects);
  return { known, place, learn: (events: readonly PipelineSeen[]) => learn(events, 0) };
}

const runs = (known: ReadonlyMap<SubjectKey, SubjectState>): readonly PipelineState[] =>
  [...known.values()].flatMap((state) => (state.kind === 'pipeline' ? state : []));

const summary = (known: ReadonlyMap<SubjectKey, SubjectState>) =>
  runs(known)
    .map((state) => [detailsOf(state).queued, statusOf(state)])
    .toSorted();

/** Three runs that were #1 of a job one after the other: told by their places in the queue, the times of the first two being near. */
const lives = [
  [told('running', { queued: '10', createdAt: HOUR }), told('failed', { queued: '10', createdAt: HOUR, finishedAt: HOUR + 5000 })],
  [
    told('pending', { queued: '50' }),
    told('running', { queued: '50', createdAt: HOUR + 9000 }),
    told('success', { queued: '50', finishedAt: HOUR + 12_000 }),
  ],
  [told('running', { queued: '70', createdAt: 9 * HOUR }), told('running', { queued: '70', createdAt: 9 * HOUR + 1500 })],
];

/** What was seen of each when somebody looked: that names both, always. */
const looks = [
  told('failed', { queued: '10', createdAt: HOUR, finishedAt: HOUR + 5000, askedAt: 1 }),
  told('running', { queued: '50', createdAt: HOUR + 9000, askedAt: 2 }),
  told('running', { queued: '70', createdAt: 9 * HOUR, askedAt: 3 }),
];

test('however late and often the runs of one number are told, while others look at them: each has its own state and verdict', async () => {
  const news = fc.shuffledSubarray([...lives.flat(), ...lives.flat()], { minLength: 14 });
  const seen = fc.shuffledSubarray([...looks, ...looks]);
  await fc.assert(
    fc.asyncProperty(news, seen, async (all, looked) => {
      const { known, learn } = memory();
      const inTurn = async (events: readonly PipelineSeen[]) => {
        for (const event of events) await learn([event]);
      };
      await Promise.all([learn(all.slice(0, 5)).then(() => inTurn(all.slice(5))), inTurn(looked)]);
      expect(summary(known).filter(([queued]) => queued !== undefined)).toEqual([
        ['10', 'failed'],
        ['50', 'success'],
        ['70', 'running'],
      ]);
      for (const [of, state] of known) expect(identityOf(state).key).toBe(of);
    }),
    { numRuns: 200 },
  );
});

test('told in order, news that name no place and no time are of the newest run, and the old verdict stays', async () => {
  const { known, learn } = memory();
  const unplaced = [told('running', { createdAt: 9 * HOUR + 1500 }), told('failed')];
  for (const event of [...(lives[0] ?? []), ...(lives[2] ?? []), ...unplaced]) await learn([event]);
  await learn([told('success', { queued: '10', finishedAt: HOUR + 5000 })]);
  expect(summary(known)).toEqual([
    ['10', 'failed'],
    ['70', 'failed'],
  ]);
  expect([...known.keys()]).toEqual([key, keyOfLife(key, 2)]);
});

test('where no place is told, times that no sender could mistake for each other tell runs apart', () => {
  const known = pipelineStateOf(told('failed', { createdAt: HOUR, finishedAt: HOUR + 1000 }));
  expect(isAnotherRun(known, { createdAt: HOUR + 90_000 })).toBe(false);
  expect(isAnotherRun(known, { createdAt: HOUR + 121_000 })).toBe(true);
  expect(isAnotherRun(known, { queued: '3' })).toBe(false);
  const placed = pipelineStateOf(told('failed', { createdAt: HOUR, queued: '3' }));
  expect([HOUR * 2, HOUR * 40].map((createdAt) => isAnotherRun(placed, { createdAt, queued: '3' }))).toEqual([false, true]);
});

test('what is no build is never another run: a pipeline that is started again tells other times', () => {
  const { role: _role, ...pipeline } = told('failed').pipeline;
  const known = pipelineStateOf({ ...told('failed', { createdAt: HOUR }), pipeline });
  expect(isAnotherRun(known, { createdAt: 9 * HOUR, queued: '3' })).toBe(false);
});

test('the place in the queue is surer than the time', () => {
  const [older, newer] = [told('failed', { queued: '10', createdAt: HOUR }), told('running', { createdAt: HOUR + 1000 })].map(
    pipelineStateOf,
  );
  if (older === undefined || newer === undefined) throw new Error('two were made');
  expect(whichRun([older, newer], { queued: '10' })).toBe(older);
  expect(whichRun([older, newer], {})).toBe(newer);
});

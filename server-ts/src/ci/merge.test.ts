import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { PipelineEvent } from './event.ts';
import { subjectKey } from './ids.ts';
import { merge } from './merge.ts';
import { modelIdentity, tellLife } from './pipeline-history.ts';
import type { JobPlan, Move } from './pipeline-history.ts';
import type { PipelineState } from './state.ts';
import { statusOf } from './status.ts';

const plan: fc.Arbitrary<JobPlan> = fc.record({ stage: fc.nat(2), manual: fc.boolean(), allowFailure: fc.boolean() });
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('advance'), job: fc.nat(7), fails: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('retry'), job: fc.nat(7) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('play'), job: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel') }) },
);
const life = fc
  .tuple(fc.array(plan, { minLength: 1, maxLength: 8 }), fc.array(move, { maxLength: 40 }))
  .map(([plans, moves]) => tellLife(plans, moves));

/** A life, and the same deliveries in another order, some several times. */
const shuffledLife = life.chain((events) =>
  fc.record({
    events: fc.constant(events),
    delivered: fc.array(fc.nat(events.length - 1), { maxLength: 20 }).chain((again) =>
      fc.shuffledSubarray([...events, ...again.flatMap((index) => events.slice(index, index + 1))], {
        minLength: events.length + again.length,
      }),
    ),
  }),
);

function mergeAll(events: readonly PipelineEvent[]): PipelineState | undefined {
  return events.reduce<PipelineState | undefined>(merge, undefined);
}

function verdict(state: PipelineState | undefined): string | undefined {
  return state && statusOf(state);
}

test('any order and any repetition of deliveries ends in the same state', () => {
  fc.assert(
    fc.property(shuffledLife, ({ events, delivered }) => {
      expect(mergeAll(delivered)).toEqual(mergeAll(events));
    }),
    { numRuns: 500 },
  );
});

test('a state stored as JSON in the middle of its life goes on as if it had not been', () => {
  fc.assert(
    fc.property(shuffledLife, fc.nat(), ({ delivered }, at) => {
      const cut = at % delivered.length;
      const stored: PipelineState | undefined = cut === 0 ? undefined : JSON.parse(JSON.stringify(mergeAll(delivered.slice(0, cut))));
      expect(delivered.slice(cut).reduce(merge, stored)).toEqual(mergeAll(delivered));
    }),
  );
});

test('heard in order, the state is always what the pipeline last said: no retry, play or cancel is missed', () => {
  fc.assert(
    fc.property(life, (events) => {
      let state: PipelineState | undefined;
      for (const event of events) {
        state = merge(state, event);
        if (event.kind !== 'pipeline') continue;
        expect(state.overview).toMatchObject({ kind: 'snapshot', snapshot: { status: event.snapshot.status } });
        const byName = new Map(state.jobs.map(({ job }) => [job.name, job.status]));
        expect(Object.fromEntries(byName)).toEqual(Object.fromEntries(event.jobs.map((job) => [job.name, job.status])));
      }
    }),
    { numRuns: 500 },
  );
});

test('once everything was heard, a late copy of any old delivery changes nothing', () => {
  fc.assert(
    fc.property(life, fc.nat(), (events, at) => {
      const all = mergeAll(events);
      const late = events[at % events.length];
      expect(late && merge(all, late)).toEqual(all);
    }),
  );
});

const built: JobPlan = { stage: 0, manual: false, allowFailure: false };
const toEnd = (job: number, fails: boolean): Move[] => [
  { kind: 'advance', job, fails },
  { kind: 'advance', job, fails },
];

test('a retry brings a failed pipeline back to running, and news from before the retry does not undo it', () => {
  const failed = tellLife([built], toEnd(0, true));
  const retried = tellLife([built], [...toEnd(0, true), { kind: 'retry', job: 0 }, { kind: 'advance', job: 0, fails: false }]);
  expect(verdict(mergeAll(failed))).toBe('failed');
  expect(verdict(mergeAll([...retried, ...failed]))).toBe('running');
});

test('a job that was skipped and is set back by a retry is seen as created again', () => {
  const plans: JobPlan[] = [built, { ...built, stage: 1 }];
  const skipped = tellLife(plans, toEnd(0, true));
  const retried = tellLife(plans, [...toEnd(0, true), { kind: 'retry', job: 0 }]);
  expect(mergeAll(skipped)?.jobs[1]?.job.status).toBe('skipped');
  expect(mergeAll([...retried, ...skipped])?.jobs[1]?.job.status).toBe('created');
});

test('a job heard after its pipeline concluded is added and leaves the verdict alone', () => {
  const events = tellLife([built], toEnd(0, false));
  const late: PipelineEvent = {
    kind: 'job',
    pipeline: modelIdentity,
    outline: { number: '1', url: 'https://ci.example/1', ref: { kind: 'branch', name: 'main' } },
    job: { id: '9', name: 'cleanup', stage: 'last', status: 'running', allowFailure: true, attempt: 9 },
  };
  const state = mergeAll([...events, late]);
  expect(verdict(state)).toBe('success');
  expect(state?.jobs.map(({ job }) => job.name)).toContain('cleanup');
});

test('events of another pipeline are refused', () => {
  const [event] = tellLife([built], []);
  if (event === undefined) throw new Error('the model told nothing');
  const other: PipelineEvent = { ...event, pipeline: { ...event.pipeline, key: subjectKey('lab', 'default', '1', '2') } };
  expect(() => merge(merge(undefined, event), other)).toThrow('cannot join');
});

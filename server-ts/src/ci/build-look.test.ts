import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { PipelineSeen } from './event.ts';
import { subjectKey } from './ids.ts';
import { join, merge } from './merge.ts';
import type { Job, PipelineSnapshot, Status } from './pipeline.ts';
import { detailsOf, type PipelineState } from './state.ts';
import { statusOf } from './status.ts';

const pipeline = {
  key: subjectKey('lab', 'default', 'api', '14'),
  provider: 'lab',
  connection: 'default',
  project: { id: 'api', path: 'api', url: '' },
  id: '14',
  role: 'build',
} as const;
const input = { id: 'go', message: 'Deploy?', proceed: 'Go', submitters: [], asks: false };

function seen(status: Status, stages: readonly Job['status'][], more: Partial<PipelineSnapshot> = {}): PipelineSeen {
  const jobs = stages.map((each, index) => {
    const name = `stage ${index}`;
    return { id: name, name, stage: name, status: each, allowFailure: false, attempt: index + 1 };
  });
  return {
    kind: 'pipeline',
    pipeline,
    snapshot: { number: '14', url: '', status, ref: { kind: 'branch', name: 'main' }, stages: jobs.map(({ name }) => name), ...more },
    jobs,
  };
}

/** What looks saw, in time; the input step stands in the middle of a stage, twice. */
const asked = { queued: '7', parameters: [{ name: 'WHERE', value: 'eu' }], expectedDuration: 60 };
const looks = [
  seen('running', [], asked),
  seen('running', ['running'], asked),
  seen('running', ['success', 'running'], asked),
  seen('manual', ['success', 'manual'], { ...asked, inputs: [input] }),
  seen('running', ['success', 'running'], asked),
  seen('manual', ['success', 'manual'], { ...asked, inputs: [{ ...input, id: 'sure' }] }),
  seen('running', ['success', 'running', 'running'], asked),
].map((event, at) => ({ ...event, snapshot: { ...event.snapshot, askedAt: 1000 + at } }));
/** What webhooks told meanwhile, without stages. */
const commit = { sha: 'a'.repeat(40), title: '' };
const started = seen('running', [], { queued: '7', commit });
const over = seen('failed', [], { finishedAt: 5000, commit });

const all = (events: readonly PipelineSeen[]): PipelineState => {
  const state = events.reduce<PipelineState | undefined>((known, event) => merge(known, event), undefined);
  if (state === undefined) throw new Error('nothing was told');
  return state;
};

test('after each look, in time, the build is what that look saw: it waits, goes on, waits again; answered questions are gone', () => {
  for (let at = 1; at <= looks.length; at += 1) {
    const state = all([started, ...looks.slice(0, at)]);
    const last = looks[at - 1];
    expect(statusOf(state)).toBe(last?.snapshot.status);
    expect(detailsOf(state).inputs).toEqual(last?.snapshot.inputs);
    expect(state.jobs.map(({ job }) => job.status)).toEqual(last?.jobs.map(({ status }) => status));
  }
});

const events = fc.subarray([started, ...looks, over], { minLength: 1 });

test('looks and webhooks overtake each other, and come twice: the same is known in the end, also when it was stored in between', () => {
  fc.assert(
    fc.property(
      events.chain((some) =>
        fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 }), fc.nat()),
      ),
      ([some, told, at]) => {
        const cut = 1 + (at % told.length);
        const stored: PipelineState = JSON.parse(JSON.stringify(all(told.slice(0, cut))));
        expect(told.slice(cut).reduce((state, event) => merge(state, event), stored)).toEqual(all(some));
      },
    ),
    { numRuns: 500 },
  );
});

test('what two nodes know is joined in any grouping', () => {
  fc.assert(
    fc.property(events, events, events, (one, two, three) => {
      const [left, middle, right] = [all(one), all(two), all(three)];
      expect(join(join(left, middle), right)).toEqual(join(left, join(middle, right)));
      expect(join(left, middle)).toEqual(join(middle, left));
      expect(join(left, left)).toEqual(left);
    }),
  );
});

test('no look turns the verdict back, and what only looks know stays', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([started, ...looks, over], { minLength: looks.length + 2 }), (told) => {
      const state = all(told);
      expect(statusOf(state)).toBe('failed');
      const details = detailsOf(state);
      expect(details).toMatchObject({ ...asked, commit });
      expect(details.inputs).toBeUndefined();
    }),
  );
});

test('of one commit the fuller telling is kept', () => {
  const titled = seen('running', ['running'], { commit: { ...commit, title: 'Fix it' }, askedAt: 1 });
  for (const told of [
    [titled, over],
    [over, titled],
  ])
    expect(detailsOf(all(told)).commit?.title).toBe('Fix it');
});

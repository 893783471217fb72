import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { PipelineSeen } from './event.ts';
import { subjectKey } from './ids.ts';
import { merge } from './merge.ts';
import type { Job, Status } from './pipeline.ts';
import type { PipelineState } from './state.ts';
import { statusOf } from './status.ts';

const pipeline = {
  key: subjectKey('lab', 'default', 'api', '7'),
  provider: 'lab',
  connection: 'default',
  project: { id: 'api', path: 'api', url: '' },
  id: '7',
  role: 'build',
} as const;

function seen(status: Status, stages: readonly Job['status'][]): PipelineSeen {
  const jobs = stages.map((each, index) => {
    const name = `stage ${index}`;
    return { id: name, name, stage: name, status: each, allowFailure: false, attempt: index + 1 };
  });
  return {
    kind: 'pipeline',
    pipeline,
    snapshot: { number: '7', url: '', status, ref: { kind: 'branch', name: 'main' }, stages: jobs.map(({ name }) => name) },
    jobs,
  };
}

const story = [
  seen('running', []),
  seen('running', ['running']),
  seen('manual', ['success', 'manual']),
  seen('running', ['success', 'running']),
  seen('failed', []),
];

test('a build that one sender tells with stages and another without is over when either says so', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...story, ...story], { minLength: 10 }), (events) => {
      const state = events.reduce<PipelineState | undefined>((known, event) => merge(known, event), undefined);
      expect(state && statusOf(state)).toBe('failed');
      expect(state?.jobs.map(({ job }) => job.status)).toEqual(['success', 'running']);
    }),
  );
});

test('until then the stages tell how far it is, also past a person who was asked', () => {
  const state = story.slice(0, 4).reduce<PipelineState | undefined>((known, event) => merge(known, event), undefined);
  expect(state && statusOf(state)).toBe('running');
});

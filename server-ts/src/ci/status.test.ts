import { expect, test } from '@jest/globals';
import { merge } from './merge.ts';
import { modelIdentity } from './pipeline-history.ts';
import type { Job, Status } from './pipeline.ts';
import { allowedFailures, compareForList, failedJobs, stagesOf, statusOf } from './status.ts';

let next = 0;
function job(name: string, stage: string, status: Job['status'], allowFailure = false): Job {
  next += 1;
  return { id: String(next), name, stage, status, allowFailure, attempt: next };
}

function pipeline(status: Status, stages: readonly string[], jobs: readonly Job[]) {
  const snapshot = { number: '1', url: '', ref: { kind: 'branch', name: 'main' }, status, stages } as const;
  return merge(undefined, { kind: 'pipeline', pipeline: modelIdentity, snapshot, jobs });
}

test('stages stand in the order they run; a failure shows at once, an optional manual job holds nothing up', () => {
  const state = pipeline(
    'running',
    ['build', 'test', 'deploy', 'clean'],
    [
      job('unit', 'test', 'failed'),
      job('e2e', 'test', 'running'),
      job('compile', 'build', 'success'),
      job('docs', 'build', 'manual', true),
      job('lint', 'clean', 'failed', true),
      job('prod', 'deploy', 'manual'),
      job('after', 'extra', 'created'),
    ],
  );
  expect(stagesOf(state).map(({ name, status }) => `${name} ${status}`)).toEqual([
    'build success',
    'test failed',
    'deploy manual',
    'clean warning',
    'extra created',
  ]);
  expect(failedJobs(state).map(({ name }) => name)).toEqual(['unit']);
  expect(allowedFailures(state).map(({ name }) => name)).toEqual(['lint']);
});

test('a pipeline that passed although a job failed that may, passed with warnings', () => {
  expect(statusOf(pipeline('success', [], [job('lint', 'test', 'failed', true)]))).toBe('warning');
  expect(statusOf(pipeline('failed', [], [job('lint', 'test', 'failed', true)]))).toBe('failed');
});

test('heard of only by its jobs, a pipeline runs until one that may not fail has failed', () => {
  const outline = { number: '1', url: '', ref: { kind: 'branch', name: 'main' } } as const;
  const seen = (one: Job) => ({ kind: 'job', pipeline: modelIdentity, outline, job: one }) as const;
  const state = merge(undefined, seen(job('lint', 'test', 'failed', true)));
  expect(statusOf(state)).toBe('running');
  expect(statusOf(merge(state, seen(job('unit', 'test', 'failed'))))).toBe('failed');
});

test('what runs comes first in a list, then the newest change', () => {
  const list = [
    { status: 'success', updatedAt: 5 },
    { status: 'running', updatedAt: 1 },
    { status: 'failed', updatedAt: 9 },
  ] as const;
  expect([...list].sort(compareForList).map(({ updatedAt }) => updatedAt)).toEqual([1, 9, 5]);
});

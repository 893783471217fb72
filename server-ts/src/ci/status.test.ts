import { expect, test } from '@jest/globals';
import type { PipelineSeen } from './event.ts';
import { merge } from './merge.ts';
import { modelIdentity } from './pipeline-history.ts';
import type { Job, PipelineIdentity, Status } from './pipeline.ts';
import { allowedFailures, failedJobs, stagesOf, statusOf } from './status.ts';

let next = 0;
function job(name: string, stage: string, status: Job['status'], allowFailure = false): Job {
  next += 1;
  return { id: String(next), name, stage, status, allowFailure, attempt: next };
}

function pipeline(status: Status, stages: readonly string[], jobs: readonly Job[], identity: PipelineIdentity = modelIdentity) {
  const snapshot = { number: '1', url: '', ref: { kind: 'branch', name: 'main' }, status, stages } as const;
  return merge(undefined, { kind: 'pipeline', pipeline: identity, snapshot, jobs });
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

test.each([
  ['success', 'success'],
  ['warning', 'success'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
] as const)('stages that were open when a build %s was told are %s, until they tell it themselves', (verdict, shown) => {
  const build = { ...modelIdentity, role: 'build' } as const;
  const [first, last] = [job('compile', 'compile', 'success'), job('package', 'package', 'running')];
  const stages = [first, last, job('deploy', 'deploy', 'created')];
  const names = stages.map(({ name }) => name);
  const state = merge(pipeline('running', names, stages, build), seenOnly(build, verdict));
  expect(stagesOf(state).map(({ status }) => status)).toEqual(['success', shown, 'created']);
  expect(failedJobs(state).map(({ name }) => name)).toEqual(shown === 'failed' ? ['package'] : []);
  const told = merge(state, { kind: 'job', pipeline: build, outline: { number: '1', url: '' }, job: { ...last, status: 'canceled' } });
  expect(stagesOf(told)[1]?.status).toBe('canceled');
  // Elsewhere jobs are told one by one, and each tells its own end.
  expect(stagesOf(merge(pipeline('running', names, stages), seenOnly(modelIdentity, verdict)))[1]?.status).toBe('running');
});

function seenOnly(identity: PipelineIdentity, status: Status): PipelineSeen {
  return { kind: 'pipeline', pipeline: identity, snapshot: { number: '1', url: '', status, stages: [], finishedAt: 9 }, jobs: [] };
}

test('heard of only by its jobs, a pipeline runs until one that may not fail has failed', () => {
  const outline = { number: '1', url: '', ref: { kind: 'branch', name: 'main' } } as const;
  const seen = (one: Job) => ({ kind: 'job', pipeline: modelIdentity, outline, job: one }) as const;
  const state = merge(undefined, seen(job('lint', 'test', 'failed', true)));
  expect(statusOf(state)).toBe('running');
  expect(statusOf(merge(state, seen(job('unit', 'test', 'failed'))))).toBe('failed');
});

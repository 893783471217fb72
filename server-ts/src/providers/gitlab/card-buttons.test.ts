import { expect, test } from '@jest/globals';
import type { Job, Status } from '../../ci/pipeline.ts';
import type { PipelineState } from '../../ci/state.ts';
import { merge } from '../../ci/merge.ts';
import { cardButtons } from './card-buttons.ts';
import { identityOf } from './parts.ts';

const project = { id: '7', path: 'city/api', url: 'https://git.example/city/api' };

function state(status: Status, ...jobs: readonly (readonly [string, Job['status']])[]): PipelineState {
  return merge(undefined, {
    kind: 'pipeline',
    pipeline: identityOf('default', project, 46),
    snapshot: { number: '46', url: '', status, stages: ['test'] },
    jobs: jobs.map(([name, each], index) => ({
      id: String(index + 1),
      name,
      stage: 'test',
      status: each,
      allowFailure: false,
      attempt: index + 1,
      ...(name === 'deploy' && { environment: 'production' }),
    })),
  });
}

const labels = (told: PipelineState) => cardButtons(told).map(({ label }) => label);

test('a card offers what can be done now, and never more than five things', () => {
  expect(labels(state('running', ['unit', 'running']))).toEqual(['Cancel', 'Log']);
  expect(labels(state('failed', ['unit', 'failed'], ['deploy', 'manual']))).toEqual(['Retry failed', 'Deploy to production', 'Log']);
  expect(labels(state('canceled', ['unit', 'canceled']))).toEqual(['Run again', 'Log']);
  expect(labels(state('success', ['unit', 'success']))).toEqual(['Log']);
  expect(labels(state('running', ['unit', 'failed'], ['a', 'manual'], ['b', 'manual']))).toEqual(['Play a', 'Play b', 'Cancel', 'Log']);
  expect(labels(state('manual', ['a', 'manual'], ['b', 'manual'], ['c', 'manual']))).toEqual(['Play a job …', 'Log']);
});

test('a job that deploys says where before it is played; the log is that of what failed', () => {
  const buttons = cardButtons(state('failed', ['unit', 'failed'], ['deploy', 'manual']));
  expect(buttons[1]).toMatchObject({
    call: { name: 'play', args: { project: '7', pipeline: '46', job: '2' } },
    confirm: { text: 'deploy of city/api #46 begins, which deploys to production.' },
  });
  expect(buttons[2]?.call).toEqual({ name: 'log', args: { project: '7', pipeline: '46', title: 'city/api #46', job: '1' } });
});

test('before a retry it says which jobs begin again; the button on a phone asks nothing', () => {
  const [one] = cardButtons(state('failed', ['unit', 'failed'], ['lint', 'success']));
  expect(one?.confirm).toEqual({
    title: 'Retry what failed?',
    text: 'In city/api #46 unit begins again, and what comes after. Jobs that passed stay as they are.',
    yes: 'Retry',
    lightly: true,
  });
  const jobs = ['a', 'b', 'c', 'd'].map((name) => [name, 'failed'] as const);
  expect(cardButtons(state('failed', ...jobs))[0]?.confirm?.text).toContain('the jobs that failed begin again');
});

test('a merge request is approved as its pipeline knew it: the button carries the commit, and there is none without', () => {
  const plain = state('success', ['unit', 'success']);
  const about = (commit: object) =>
    merge(undefined, {
      kind: 'pipeline',
      pipeline: plain.pipeline,
      snapshot: { number: '46', url: '', status: 'success', stages: [], mergeRequest: { number: '7', title: '', url: '' }, ...commit },
      jobs: [],
    });
  const sha = 'a'.repeat(40);
  const [approve] = cardButtons(about({ commit: { sha, title: 'One', url: '' } }));
  expect(approve).toMatchObject({ label: 'Approve !7', call: { args: { project: '7', pipeline: '46', request: '7', sha } } });
  expect(labels(about({}))).toEqual(['Log']);
});

import { expect, test } from '@jest/globals';
import { merge } from '../ci/merge.ts';
import { modelIdentity } from '../ci/pipeline-history.ts';
import type { Status } from '../ci/pipeline.ts';
import { decide } from './decide.ts';
import type { Notify } from './decide.ts';

const every: readonly Status[] = ['created', 'pending', 'running', 'success', 'warning', 'failed', 'canceled', 'skipped', 'manual'];

function speaksAt(notify: Notify): readonly Status[] {
  return every.filter((status) => {
    const snapshot = { number: '1', url: 'https://ci.example/1', ref: { kind: 'branch', name: 'main' }, status, stages: [] } as const;
    const state = merge(undefined, { kind: 'pipeline', pipeline: modelIdentity, snapshot, jobs: [] });
    const [only, ...others] = decide({ state, notify, defaultRooms: ['builds'] });
    expect(others).toEqual([]);
    expect(only).toMatchObject({ room: 'builds', quiet: status === 'canceled' });
    return only?.speak;
  });
}

test('by default a pipeline speaks when it concludes; waiting for a person is a conclusion', () => {
  expect(speaksAt('finish')).toEqual(['success', 'warning', 'failed', 'canceled', 'manual']);
});

test('live speaks from the start', () => {
  expect(speaksAt('live')).toEqual(every.filter((status) => status !== 'skipped'));
});

test('failures speaks only when it failed', () => {
  expect(speaksAt('failures')).toEqual(['failed']);
});

import { expect, test } from '@jest/globals';
import { merge } from '../ci/merge.ts';
import { modelIdentity } from '../ci/pipeline-history.ts';
import type { PipelineSnapshot } from '../ci/pipeline.ts';
import { subjectKey } from '../ci/ids.ts';
import { rowOf } from './subject-row.ts';

/** Whose verdicts a pipeline's own is compared with. */
function placeOf(fields: Partial<PipelineSnapshot>): string | null {
  const known = { number: '1', url: 'https://ci.example/1', status: 'success', ref: { kind: 'branch', name: 'main' }, stages: [] } as const;
  const state = merge(undefined, { kind: 'pipeline', pipeline: modelIdentity, snapshot: { ...known, ...fields }, jobs: [] });
  return rowOf(modelIdentity.key, state).place;
}

test('a verdict is compared with those of the same branch, and of the same workflow where there are several', () => {
  expect(placeOf({ workflow: 'lint' })).toBe(placeOf({ workflow: 'lint', number: '2', name: 'another' }));
  const parent = subjectKey('some', 'default', '1', '9');
  const places = [
    {},
    { workflow: 'lint' },
    { workflow: 'test' },
    { ref: { kind: 'tag', name: 'main' } },
    { parent, name: 'lint' },
  ] as const;
  expect(new Set(places.map((fields) => placeOf(fields))).size).toBe(places.length);
});

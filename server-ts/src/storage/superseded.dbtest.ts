import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { subjectKey } from '../ci/ids.ts';
import type { Status } from '../ci/pipeline.ts';
import type { PipelineState } from '../ci/state.ts';
import { startScratchCluster, type ScratchCluster } from './scratch-cluster.ts';
import type { Storage } from './storage.ts';

let cluster: ScratchCluster;
let storage: Storage;
beforeAll(async () => {
  cluster = await startScratchCluster(1);
  storage = cluster.node();
});
afterAll(() => cluster.stop());

function pipeline(number: number, status: Status, branch = 'main'): PipelineState {
  const id = String(number);
  const ref = { kind: 'branch', name: branch } as const;
  const project = { id: 'app', path: 'team/app', url: '' };
  return {
    kind: 'pipeline',
    pipeline: { key: subjectKey('some', 'default', 'app', id), provider: 'some', connection: 'default', id, project },
    overview: {
      kind: 'snapshot',
      epoch: 0,
      progress: 0,
      snapshot: { number: id, url: '', status, ref, stages: [], createdAt: number * 1000 },
    },
    jobs: [],
  };
}

/** As the flow does: store, look, note; then look at the first one again. */
async function tell(state: PipelineState): Promise<boolean | undefined> {
  await storage.history.note(await storage.subjects.merge(state.pipeline.key, () => state, 900_000), []);
  return (await storage.subjects.scene(pipeline(5, 'failed').pipeline.key))?.superseded;
}

test('a pipeline is superseded once a newer one of its branch has passed or failed', async () => {
  expect(await tell(pipeline(5, 'failed'))).toBe(false);
  expect(await tell(pipeline(4, 'success'))).toBe(false);
  expect(await tell(pipeline(6, 'success', 'other'))).toBe(false);
  expect(await tell(pipeline(7, 'running'))).toBe(false);
  expect(await tell(pipeline(7, 'canceled'))).toBe(false);
  expect(await tell(pipeline(8, 'skipped'))).toBe(false);
  expect(await tell(pipeline(9, 'success'))).toBe(true);
});

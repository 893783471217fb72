// What to ask about when a pipeline failed: its failed jobs, or a build as a whole that tells of none.

import type { Job } from '../ci/pipeline.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { failedJobs, statusOf } from '../ci/status.ts';

/** No stage of a build has this identity: theirs are names or numbers. */
const WHOLE = ':build';

export function suspectsOf(state: PipelineState): readonly Job[] {
  const failed = failedJobs(state);
  if (failed.length > 0 || state.pipeline.role !== 'build' || statusOf(state) !== 'failed') return failed;
  const { number, url } = detailsOf(state);
  return [{ id: WHOLE, name: `build #${number}`, stage: '', status: 'failed', allowFailure: false, attempt: 0, url }];
}

/** Its stages may be told a moment later: then they are asked about instead. */
export function isWhole({ id }: Pick<Job, 'id'>): boolean {
  return id === WHOLE;
}

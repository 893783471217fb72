// What happened in a CI system, said the same way for all of them.

import type { Job, PipelineIdentity, PipelineSnapshot } from './pipeline.ts';
import type { PipelineOutline } from './state.ts';

/** A pipeline was seen as a whole. */
export interface PipelineSeen {
  readonly kind: 'pipeline';
  readonly pipeline: PipelineIdentity;
  readonly snapshot: PipelineSnapshot;
  /** The newest try of each job at that moment. */
  readonly jobs: readonly Job[];
}

/** One job of a pipeline was seen. */
export interface JobSeen {
  readonly kind: 'job';
  readonly pipeline: PipelineIdentity;
  /** What a job's news tells of its pipeline, for when nothing else has been heard of it. */
  readonly outline: PipelineOutline;
  readonly job: Job;
}

export type CiEvent = PipelineSeen | JobSeen;

// What is known of one pipeline from all that was heard of it, in a form that is stored as JSON.

import type { Deed } from './deed.ts';
import type { Figure } from './figure.ts';
import { withKept, type Kept } from './kept.ts';
import type { Instant, Job, PipelineIdentity, PipelineSnapshot } from './pipeline.ts';

/** What a job's news tells of its pipeline. */
export type PipelineOutline = Pick<PipelineSnapshot, 'number' | 'url' | 'ref' | 'commit' | 'triggeredBy' | 'workflow'>;

/** The newest news of the pipeline itself; an outline only until its first snapshot. */
export type Overview =
  | {
      readonly kind: 'snapshot';
      /** Greatest attempt over the snapshot and its jobs: a retry raises it. */
      readonly epoch: number;
      /** Sum of how far its jobs were: work done raises it. */
      readonly progress: number;
      readonly snapshot: PipelineSnapshot;
    }
  | {
      readonly kind: 'outline';
      /** Attempt of the job that told it: the earliest job knows best who started the pipeline. */
      readonly attempt: number;
      readonly outline: PipelineOutline;
    };

export interface SeenJob {
  /** When we asked for it; only of builds. */
  readonly askedAt?: Instant;
  /** Epoch of the snapshot that showed it, or its own attempt. */
  readonly epoch: number;
  readonly job: Job;
}

/** Changed only by `merge`. `jobs` holds the newest try of each job name, sorted by name. */
export interface PipelineState {
  readonly kind: 'pipeline';
  readonly pipeline: PipelineIdentity;
  readonly overview: Overview;
  /** Only of builds, and where there is any. */
  readonly kept?: Kept;
  readonly jobs: readonly SeenJob[];
  /** Only of the first run of its number: how many of them are known, when there are more. */
  readonly lives?: number;
  readonly deeds?: readonly Deed[];
  /** What its jobs reported, by name. */
  readonly figures?: readonly Figure[];
}

/** What is told of the pipeline, whichever way it was heard: a snapshot's further fields are simply not there in an outline. */
export function detailsOf(state: PipelineState): PipelineOutline & Partial<PipelineSnapshot> {
  const told = state.overview.kind === 'snapshot' ? state.overview.snapshot : state.overview.outline;
  return withKept(told, state.kept);
}

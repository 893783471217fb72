// Where a run stands that was started or is watched from chat: asked of the CI system, as its webhooks may never come.

import type { Reach } from './account.ts';
import type { PipelineSeen } from './event.ts';
import type { RunMarks } from './run-life.ts';

export interface FollowTarget {
  /** As in `Followed.project.id`. */
  readonly project: string;
  /** The place in its queue, until the run is known. */
  readonly queued?: string;
  /** Number of the run, as in `PipelineIdentity.id`. */
  readonly run?: string;
}

export type Look =
  /** Still in the queue, with the CI system's own reason. */
  | { readonly kind: 'waiting'; readonly reason: string }
  | { readonly kind: 'seen'; readonly event: PipelineSeen }
  /** It will never be seen: cancelled in the queue, deleted, or forgotten. */
  | { readonly kind: 'gone'; readonly reason: string };

/** Throws a CiError when the CI system cannot be asked now: then it is asked again later. */
export type LookAt = (target: FollowTarget, reach: Reach) => Promise<Look>;

/**
 * The part of a run's log from `start` (a position that an earlier answer gave; 0 at first). While more may come it ends with a
 * whole line, and in no private key (`safeLength`), so that secrets in it can be told.
 */
export interface LogPart {
  readonly text: string;
  /** Where the next part begins. */
  readonly next: number;
  /** More may come. */
  readonly more: boolean;
}

export type ReadLog = (
  target: {
    readonly project: string;
    readonly run: string;
    readonly job?: string;
    readonly start: number;
    /** What is known of the run that is meant: another one of that number is refused. */
    readonly marks?: RunMarks;
  },
  reach: Reach,
) => Promise<LogPart>;

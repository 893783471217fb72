// What happened in a CI system, said the same way for all of them.

import type { AlertsSeen, SilenceSeen } from './alerts.ts';
import type { ArtifactSeen } from './artifact.ts';
import type { DeploymentSeen } from './deployment.ts';
import type { GateSeen } from './gate.ts';
import type { NewsSeen } from './news.ts';
import type { Job, PipelineIdentity, PipelineSnapshot } from './pipeline.ts';
import type { ReviewSeen } from './review.ts';
import type { PipelineOutline } from './state.ts';
import type { SubjectIdentity } from './identity.ts';

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

/** What the state of a pipeline is made of. */
export type PipelineEvent = PipelineSeen | JobSeen;

export type CiEvent = PipelineEvent | GateSeen | ArtifactSeen | DeploymentSeen | AlertsSeen | SilenceSeen | ReviewSeen | NewsSeen;

/** Whose news it is: deliveries of one subject are worked on in turn. */
export function subjectOf(event: CiEvent): SubjectIdentity {
  return event.kind === 'pipeline' || event.kind === 'job' ? event.pipeline : event.subject;
}

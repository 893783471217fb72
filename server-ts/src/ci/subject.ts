// What one card shows: a pipeline, or one of the other things that CI systems tell of; each state is stored as JSON.

import type { AlertGroupState } from './alerts.ts';
import type { ArtifactState } from './artifact.ts';
import type { DeploymentState } from './deployment.ts';
import type { GateState } from './gate.ts';
import type { SubjectIdentity } from './identity.ts';
import type { NewsState } from './news.ts';
import type { ReviewState } from './review.ts';
import type { PipelineState } from './state.ts';

/** Told apart by `kind`. Changed only by `merge`, which for each kind is commutative, associative and idempotent. */
export type SubjectState = PipelineState | GateState | ArtifactState | DeploymentState | AlertGroupState | ReviewState | NewsState;

export function identityOf(state: SubjectState): SubjectIdentity {
  return state.kind === 'pipeline' ? state.pipeline : state.subject;
}

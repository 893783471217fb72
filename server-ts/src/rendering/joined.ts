// What is shown on a pipeline's card besides the pipeline itself, sorted by what it is.

import type { ArtifactState } from '../ci/artifact.ts';
import type { DeploymentState } from '../ci/deployment.ts';
import type { GateState } from '../ci/gate.ts';
import { compareText } from '../ci/order.ts';
import type { PipelineState } from '../ci/state.ts';
import { identityOf, type SubjectState } from '../ci/subject.ts';

export interface Joined {
  readonly children: readonly PipelineState[];
  /** Builds of the same commit by a system of their own. */
  readonly builds: readonly PipelineState[];
  readonly gates: readonly GateState[];
  readonly artifacts: readonly ArtifactState[];
  readonly deployments: readonly DeploymentState[];
}

/** In an order that does not depend on which was heard first. */
export function sortJoined(states: readonly SubjectState[]): Joined {
  const all = [...states].sort((left, right) => compareText(identityOf(left).key, identityOf(right).key));
  const pipelines = all.filter((state) => state.kind === 'pipeline');
  return {
    children: pipelines.filter(({ pipeline }) => pipeline.role !== 'build'),
    builds: pipelines.filter(({ pipeline }) => pipeline.role === 'build'),
    gates: all.filter((state) => state.kind === 'gate'),
    artifacts: all.filter((state) => state.kind === 'artifact'),
    deployments: all.filter((state) => state.kind === 'deployment').sort(byTime),
  };
}

function byTime(left: DeploymentState, right: DeploymentState): number {
  return (left.deployment.at ?? 0) - (right.deployment.at ?? 0);
}

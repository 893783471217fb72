// One deployment to an environment.

import type { Deed } from './deed.ts';
import { canonicalJson, compareText } from './order.ts';
import type { Commit, Instant, Person, Project, Ref, Status } from './pipeline.ts';
import type { SubjectIdentity } from './identity.ts';

export interface Deployment {
  readonly id: string;
  readonly status: Exclude<Status, 'warning'>;
  readonly environment: string;
  readonly environmentUrl?: string;
  readonly url?: string;
  readonly ref?: Ref;
  readonly commit?: Commit;
  readonly by?: Person;
  /** When the status changed. */
  readonly at?: Instant;
}

export interface DeploymentSeen {
  readonly kind: 'deployment';
  readonly subject: SubjectIdentity & { readonly project: Project };
  readonly deployment: Deployment;
}

export interface DeploymentState extends DeploymentSeen {
  readonly deeds?: readonly Deed[];
}

const ranks: Readonly<Record<Deployment['status'], number>> = {
  created: 0,
  manual: 1,
  pending: 2,
  running: 3,
  skipped: 4,
  canceled: 5,
  success: 6,
  failed: 7,
};

/** The furthest status wins; of equal ones the later telling. */
export function joinDeployments(left: DeploymentState, right: DeploymentState): DeploymentState {
  const order =
    ranks[left.deployment.status] - ranks[right.deployment.status] ||
    (left.deployment.at ?? 0) - (right.deployment.at ?? 0) ||
    compareText(canonicalJson(left), canonicalJson(right));
  return order >= 0 ? left : right;
}

// What administrators ask of deployments to an environment, besides what the CI system asks itself.

/** For one deployment. */
export interface DeployGate {
  /** From which branches and tags it may come, as configured; empty: from any. */
  readonly branches: readonly string[];
  /** The one it comes from is among them. */
  readonly isAllowed: boolean;
  /** How many people must agree. */
  readonly approvals: number;
  /** Whoever deploys may be one of them. */
  readonly selfApproval: boolean;
}

export interface DeployGates {
  /** Undefined where nothing is asked. `ref`: undefined when it is not known, which no list of branches allows. */
  of(project: string, environment: string, ref: string | undefined): DeployGate | undefined;
  /** Something is asked of one of the project's environments. */
  any(project: string): boolean;
}

// Builds as the stand-in Jenkins keeps them, and what can be told of several at once.
import type { Job } from './items.ts';
import type { BuildLog } from './log.ts';
import type { ComputerNode } from './nodes.ts';
import type { ParameterValue } from './parameters.ts';
import type { Person } from './people.ts';
import type { InputPlan, Result, Script, StagePlan } from './script.ts';

export type Cause =
  | { readonly kind: 'person'; readonly name: string; readonly fullName: string }
  | { readonly kind: 'timer' | 'push' }
  | { readonly kind: 'upstream'; readonly project: string; readonly number: number };

export type StageStatus = 'NOT_EXECUTED' | 'ABORTED' | 'SUCCESS' | 'IN_PROGRESS' | 'PAUSED_PENDING_INPUT' | 'FAILED' | 'UNSTABLE';

export interface StageRun {
  readonly plan: StagePlan;
  /** Of the flow's node. */
  readonly id: string;
  status: StageStatus;
  readonly startedAt: number;
  finishedAt?: number;
  /** Milliseconds it waited for people. */
  pausedFor: number;
  /** What its steps wrote, without Jenkins's own lines. */
  readonly log: BuildLog;
}

export interface WaitingInput {
  readonly id: string;
  readonly plan: InputPlan;
  readonly since: number;
  /** `values`: of its parameters, as they were submitted. */
  settle(answer: { readonly proceed: boolean; readonly by: Person | undefined; readonly values: ReadonlyMap<string, string> }): void;
}

export interface Build {
  readonly job: Job;
  readonly number: number;
  readonly queueId: number;
  readonly causes: readonly Cause[];
  readonly values: readonly ParameterValue[];
  readonly script: Script;
  readonly node: ComputerNode;
  readonly queuedAt: number;
  readonly startedAt: number;
  finishedAt?: number;
  /** Known before the end when it can only get worse. */
  result?: Result;
  readonly stages: StageRun[];
  readonly log: BuildLog;
  readonly inputs: WaitingInput[];
  /** What was submitted to its input steps so far, by the parameters' names. */
  readonly submitted: Map<string, string>;
  /** Asks it to stop. */
  readonly stopping: AbortController;
  description?: string;
  /** Where it is held until the test says go. */
  holding?: string;
  /** Goes on from where it is held, or will not stop there when it comes. */
  release: (hold: string) => void;
  /** Resolves when it is over. */
  readonly over: Promise<void>;
}

export const isBuilding = ({ finishedAt }: Build): boolean => finishedAt === undefined;

/** As people say it: `Build #14`. */
export const stopBuild = (build: Build, by: Person | undefined): void => {
  if (!isBuilding(build) || build.stopping.signal.aborted) return;
  build.log.write(`Aborted by ${by?.fullName ?? 'anonymous'}`);
  build.stopping.abort('stop');
};

/** As `Job.getEstimatedDuration`: the average of up to three good builds, else of bad ones; -1 when there are none. */
export function estimateOf({ builds }: Job): number {
  const over = builds.filter((build) => build.finishedAt !== undefined && build.result !== 'ABORTED' && build.result !== 'NOT_BUILT');
  const good = over.filter(({ result }) => result === 'SUCCESS' || result === 'UNSTABLE');
  const taken = (good.length > 0 ? good : over).slice(0, 3).map((build) => (build.finishedAt ?? 0) - build.startedAt);
  return taken.length === 0 ? -1 : Math.round(taken.reduce((sum, each) => sum + each, 0) / taken.length);
}

/** Undefined when nothing is known of how long it takes. */
export function remainingOf(build: Build, now: number): number | undefined {
  const estimate = estimateOf(build.job);
  return estimate < 0 ? undefined : build.startedAt + estimate - now;
}

export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'person':
      return `Started by user ${cause.fullName}`;
    case 'timer':
      return 'Started by timer';
    case 'push':
      return 'Push event to branch';
    case 'upstream':
      return `Started by upstream project "${cause.project}" build number ${cause.number}`;
  }
}

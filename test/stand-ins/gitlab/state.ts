// Pipelines and jobs as the stand-in GitLab keeps them, and the rule that makes a pipeline's status of its jobs'.
import type { Person } from './people.ts';
import type { Project } from './projects.ts';
import type { JobPlan, Scenario } from './scenario.ts';

export type Status = 'created' | 'pending' | 'running' | 'success' | 'failed' | 'canceled' | 'skipped' | 'manual';

export interface Job {
  readonly id: number;
  readonly plan: JobPlan;
  readonly pipeline: Pipeline;
  /** 0 for the first try. */
  readonly attempt: number;
  status: Status;
  readonly createdAt: Date;
  queuedAt?: Date;
  startedAt?: Date;
  finishedAt?: Date;
  /** Who retried, played or cancelled it; whoever started the pipeline when undefined. */
  user?: Person;
  /** Given when it was played. */
  variables?: Readonly<Record<string, string>>;
  /** Somebody played it. */
  played?: boolean;
  /** Of a job that triggers one. */
  child?: Pipeline;
  /** Its log and artifacts were thrown away. */
  erasedAt?: Date;
}

export interface Pipeline {
  readonly id: number;
  readonly iid: number;
  readonly project: Project;
  readonly scenario: Scenario;
  readonly sha: string;
  readonly createdAt: Date;
  status: Status;
  startedAt?: Date;
  finishedAt?: Date;
  /** Every try; the newest of each name counts. */
  readonly jobs: Job[];
  readonly user: Person;
  readonly variables: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parent?: Job;
}

/** The newest try of each job, in the order of the plan: what GitLab lists under `builds`. */
export function newestJobs(pipeline: Pipeline): Job[] {
  return pipeline.scenario.jobs.flatMap((plan) => pipeline.jobs.findLast((job) => job.plan === plan) ?? []);
}

export function stagesOf(scenario: Scenario): string[] {
  return [...new Set(scenario.jobs.map((job) => job.stage))];
}

/** Failed for the pipeline: a job that is allowed to fail does not count. */
export function hasFailed(job: Job): boolean {
  return job.status === 'failed' && job.plan.allowFailure !== true;
}

export function isOver(job: Job): boolean {
  return ['success', 'failed', 'canceled', 'skipped'].includes(job.status);
}

/** GitLab's rule (`Gitlab::Ci::Status::Composite`), as far as the stand-in's states go. */
export function pipelineStatus(pipeline: Pipeline): Status {
  const jobs = newestJobs(pipeline);
  const some = (status: Status) => jobs.some((job) => job.status === status);
  const moved = jobs.some((job) => job.startedAt !== undefined);
  if (some('running') || (moved && (some('pending') || some('created')))) return 'running';
  if (some('pending')) return 'pending';
  if (some('created')) return 'created';
  if (some('canceled')) return 'canceled';
  if (jobs.some(hasFailed)) return 'failed';
  if (jobs.some((job) => job.status === 'manual' && job.plan.allowFailure !== true)) return 'manual';
  return 'success';
}

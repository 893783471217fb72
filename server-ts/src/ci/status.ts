// What a pipeline's state amounts to: its status, its stages, its failures.

import { compareText } from './order.ts';
import type { Job, Status } from './pipeline.ts';
import type { PipelineState } from './state.ts';

export interface Stage {
  readonly name: string;
  readonly status: Status;
}

/** The pipeline's status; while only jobs were heard of: failed when one that may not fail has failed. */
export function statusOf(state: PipelineState): Status {
  if (state.overview.kind === 'outline') return failedJobs(state).length > 0 ? 'failed' : 'running';
  const { status } = state.overview.snapshot;
  return status === 'success' && allowedFailures(state).length > 0 ? 'warning' : status;
}

/** Nothing more happens by itself. `manual` has concluded as "waiting". */
export function isConcluded(status: Status): boolean {
  return status !== 'created' && status !== 'pending' && status !== 'running';
}

/** In the order people read them: by stage, then as they were created. */
export function jobsOf(state: PipelineState): readonly Job[] {
  return jobsThat(state, () => true);
}

/** Those that are wanted, mostly none: a card asks for them many times, so only what is found is put in order. */
function jobsThat(state: PipelineState, wanted: (job: Job) => boolean): readonly Job[] {
  const found = state.jobs.map(({ job }) => closed(job, state)).filter(wanted);
  if (found.length < 2) return found;
  const position = new Map(stageNames(state).map((name, index) => [name, index]));
  const place = (job: Job): number => position.get(job.stage) ?? position.size;
  return found.sort((left, right) => place(left) - place(right) || left.attempt - right.attempt || compareText(left.name, right.name));
}

/** What a verdict says of stages that were open when it came; `created` ones did not run. */
const endings: Readonly<Partial<Record<Status, Job['status']>>> = {
  success: 'success',
  warning: 'success',
  failed: 'failed',
  canceled: 'canceled',
  skipped: 'skipped',
};

/** A build's verdict may come before the last report of its stages, or without one. Read so, not kept so: what the stage tells counts more. */
function closed(job: Job, { pipeline, overview }: PipelineState): Job {
  const open = job.status === 'pending' || job.status === 'running' || job.status === 'manual';
  if (!open || pipeline.role !== 'build' || overview.kind === 'outline') return job;
  const status = endings[overview.snapshot.status];
  return status === undefined ? job : { ...job, status };
}

export function failedJobs(state: PipelineState): readonly Job[] {
  return jobsThat(state, (job) => job.status === 'failed' && !job.allowFailure);
}

/** Failed, but the pipeline goes on. */
export function allowedFailures(state: PipelineState): readonly Job[] {
  return jobsThat(state, (job) => job.status === 'failed' && job.allowFailure);
}

/** Jobs that wait for a person. */
export function waitingJobs(state: PipelineState): readonly Job[] {
  return jobsThat(state, (job) => job.status === 'manual');
}

/** Stages in the order they run, each with the status of its jobs together. */
export function stagesOf(state: PipelineState): readonly Stage[] {
  const byStage = Map.groupBy(jobsOf(state), (job) => job.stage);
  return stageNames(state).map((name) => ({ name, status: combine(byStage.get(name) ?? []) }));
}

/** The snapshot's order; stages that only jobs told of follow in the order their jobs were created. */
function stageNames(state: PipelineState): readonly string[] {
  const told = state.overview.kind === 'snapshot' ? state.overview.snapshot.stages : [];
  const fromJobs = state.jobs
    .map(({ job }) => job)
    .sort((left, right) => left.attempt - right.attempt)
    .map((job) => job.stage);
  return [...new Set([...told, ...fromJobs])];
}

/** A failure shows at once, even while its stage still runs. An optional manual job does not hold its stage. */
function combine(jobs: readonly Job[]): Status {
  const required = jobs.filter((job) => !(job.status === 'manual' && job.allowFailure));
  const all = required.length > 0 ? required : jobs;
  const has = (status: Status): boolean => all.some((job) => job.status === status);
  const finished = has('success') || has('failed');
  if (all.some((job) => job.status === 'failed' && !job.allowFailure)) return 'failed';
  if (has('running')) return 'running';
  if (has('pending')) return finished ? 'running' : 'pending';
  if (has('canceled')) return 'canceled';
  if (has('manual')) return 'manual';
  if (has('created')) return finished ? 'running' : 'created';
  if (has('failed')) return 'warning';
  if (has('success')) return 'success';
  return has('skipped') ? 'skipped' : 'created';
}

// A model of how a pipeline really moves (runs, failures, retries, manual plays, cancels), which tells what it would send.
// Used by tests only.

import type { PipelineEvent } from './event.ts';
import { subjectKey } from './ids.ts';
import type { Job, PipelineIdentity, Status } from './pipeline.ts';

/** What a person or a runner does to the model; impossible moves do nothing. */
export type Move =
  | { readonly kind: 'advance'; readonly job: number; readonly fails: boolean }
  | { readonly kind: 'retry'; readonly job: number }
  | { readonly kind: 'play'; readonly job: number }
  | { readonly kind: 'cancel' };

export interface JobPlan {
  readonly stage: number;
  readonly manual: boolean;
  readonly allowFailure: boolean;
}

export const modelIdentity: PipelineIdentity = {
  key: subjectKey('lab', 'default', '1', '1'),
  provider: 'lab',
  connection: 'default',
  project: { id: '1', path: 'team/app', url: 'https://ci.example/team/app' },
  id: '1',
};

interface Model {
  readonly jobs: Job[];
  nextId: number;
  clock: number;
}

/** Every event of the life, oldest first: after each move the pipeline as a whole and each job that changed. */
export function tellLife(plans: readonly JobPlan[], moves: readonly Move[]): readonly PipelineEvent[] {
  const model: Model = { jobs: [], nextId: 1, clock: 1000 };
  for (const plan of plans) model.jobs.push(newJob(model, plan));
  settle(model);
  const events: PipelineEvent[] = [...model.jobs.map(jobEvent), pipelineEvent(model)];
  for (const move of moves) {
    const before = [...model.jobs];
    model.clock += 1000;
    act(model, move);
    settle(model);
    events.push(...model.jobs.filter((job, index) => job !== before[index]).map(jobEvent), pipelineEvent(model));
  }
  return events;
}

function newJob(model: Model, plan: JobPlan): Job {
  const id = model.nextId++;
  const stage = `stage-${plan.stage}`;
  const name = `${plan.manual ? 'manual' : 'auto'}-${id}`;
  return { id: String(id), name, stage, status: 'created', allowFailure: plan.allowFailure, attempt: id };
}

function act(model: Model, move: Move): void {
  if (move.kind === 'cancel') return cancel(model);
  const index = move.job % model.jobs.length;
  const job = model.jobs[index];
  if (job === undefined) return;
  if (move.kind === 'advance') model.jobs[index] = advance(model, job, move.fails);
  if (move.kind === 'play' && job.status === 'manual') model.jobs[index] = { ...job, status: 'pending' };
  if (move.kind === 'retry' && isOver(job)) retry(model, index, job);
}

function advance(model: Model, job: Job, fails: boolean): Job {
  if (job.status === 'pending') return { ...job, status: 'running', startedAt: model.clock };
  if (job.status === 'running') return { ...job, status: fails ? 'failed' : 'success', finishedAt: model.clock };
  return job;
}

function retry(model: Model, index: number, job: Job): void {
  const id = model.nextId++;
  const { id: _id, finishedAt: _finishedAt, startedAt: _startedAt, ...rest } = job;
  model.jobs[index] = { ...rest, id: String(id), attempt: id, status: 'pending' };
  for (const [place, other] of model.jobs.entries()) if (other.status === 'skipped') model.jobs[place] = { ...other, status: 'created' };
}

function cancel(model: Model): void {
  for (const [index, job] of model.jobs.entries()) {
    if (!isOver(job) && job.status !== 'skipped') model.jobs[index] = { ...job, status: 'canceled', finishedAt: model.clock };
  }
}

/** Starts what may start and skips what cannot, after each change. */
function settle(model: Model): void {
  for (const [index, job] of model.jobs.entries()) {
    if (job.status !== 'created') continue;
    const earlier = model.jobs.filter((other) => other.stage < job.stage && !(other.status === 'manual' && other.allowFailure));
    if (!earlier.every((other) => isOver(other) || other.status === 'skipped')) continue;
    const blocked = earlier.some((other) => !(other.status === 'success' || other.allowFailure));
    model.jobs[index] = { ...job, status: blocked ? 'skipped' : job.name.startsWith('manual') ? 'manual' : 'pending' };
  }
}

function isOver(job: Job): boolean {
  return job.status === 'success' || job.status === 'failed' || job.status === 'canceled';
}

/** The status that the model's pipeline has now. */
function modelStatus(jobs: readonly Job[]): Status {
  const has = (status: Status): boolean => jobs.some((job) => job.status === status && !(status === 'manual' && job.allowFailure));
  if (has('running')) return 'running';
  if (has('pending')) return jobs.some(isOver) ? 'running' : 'pending';
  if (has('manual')) return 'manual';
  if (has('created')) return jobs.some(isOver) ? 'running' : 'created';
  if (jobs.some((job) => job.status === 'failed' && !job.allowFailure)) return 'failed';
  if (has('canceled')) return 'canceled';
  return jobs.some(isOver) ? 'success' : 'skipped';
}

function pipelineEvent(model: Model): PipelineEvent {
  const jobs = [...model.jobs];
  const status = modelStatus(jobs);
  const ended = status === 'success' || status === 'failed' || status === 'canceled';
  const stages = [...new Set(jobs.map((job) => job.stage))].sort();
  const snapshot = { ...outline, status, stages, createdAt: 1000, ...(ended ? { finishedAt: model.clock } : {}) };
  return { kind: 'pipeline', pipeline: modelIdentity, snapshot, jobs };
}

const outline = {
  number: '1',
  url: 'https://ci.example/team/app/pipelines/1',
  ref: { kind: 'branch', name: 'main' },
} as const;

function jobEvent(job: Job): PipelineEvent {
  return { kind: 'job', pipeline: modelIdentity, outline, job };
}

// Joins what is heard of a pipeline so that no order and no repetition of deliveries can turn it back.
// The states form a semilattice: the join is commutative, associative and idempotent, so the result depends only on the set of events.

import type { PipelineEvent } from './event.ts';
import { canonicalJson, coarseRank, compareRanks, compareText, fineRank, pipelineRank } from './order.ts';
import type { Job } from './pipeline.ts';
import { joinKept, keptOf } from './kept.ts';
import type { Overview, PipelineState, SeenJob } from './state.ts';

const OVER = coarseRank('success');

/** All that two states of one pipeline know together. */
export function joinPipelines(left: PipelineState, right: PipelineState): PipelineState {
  const newer = compareOverviews(left, right) >= 0 ? left : right;
  const kept = joinKept(left.kept, right.kept);
  const jobs = joinJobs([...left.jobs, ...right.jobs]);
  const lives = Math.max(left.lives ?? 1, right.lives ?? 1);
  const { pipeline, overview } = newer;
  return { kind: 'pipeline', pipeline, overview, ...(kept !== undefined && { kept }), jobs, ...(lives > 1 && { lives }) };
}

export function pipelineStateOf(event: PipelineEvent): PipelineState {
  const jobs = event.kind === 'pipeline' ? event.jobs : [event.job];
  const told = event.kind === 'pipeline' ? (event.snapshot.attempt ?? 0) : 0;
  const epoch = jobs.reduce((greatest, job) => Math.max(greatest, job.attempt), told);
  const build = event.kind === 'pipeline' && event.pipeline.role === 'build' ? event.snapshot : undefined;
  const askedAt = build?.askedAt;
  const seen = joinJobs(jobs.map((job) => ({ ...(askedAt !== undefined && { askedAt }), epoch, job })));
  const kept = build && keptOf(build);
  const overview = overviewOf(event, epoch, seen);
  return { kind: 'pipeline', pipeline: event.pipeline, overview, ...(kept !== undefined && { kept }), jobs: seen };
}

function overviewOf(event: PipelineEvent, epoch: number, seen: readonly SeenJob[]): Overview {
  if (event.kind === 'job') return { kind: 'outline', attempt: event.job.attempt, outline: event.outline };
  const progress = seen.reduce((sum, { job }) => sum + coarseRank(job.status), 0);
  return { kind: 'snapshot', epoch, progress, snapshot: event.snapshot };
}

function joinJobs(seen: readonly SeenJob[]): readonly SeenJob[] {
  const newest = new Map<string, SeenJob>();
  for (const candidate of seen) {
    const known = newest.get(candidate.job.name);
    if (known === undefined || compareJobs(candidate, known) > 0) newest.set(candidate.job.name, candidate);
  }
  return [...newest.values()].sort((left, right) => compareText(left.job.name, right.job.name));
}

/**
 * A newer try beats an older one, progress beats waiting, and among waiting states the later retry of the pipeline decides. Of what we
 * asked for ourselves the later answer counts: a stage of a build may wait for a person in its middle.
 */
function compareJobs(left: SeenJob, right: SeenJob): number {
  return compareRanks(jobRanks(left), jobRanks(right)) || compareText(canonicalJson(left), canonicalJson(right));
}

function jobRanks({ epoch, job, askedAt = 0 }: SeenJob): readonly number[] {
  const rank = coarseRank(job.status);
  return [job.attempt, rank === OVER ? 1 : 0, askedAt, rank, epoch, fineRank(job.status), job.finishedAt ?? 0, detailCount(job)];
}

/** Of two tellings of the same moment the fuller one is kept. */
function detailCount(job: Job): number {
  return Object.keys(job).length;
}

function compareOverviews(left: PipelineState, right: PipelineState): number {
  return (
    compareRanks(overviewRanks(left), overviewRanks(right)) ||
    compareText(canonicalJson([left.pipeline, left.overview]), canonicalJson([right.pipeline, right.overview]))
  );
}

/**
 * A build of the same number never starts anew, and not every sender tells its stages: there the end counts before the progress, and
 * of what we asked for ourselves, the later answer before what its stages amount to: one that waited for a person goes on.
 */
function overviewRanks({ pipeline, overview }: PipelineState): readonly number[] {
  if (overview.kind === 'outline') return [0, 0, -overview.attempt, 0, 0, 0, 0];
  const { epoch, progress, snapshot } = overview;
  const rank = pipelineRank(snapshot.status);
  const build = pipeline.role === 'build';
  const over = build && rank > pipelineRank('manual') ? 1 : 0;
  return [1, over, epoch, build ? (snapshot.askedAt ?? 0) : 0, progress, rank, snapshot.finishedAt ?? 0];
}

// In which order pipelines and jobs are read: what moves or went wrong comes first.
import type { JobView, PipelineView, Status } from '@ci-command-center/contract';

/** It still moves by itself; `manual` waits for a person and has concluded. */
export function isActive(status: Status): boolean {
  return status === 'running' || status === 'pending' || status === 'created';
}

function rank(status: Status): number {
  if (status === 'running') return 0;
  return isActive(status) ? 1 : 2;
}

function bornAt({ createdAt, updatedAt }: PipelineView): number {
  return createdAt ?? updatedAt;
}

/** Running, then waiting to run, then the rest; the newest first in each. */
export function runningFirst(pipelines: readonly PipelineView[]): readonly PipelineView[] {
  return [...pipelines].sort((a, b) => rank(a.status) - rank(b.status) || bornAt(b) - bornAt(a) || a.key.localeCompare(b.key));
}

/** `view` tells at least as much as what is known. The revision does not grow with what is joined: see the contract. */
export function isNews(view: PipelineView, known: PipelineView | undefined): boolean {
  if (known === undefined || view.revision !== known.revision) return view.revision > (known?.revision ?? -1);
  return joinedAge(view) >= joinedAge(known);
}

function joinedAge({ joined, joinedAt }: PipelineView): number {
  return joined === undefined ? -1 : (joinedAt ?? 0);
}

/** Failed jobs that stopped the pipeline, then those that were allowed to fail. */
export function failedJobs(jobs: readonly JobView[]): readonly JobView[] {
  const failed = jobs.filter(({ status }) => status === 'failed');
  return [...failed.filter((job) => !job.allowFailure), ...failed.filter((job) => job.allowFailure)];
}

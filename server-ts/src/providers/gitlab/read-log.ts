// A job's log for the sidebar; of a pipeline that of its failed job, else of the one that runs, else of the last.

import type { Reach } from '../../ci/account.ts';
import type { ReadLog } from '../../ci/follow.ts';
import { CiError } from '../../platform/errors.ts';
import { logPart, readJob } from './api/jobs.ts';
import { listJobs, type GitLabJob } from './api/pipelines.ts';

export const readLog: ReadLog = async ({ project, run, job, start }, reach) => {
  const found = await findJob(project, run, job, reach);
  return found === undefined ? { text: '', next: start, more: job === undefined } : await logPart(project, found, start, reach);
};

/** By its id or its name. The pipeline is what the channel shows, so a job of another one is none. */
async function findJob(project: string, run: string, job: string | undefined, reach: Reach): Promise<GitLabJob | undefined> {
  if (job !== undefined && /^\d{1,15}$/.test(job)) {
    const found = await readJob(project, job, reach);
    if (found !== undefined && String(found.pipeline?.id) === run) return found;
  }
  const jobs = await listJobs(project, run, reach);
  const found = job === undefined ? likeliest(jobs) : jobs.find(({ name }) => name === job);
  if (found === undefined && job !== undefined) throw noSuchJob(job);
  return found;
}

export function likeliest(jobs: readonly GitLabJob[]): GitLabJob | undefined {
  const newest = jobs.toSorted((left, right) => right.id - left.id);
  const started = newest.filter(({ started_at: at }) => at !== undefined);
  return (
    newest.find(({ status, allow_failure: may }) => status === 'failed' && !may) ??
    newest.find(({ status }) => status === 'running') ??
    started.toSorted((left, right) => (right.started_at ?? 0) - (left.started_at ?? 0))[0]
  );
}

function noSuchJob(job: string): CiError {
  return new CiError('CI_GITLAB_NO_JOB', `This pipeline has no job ${job.slice(0, 100)}.`, 'It may have been deleted: see the pipeline.');
}

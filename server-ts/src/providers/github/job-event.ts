// A workflow_job event → what was seen of one job, and the little it tells of its run.

import type { Connection } from '../../ci/connection.ts';
import type { JobSeen } from '../../ci/event.ts';
import type { Job } from '../../ci/pipeline.ts';
import type { Reading } from '../../ci/provider.ts';
import { present } from '../../platform/foreign-json.ts';
import { commitOf, identityOf, pageOf, personOf, refOf } from './parts.ts';
import { secondsBetween } from './run-event.ts';
import { jobSchema, stepSchema, type JobPayload } from './schema.ts';
import { readStatus } from './statuses.ts';

export function readJob(payload: unknown, connection: Connection): Reading {
  const { data } = jobSchema.safeParse(payload);
  if (data === undefined) return { kind: 'invalid', reason: 'the workflow_job event names no job, no run or no repository' };
  const status = readStatus(data.workflow_job.status, data.workflow_job.conclusion);
  if (status === undefined) return { kind: 'ignored', reason: 'the workflow_job has a status that is not known here' };
  const pipeline = identityOf(data.repository, data.workflow_job.run_id, connection);
  return { kind: 'event', event: { kind: 'job', pipeline, outline: outlineOf(data), job: jobOf(data, status) } };
}

/** The run's number for people is not told here; its identity stands for it until the run itself is heard of. */
function outlineOf({ workflow_job: job, repository, sender }: JobPayload): JobSeen['outline'] {
  return {
    number: String(job.run_id),
    url: pageOf(repository, `actions/runs/${job.run_id}`),
    ...present({
      ref: refOf(repository, job.head_branch),
      commit: commitOf(repository, job.head_sha),
      triggeredBy: personOf(sender),
      workflow: job.workflow_name,
    }),
  };
}

/** Every attempt of a run gives its jobs new, greater identities. GitHub has no stages: a workflow's jobs stand together. */
function jobOf({ workflow_job: job, deployment }: JobPayload, status: Job['status']): Job {
  const over = job.status === 'completed';
  return {
    id: String(job.id),
    name: job.name ?? `job ${job.id}`,
    stage: job.workflow_name ?? 'jobs',
    status,
    allowFailure: false,
    attempt: job.id,
    ...present({
      url: job.html_url,
      failureReason: status === 'failed' ? reasonOf(job) : undefined,
      retries: job.run_attempt === undefined || job.run_attempt < 1 ? undefined : job.run_attempt - 1,
      startedAt: job.started_at,
      finishedAt: over ? job.completed_at : undefined,
      duration: over ? secondsBetween(job.started_at, job.completed_at) : undefined,
      environment: deployment?.environment,
    }),
  };
}

/** The first step that failed says more than "failure". */
function reasonOf({ conclusion, steps }: JobPayload['workflow_job']): string | undefined {
  if (conclusion !== 'failure') return conclusion?.replaceAll('_', ' ');
  const failed = steps.map((step) => stepSchema.safeParse(step).data).find((step) => step?.conclusion === 'failure');
  return failed?.name;
}

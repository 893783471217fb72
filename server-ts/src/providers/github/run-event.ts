// A workflow_run event → what was seen of the run as a whole.

import type { Connection } from '../../ci/connection.ts';
import type { Job, MergeRequest, PipelineSnapshot } from '../../ci/pipeline.ts';
import type { Reading } from '../../ci/provider.ts';
import { present } from '../../platform/foreign-json.ts';
import { commitOf, identityOf, pageOf, personOf, refOf } from './parts.ts';
import { pullRequestSchema, runSchema, type Repository, type Run, type RunPayload } from './schema.ts';
import { readStatus } from './statuses.ts';

export function readRun(payload: unknown, connection: Connection): Reading {
  const { data } = runSchema.safeParse(payload);
  if (data === undefined) return { kind: 'invalid', reason: 'the workflow_run event names no run or no repository' };
  const { workflow_run: run, repository } = data;
  const status = readStatus(run.status, run.conclusion);
  if (status === undefined) return { kind: 'ignored', reason: 'the workflow_run has a status that is not known here' };
  const pipeline = identityOf(repository, run.id, connection);
  return { kind: 'event', event: { kind: 'pipeline', pipeline, snapshot: snapshotOf(data, status), jobs: [] } };
}

/** A run that is run again keeps its number: the attempt tells that it began anew. */
function snapshotOf({ workflow_run: run, workflow, repository }: RunPayload, status: Job['status']): PipelineSnapshot {
  const over = run.status === 'completed';
  const { head_commit: commit } = run;
  return {
    number: String(run.run_number ?? run.id),
    url: run.html_url ?? pageOf(repository, `actions/runs/${run.id}`),
    status,
    stages: [],
    ...present({
      ref: refOf(repository, run.head_branch),
      attempt: run.run_attempt,
      name: run.name ?? workflow?.name,
      workflow: workflow?.name ?? run.name,
      mergeRequest: mergeRequestOf(repository, run),
      commit: commitOf(repository, run.head_sha, commit?.message, commit?.author?.name),
      triggeredBy: personOf(run.triggering_actor ?? run.actor),
      source: run.event,
      createdAt: run.created_at,
      finishedAt: over ? run.updated_at : undefined,
      duration: over ? secondsBetween(run.run_started_at, run.updated_at) : undefined,
    }),
  };
}

function mergeRequestOf(repository: Repository, { pull_requests: [first] }: Run): MergeRequest | undefined {
  const number = pullRequestSchema.safeParse(first).data?.number;
  return number === undefined ? undefined : { number: String(number), title: '', url: pageOf(repository, `pull/${number}`) };
}

export function secondsBetween(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined || to < from ? undefined : (to - from) / 1000;
}

// Where a pipeline stands that is followed: asked of GitLab, and told as its webhooks tell the same pipeline.

import type { Reach } from '../../ci/account.ts';
import type { FollowTarget, Look } from '../../ci/follow.ts';
import type { Instant, Job, MergeRequest, PipelineSnapshot, Project, Status } from '../../ci/pipeline.ts';
import { readMergeRequest } from './api/merge-requests.ts';
import { listBridges, listJobs, readPipeline, type GitLabJob, type GitLabPipeline } from './api/pipelines.ts';
import { readProject } from './api/projects.ts';
import { present } from '../../platform/foreign-json.ts';
import { commitOf, identityOf, mergeRequestNumber, pageOf, personOf, refOf } from './parts.ts';
import { readFailureReason, readStatus } from './statuses.ts';

/** Three requests, and one more for a merge request's. Throws a CiError when GitLab cannot be asked now. */
export async function lookAt({ project: id, run }: FollowTarget, reach: Reach): Promise<Look> {
  if (run === undefined) return { kind: 'gone', reason: 'It has no number.' };
  const told = await readPipeline(id, run, reach);
  if (told === undefined) return { kind: 'gone', reason: `Pipeline #${run} was deleted, or is hidden.` };
  const status = statusOf(told);
  const project = status === undefined ? undefined : await projectOf(id, told, reach);
  if (status === undefined || project === undefined) return { kind: 'gone', reason: `Pipeline #${run} cannot be told.` };
  const [jobs, bridges, mergeRequest] = await Promise.all([
    listJobs(id, run, reach),
    listBridges(id, run, reach),
    mergeRequestOf(project, told, reach),
  ]);
  const all = [...jobs, ...bridges].toSorted((left, right) => left.id - right.id);
  const snapshot = snapshotOf({ project, told, status, jobs: all, mergeRequest });
  const pipeline = identityOf(reach.connection.name, project, told.id);
  // Webhooks do not tell of bridges: as jobs they would make each look seem further than the webhook that follows it.
  return { kind: 'seen', event: { kind: 'pipeline', pipeline, snapshot, jobs: jobs.flatMap((job) => jobOf(project, job)) } };
}

/** Its address is in the pipeline's: the project itself need not be asked for. */
async function projectOf(id: string, { web_url: page }: GitLabPipeline, reach: Reach): Promise<Project | undefined> {
  const url = /^(.+?)(?:\/-)?\/pipelines\/\d+$/.exec(page ?? '')?.[1];
  if (url === undefined) return await readProject(id, reach).then((found) => found && { id: found.id, path: found.path, url: found.url });
  const under = URL.parse(reach.connection.url)?.pathname.replace(/\/+$/, '') ?? '';
  const path = decodeURIComponent(new URL(url).pathname);
  return { id, path: (path.startsWith(`${under}/`) ? path.slice(under.length) : path).replace(/^\/+/, ''), url };
}

function statusOf({ status, detailed_status: detail }: GitLabPipeline): Status | undefined {
  const read = readStatus(status);
  return read === 'success' && /warning/.test(`${detail?.group ?? ''} ${detail?.label ?? ''}`) ? 'warning' : read;
}

interface Told {
  readonly project: Project;
  readonly told: GitLabPipeline;
  readonly status: Status;
  /** With bridges, oldest first, as stages run. */
  readonly jobs: readonly GitLabJob[];
  readonly mergeRequest: MergeRequest | undefined;
}

function snapshotOf({ project, told, status, jobs, mergeRequest }: Told): PipelineSnapshot {
  const commit = jobs.find((job) => job.commit !== undefined && (told.sha === undefined || job.commit.id === told.sha))?.commit;
  return {
    number: String(told.id),
    url: told.web_url ?? pageOf(project, `pipelines/${told.id}`),
    status,
    stages: [...new Set(jobs.map(({ stage }) => stage ?? 'test'))],
    ...present({
      ref: told.ref === undefined ? undefined : refOf(project, told.ref, told.tag),
      name: told.name,
      mergeRequest,
      commit: commitOf(
        project,
        told.sha ?? commit?.id,
        commit?.message ?? commit?.title,
        commit?.author_name,
        undefined,
        personOf(told.user),
      ),
      triggeredBy: personOf(told.user),
      source: told.source,
      createdAt: second(told.created_at),
      finishedAt: second(told.finished_at),
      duration: told.duration,
      queuedDuration: told.queued_duration === undefined ? undefined : Math.round(told.queued_duration),
      coverage: told.coverage,
    }),
  };
}

async function mergeRequestOf(project: Project, { ref }: GitLabPipeline, reach: Reach): Promise<MergeRequest | undefined> {
  const number = mergeRequestNumber(ref);
  if (number === undefined) return undefined;
  const told = await readMergeRequest(project.id, number, reach);
  return { number, title: told?.title ?? '', url: told?.web_url ?? pageOf(project, `merge_requests/${number}`) };
}

/** Webhooks tell whole seconds. */
function second(at: Instant | undefined): Instant | undefined {
  return at === undefined ? undefined : Math.floor(at / 1000) * 1000;
}

/** Nothing for a status not known here. */
function jobOf(project: Project, job: GitLabJob): readonly Job[] {
  const status = readStatus(job.status);
  if (status === undefined) return [];
  const details = present({
    url: job.web_url ?? (pageOf(project, `jobs/${job.id}`) || undefined),
    failureReason: status === 'failed' ? readFailureReason(job.failure_reason) : undefined,
    startedAt: second(job.started_at),
    finishedAt: second(job.finished_at),
    duration: job.duration,
  });
  const { id, name, stage = 'test', allow_failure: allowFailure } = job;
  return [{ id: String(id), name, stage, status, allowFailure, attempt: id, ...details }];
}

// A job event of GitLab (`object_kind: "build"`) → what was seen of one job, and the little it tells of its pipeline.

import type { JobSeen } from '../../ci/event.ts';
import type { Job, Project } from '../../ci/pipeline.ts';
import type { Reading } from '../../ci/provider.ts';
import { present } from '../../platform/foreign-json.ts';
import { commitOf, identityOf, pageOf, personOf, refOf } from './parts.ts';
import { jobSchema } from './schema.ts';
import type { JobPayload } from './schema.ts';
import { readFailureReason, readStatus } from './statuses.ts';

export function readJob(payload: unknown, connection: string): Reading {
  const parsed = jobSchema.safeParse(payload);
  const projectId = parsed.data?.project?.id ?? parsed.data?.project_id;
  if (!parsed.success || projectId === undefined)
    return { kind: 'invalid', reason: 'the job event names no job, no pipeline or no project' };
  const status = readStatus(parsed.data.build_status);
  if (status === undefined) return { kind: 'ignored', reason: 'the job has a status that is not known here' };
  const project = projectOf(projectId, parsed.data);
  const pipeline = identityOf(connection, project, parsed.data.pipeline_id);
  return {
    kind: 'event',
    event: { kind: 'job', pipeline, outline: outlineOf(project, parsed.data), job: jobOf(project, status, parsed.data) },
  };
}

/** Before version 16 there is no `project`: its path is in the repository's address. */
function projectOf(id: number, told: JobPayload): Project {
  const url = told.project?.web_url ?? told.repository?.homepage ?? '';
  const path = told.project?.path_with_namespace ?? pathOf(url) ?? told.project_name ?? `project ${id}`;
  return { id: String(id), path, url };
}

function pathOf(url: string): string | undefined {
  return (url === '' ? '' : new URL(url).pathname.replace(/^\/+|\/+$/g, '')) || undefined;
}

/** `commit.id` is the pipeline's id here; the commit is `sha`. */
function outlineOf(project: Project, told: JobPayload): JobSeen['outline'] {
  return {
    number: String(told.pipeline_id),
    url: pageOf(project, `pipelines/${told.pipeline_id}`),
    ...present({
      ref: told.ref === undefined ? undefined : refOf(project, told.ref, told.tag),
      commit: commitOf(
        project,
        told.sha ?? told.commit?.sha,
        told.commit?.message,
        told.commit?.author_name,
        undefined,
        personOf(told.user),
      ),
      triggeredBy: personOf(told.user),
    }),
  };
}

/** The reason for a failure is filled for jobs that did not fail, too. */
function jobOf(project: Project, status: Job['status'], told: JobPayload): Job {
  const url = pageOf(project, `jobs/${told.build_id}`);
  const details = present({
    url: url || undefined,
    failureReason: status === 'failed' ? readFailureReason(told.build_failure_reason) : undefined,
    retries: told.retries_count,
    startedAt: told.build_started_at_iso ?? told.build_started_at,
    finishedAt: told.build_finished_at_iso ?? told.build_finished_at,
    duration: told.build_duration,
    environment: told.environment?.name,
  });
  const stage = told.build_stage ?? 'test';
  return {
    id: String(told.build_id),
    name: told.build_name,
    stage,
    status,
    allowFailure: told.build_allow_failure,
    attempt: told.build_id,
    ...details,
  };
}

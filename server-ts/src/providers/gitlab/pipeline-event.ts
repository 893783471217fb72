// A pipeline event of GitLab → what was seen of the pipeline as a whole.

import { subjectKey } from '../../ci/ids.ts';
import type { Job, MergeRequest, PipelineSnapshot, Project, Status } from '../../ci/pipeline.ts';
import type { Reading } from '../../ci/provider.ts';
import { present } from '../../platform/foreign-json.ts';
import { commitOf, identityOf, mergeRequestNumber, pageOf, personOf, refOf } from './parts.ts';
import { buildSchema, pipelineSchema, stageSchema } from './schema.ts';
import type { Build, PipelinePayload } from './schema.ts';
import { readFailureReason, readStatus } from './statuses.ts';

export function readPipeline(payload: unknown, connection: string): Reading {
  const parsed = pipelineSchema.safeParse(payload);
  const projectId = parsed.data?.project?.id;
  if (!parsed.success || projectId === undefined) return { kind: 'invalid', reason: 'the pipeline event names no pipeline or no project' };
  const status = statusOf(parsed.data.object_attributes);
  if (status === undefined) return { kind: 'ignored', reason: 'the pipeline has a status that is not known here' };
  const project = projectOf(projectId, parsed.data);
  const pipeline = identityOf(connection, project, parsed.data.object_attributes.id);
  const jobs = parsed.data.builds.flatMap((build) => jobOf(project, buildSchema.safeParse(build).data));
  return { kind: 'event', event: { kind: 'pipeline', pipeline, snapshot: snapshotOf(project, status, parsed.data, connection), jobs } };
}

function projectOf(id: number, { project }: PipelinePayload): Project {
  return { id: String(id), path: project?.path_with_namespace ?? `project ${id}`, url: project?.web_url ?? '' };
}

/** "Passed with warnings" is told only by `detailed_status`. */
function statusOf({ status, detailed_status: detail }: PipelinePayload['object_attributes']): Status | undefined {
  const read = readStatus(status);
  return read === 'success' && detail?.includes('warning') ? 'warning' : read;
}

function snapshotOf(project: Project, status: Status, payload: PipelinePayload, connection: string): PipelineSnapshot {
  const { object_attributes: told, commit } = payload;
  const message = commit?.message ?? commit?.title;
  return {
    number: String(told.id),
    url: told.url ?? pageOf(project, `pipelines/${told.id}`),
    status,
    stages: told.stages.flatMap((stage) => stageSchema.safeParse(stage).data ?? []),
    ...present({
      ref: told.ref === undefined ? undefined : refOf(project, told.ref, told.tag),
      name: told.name,
      mergeRequest: mergeRequestOf(project, payload),
      commit: commitOf(project, told.sha ?? commit?.id, message, commit?.author?.name, commit?.url, personOf(payload.user)),
      triggeredBy: personOf(payload.user),
      source: told.source,
      parent: parentOf(payload, connection),
      createdAt: told.created_at,
      finishedAt: told.finished_at,
      duration: told.duration,
      queuedDuration: told.queued_duration,
      coverage: told.coverage,
    }),
  };
}

function mergeRequestOf(project: Project, { merge_request: told, object_attributes: { ref } }: PipelinePayload): MergeRequest | undefined {
  const number = told?.iid === undefined ? mergeRequestNumber(ref) : String(told.iid);
  if (number === undefined) return undefined;
  return { number, title: told?.title ?? '', url: told?.url ?? pageOf(project, `merge_requests/${number}`) };
}

function parentOf({ source_pipeline: source }: PipelinePayload, connection: string): PipelineSnapshot['parent'] {
  if (source?.project?.id === undefined || source.pipeline_id === undefined) return undefined;
  return subjectKey('gitlab', connection, String(source.project.id), String(source.pipeline_id));
}

/** Nothing for an entry that is no job or has a status not known here. */
function jobOf(project: Project, build: Build | undefined): readonly Job[] {
  const status = readStatus(build?.status);
  if (build === undefined || status === undefined) return [];
  const url = pageOf(project, `jobs/${build.id}`);
  const details = present({
    url: url || undefined,
    failureReason: status === 'failed' ? readFailureReason(build.failure_reason) : undefined,
    startedAt: build.started_at,
    finishedAt: build.finished_at,
    duration: build.duration,
    environment: build.environment?.name,
  });
  const stage = build.stage ?? 'test';
  return [{ id: String(build.id), name: build.name, stage, status, allowFailure: build.allow_failure, attempt: build.id, ...details }];
}

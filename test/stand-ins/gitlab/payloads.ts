// The bodies of GitLab 18's Pipeline Hook and Job Hook, made from the stand-in's state.
import { hookUser } from './happening-bodies.ts';
import { hookProject, hookRepository } from './hook-project.ts';
import { newestJobs, stagesOf, type Job, type Pipeline } from './state.ts';

/** `2026-03-14 09:26:53 UTC`, GitLab's form of time in webhooks. */
const hookTime = (date: Date | undefined) => (date ? `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC` : null);
const isoTime = (date: Date | undefined) => date?.toISOString() ?? null;
const seconds = (from: Date | undefined, to: Date | undefined) => (from && to ? (to.getTime() - from.getTime()) / 1000 : null);

const runner = {
  id: 12270837,
  description: 'blue.shared-runners.gitlab.test',
  runner_type: 'instance_type',
  active: true,
  is_shared: true,
  tags: ['linux', 'docker'],
};

const environment = ({ plan }: Job) =>
  plan.environment === undefined ? null : { name: plan.environment, action: 'start', deployment_tier: plan.environment };

/** GitLab fills the reason before there is a failure, too. */
const failureReason = (job: Job) => (job.status === 'failed' ? (job.plan.reason ?? 'script_failure') : 'unknown_failure');

function build(job: Job) {
  const { plan } = job;
  return {
    id: job.id,
    stage: plan.stage,
    name: plan.name,
    status: job.status,
    created_at: hookTime(job.createdAt),
    started_at: hookTime(job.startedAt),
    finished_at: hookTime(job.finishedAt),
    duration: seconds(job.startedAt, job.finishedAt ?? (job.startedAt && new Date())),
    queued_duration: seconds(job.queuedAt, job.startedAt),
    failure_reason: job.status === 'failed' ? failureReason(job) : null,
    when: plan.outcomes[0] === 'manual' ? 'manual' : 'on_success',
    manual: plan.outcomes[0] === 'manual',
    allow_failure: plan.allowFailure === true,
    user: hookUser(job.user ?? job.pipeline.user),
    runner: job.startedAt ? runner : null,
    artifacts_file: { filename: null, size: null },
    environment: environment(job),
  };
}

function mergeRequest(base: string, { scenario, project: { id, path } }: Pipeline) {
  if (!scenario.mergeRequest) return null;
  const { iid, title } = scenario.mergeRequest;
  const branches = { source_branch: scenario.ref, source_project_id: id, target_branch: 'main', target_project_id: id };
  const url = `${base}/${path}/-/merge_requests/${iid}`;
  return {
    id: iid + 1000,
    iid,
    title,
    ...branches,
    state: 'opened',
    merge_status: 'can_be_merged',
    detailed_merge_status: 'mergeable',
    url,
  };
}

const pipelineUrl = (base: string, { project: { path }, id }: Pipeline) => `${base}/${path}/-/pipelines/${id}`;

function sourcePipeline(base: string, { id, pipeline }: Job) {
  const { path } = pipeline.project;
  return {
    project: { id: pipeline.project.id, web_url: `${base}/${path}`, path_with_namespace: path },
    job_id: id,
    pipeline_id: pipeline.id,
  };
}

export function pipelineHook(base: string, pipeline: Pipeline): object {
  const { scenario, sha } = pipeline;
  const duration = seconds(pipeline.startedAt, pipeline.finishedAt);
  const author = { name: scenario.author, email: '[REDACTED]' };
  return {
    object_kind: 'pipeline',
    object_attributes: {
      id: pipeline.id,
      iid: pipeline.iid,
      name: scenario.name ?? null,
      ref: scenario.ref,
      tag: scenario.tag === true,
      sha,
      before_sha: '0'.repeat(40),
      source: scenario.source ?? 'push',
      status: pipeline.status,
      detailed_status: pipeline.status === 'success' ? 'passed' : pipeline.status,
      stages: stagesOf(scenario),
      created_at: hookTime(pipeline.createdAt),
      finished_at: hookTime(pipeline.finishedAt),
      duration: duration === null ? null : Math.round(duration),
      queued_duration: Math.round(seconds(pipeline.createdAt, pipeline.startedAt) ?? 0),
      protected_ref: scenario.ref === pipeline.project.defaultBranch,
      variables: Object.entries(pipeline.variables).map(([key, value]) => ({ key, value })),
      url: pipelineUrl(base, pipeline),
    },
    merge_request: mergeRequest(base, pipeline),
    user: hookUser(pipeline.user),
    project: hookProject(base, pipeline.project),
    commit: {
      id: sha,
      message: `${scenario.message}\n`,
      timestamp: pipeline.createdAt.toISOString(),
      url: `${base}/${pipeline.project.path}/-/commit/${sha}`,
      author,
    },
    ...(pipeline.parent !== undefined && { source_pipeline: sourcePipeline(base, pipeline.parent) }),
    builds: newestJobs(pipeline).map(build),
  };
}

export function jobHook(base: string, job: Job): object {
  const { pipeline, plan } = job;
  const { scenario, sha } = pipeline;
  const of = hookProject(base, pipeline.project);
  return {
    object_kind: 'build',
    ref: scenario.ref,
    tag: scenario.tag === true,
    before_sha: '0'.repeat(40),
    sha,
    retries_count: job.attempt,
    build_id: job.id,
    build_name: plan.name,
    build_stage: plan.stage,
    build_status: job.status,
    build_created_at: hookTime(job.createdAt),
    build_started_at: hookTime(job.startedAt),
    build_finished_at: hookTime(job.finishedAt),
    build_created_at_iso: isoTime(job.createdAt),
    build_started_at_iso: isoTime(job.startedAt),
    build_finished_at_iso: isoTime(job.finishedAt),
    build_duration: seconds(job.startedAt, job.finishedAt ?? (job.startedAt && new Date())),
    build_queued_duration: seconds(job.queuedAt, job.startedAt),
    build_allow_failure: plan.allowFailure === true,
    build_failure_reason: failureReason(job),
    pipeline_id: pipeline.id,
    runner: job.startedAt ? runner : null,
    project_id: of.id,
    project_name: `${of.namespace} / ${of.name}`,
    user: hookUser(job.user ?? pipeline.user),
    commit: {
      id: pipeline.id,
      name: scenario.name ?? null,
      sha,
      message: scenario.message,
      author_name: scenario.author,
      author_email: '[REDACTED]',
      author_url: `${base}/${pipeline.user.username}`,
      status: pipeline.status,
      duration: null,
      started_at: hookTime(pipeline.startedAt),
      finished_at: hookTime(pipeline.finishedAt),
    },
    repository: hookRepository(base, pipeline.project),
    project: of,
    environment: environment(job),
  };
}

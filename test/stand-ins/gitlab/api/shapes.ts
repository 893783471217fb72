// What REST v4 shows of people, commits, pipelines, jobs and environments.
import { numberOf } from '../happening-bodies.ts';
import { logOf } from '../log.ts';
import type { Person } from '../people.ts';
import type { Commit, Deployment, Environment } from '../projects.ts';
import { hasFailed, newestJobs, type Job, type Pipeline } from '../state.ts';
import type { World } from '../world.ts';

export const isoTime = (date: Date | undefined): string | null => date?.toISOString() ?? null;
const seconds = (from: Date | undefined, to: Date | undefined) => (from && to ? (to.getTime() - from.getTime()) / 1000 : null);

export const userBasic = ({ base }: World, { id, username, name, state }: Person) => ({
  id,
  username,
  public_email: '',
  name,
  state,
  locked: false,
  avatar_url: null,
  web_url: `${base}/${username}`,
});

export function commitShape({ base, people }: World, path: string, { id, message, author, at, parent, merged }: Commit) {
  const { name, email } = people.named(author);
  const time = at.toISOString();
  return {
    id,
    short_id: id.slice(0, 8),
    created_at: time,
    parent_ids: [parent, merged].filter((each) => each !== undefined),
    title: message.split('\n', 1)[0],
    message,
    author_name: name,
    author_email: email,
    authored_date: time,
    committer_name: name,
    committer_email: email,
    committed_date: time,
    web_url: `${base}/${path}/-/commit/${id}`,
  };
}

const commitOf = (world: World, { project, sha, scenario, createdAt }: Pipeline) =>
  commitShape(world, project.path, { id: sha, message: `${scenario.message}\n`, author: scenario.author, at: createdAt });

const pipelineUrl = ({ base }: World, { project: { path }, id }: Pipeline) => `${base}/${path}/-/pipelines/${id}`;

/** A merge request's pipelines run on a ref of their own. */
const refOf = ({ scenario }: Pipeline) =>
  scenario.source === 'merge_request_event' && scenario.mergeRequest
    ? `refs/merge-requests/${scenario.mergeRequest.iid}/head`
    : scenario.ref;

export function updatedAt({ jobs, createdAt, startedAt, finishedAt }: Pipeline): Date {
  const times = [createdAt, startedAt, finishedAt, ...jobs.flatMap((job) => [job.createdAt, job.startedAt, job.finishedAt])];
  return new Date(Math.max(...times.map((each) => each?.getTime() ?? 0)));
}

export function pipelineBasic(world: World, pipeline: Pipeline) {
  return {
    id: pipeline.id,
    iid: pipeline.iid,
    project_id: pipeline.project.id,
    sha: pipeline.sha,
    ref: refOf(pipeline),
    status: pipeline.status,
    source: pipeline.scenario.source ?? 'push',
    created_at: isoTime(pipeline.createdAt),
    updated_at: isoTime(updatedAt(pipeline)),
    web_url: pipelineUrl(world, pipeline),
    name: pipeline.scenario.name ?? null,
  };
}

const texts: Readonly<Record<string, string>> = { success: 'Passed', manual: 'Blocked', canceled: 'Canceled' };

export function detailedStatus(world: World, pipeline: Pipeline) {
  const { status } = pipeline;
  const warned = status === 'success' && newestJobs(pipeline).some((job) => job.status === 'failed' && !hasFailed(job));
  const text = warned ? 'Warning' : (texts[status] ?? `${status.charAt(0).toUpperCase()}${status.slice(1)}`);
  const group = warned ? 'success-with-warnings' : status;
  return {
    icon: warned ? 'status_warning' : `status_${status}`,
    text,
    label: warned ? 'passed with warnings' : status === 'success' ? 'passed' : status,
    group,
    tooltip: warned ? 'passed with warnings' : status === 'success' ? 'passed' : status,
    has_details: true,
    details_path: new URL(pipelineUrl(world, pipeline)).pathname,
    illustration: null,
    favicon: `/assets/ci_favicons/favicon_status_${status}.png`,
  };
}

export function pipelineFull(world: World, pipeline: Pipeline) {
  const duration = seconds(pipeline.startedAt, pipeline.finishedAt);
  const coverages = newestJobs(pipeline).flatMap(({ plan, status }) => (status === 'success' ? (plan.coverage ?? []) : []));
  const average = coverages.reduce((sum, each) => sum + each, 0) / coverages.length;
  return {
    ...pipelineBasic(world, pipeline),
    before_sha: '0'.repeat(40),
    tag: pipeline.scenario.tag === true,
    yaml_errors: null,
    user: userBasic(world, pipeline.user),
    started_at: isoTime(pipeline.startedAt),
    finished_at: isoTime(pipeline.finishedAt),
    committed_at: null,
    duration: duration === null ? null : Math.round(duration),
    queued_duration: seconds(pipeline.createdAt, pipeline.startedAt),
    coverage: coverages.length === 0 ? null : average.toFixed(2),
    archived: false,
    detailed_status: detailedStatus(world, pipeline),
  };
}

export const runnerShape = {
  id: 12270837,
  description: 'blue.shared-runners.gitlab.test',
  ip_address: '127.0.0.1',
  active: true,
  paused: false,
  is_shared: true,
  runner_type: 'instance_type',
  name: 'gitlab-runner',
  online: true,
  status: 'online',
};

export function jobShape(world: World, job: Job) {
  const { pipeline, plan } = job;
  const isErased = job.erasedAt !== undefined;
  const archive = Object.keys(plan.artifacts ?? {}).length > 0 && job.status === 'success' && !isErased;
  const trace =
    job.finishedAt === undefined || isErased
      ? []
      : [{ file_type: 'trace', size: logOf(job).length, filename: 'job.log', file_format: 'raw' }];
  const zip = { file_type: 'archive', size: 1000, filename: 'artifacts.zip', file_format: 'zip' };
  return {
    id: job.id,
    status: job.status,
    stage: plan.stage,
    name: plan.name,
    ref: refOf(pipeline),
    tag: pipeline.scenario.tag === true,
    coverage: job.status === 'success' ? (plan.coverage ?? null) : null,
    allow_failure: plan.allowFailure === true,
    created_at: isoTime(job.createdAt),
    started_at: isoTime(job.startedAt),
    finished_at: isoTime(job.finishedAt),
    erased_at: isoTime(job.erasedAt),
    duration: seconds(job.startedAt, job.finishedAt ?? (job.startedAt && new Date())),
    queued_duration: seconds(job.queuedAt, job.startedAt),
    user: userBasic(world, job.user ?? pipeline.user),
    commit: commitOf(world, pipeline),
    pipeline: pipelineBasic(world, pipeline),
    web_url: `${world.base}/${pipeline.project.path}/-/jobs/${job.id}`,
    project: { ci_job_token_scope_enabled: false },
    ...(job.status === 'failed' && { failure_reason: plan.reason ?? 'script_failure' }),
    ...(archive && { artifacts_file: { filename: zip.filename, size: zip.size } }),
    artifacts: [...(archive ? [zip] : []), ...trace],
    runner: job.startedAt === undefined ? null : runnerShape,
    runner_manager: null,
    artifacts_expire_at: null,
    archived: false,
    tag_list: [],
  };
}

export function bridgeShape(world: World, job: Job) {
  const { artifacts: _artifacts, runner: _runner, ...shown } = jobShape(world, job);
  return { ...shown, downstream_pipeline: job.child === undefined ? null : pipelineBasic(world, job.child) };
}

export function environmentBasic({ id, name, tier, state, externalUrl }: Environment) {
  const slug = name.toLowerCase().replaceAll(/[^a-z\d]+/gu, '-');
  return {
    id,
    name,
    slug,
    external_url: externalUrl ?? null,
    created_at: '2026-01-05T08:00:00.000Z',
    updated_at: '2026-01-05T08:00:00.000Z',
    tier,
    state,
    description: null,
  };
}

export function deploymentShape(world: World, deployment: Deployment) {
  const { environment, job, by, approvals } = deployment;
  const wanted = environment.protection?.requiredApprovals ?? 0;
  const given = approvals.filter(({ status }) => status === 'approved').length;
  return {
    id: deployment.id,
    iid: deployment.iid,
    ref: deployment.ref,
    sha: deployment.sha,
    created_at: isoTime(deployment.createdAt),
    updated_at: isoTime(deployment.updatedAt),
    status: deployment.status,
    user: userBasic(world, by),
    environment: environmentBasic(environment),
    deployable: job === undefined ? null : jobShape(world, job),
    pending_approval_count: deployment.status === 'blocked' ? wanted - given : 0,
    approvals: approvals.map(({ person, status, comment, at }) => ({
      user: userBasic(world, person),
      status,
      created_at: at.toISOString(),
      comment,
    })),
  };
}

/** A number for a label or a milestone of that name. */
export const idOf = (text: string): number => numberOf(text);

// A pipeline's state → what the web app is told of it.

import type { JobView, PersonView, PipelineView } from '@ci-command-center/contract';
import type { Job, Person, PipelineSnapshot } from '../ci/pipeline.ts';
import { detailsOf } from '../ci/state.ts';
import type { PipelineOutline, PipelineState } from '../ci/state.ts';
import { jobsOf, stagesOf, statusOf } from '../ci/status.ts';
import { plain, safeUrl } from './escape.ts';

/** So that a view always fits into a post's props and a websocket message. */
const MAX_JOBS = 300;

/** `revision` grows with each change; `updatedAt` in milliseconds since 1970. Text is plain and of one line, addresses are http(s) or empty. */
export function toView(state: PipelineState, revision: number, updatedAt: number, providerTitle: string): PipelineView {
  const { project, key } = state.pipeline;
  const details = detailsOf(state);
  return {
    key,
    revision,
    provider: providerTitle,
    project: { path: plain(project.path), url: safeUrl(project.url) ?? '' },
    number: plain(details.number),
    url: safeUrl(details.url) ?? '',
    status: statusOf(state),
    ref: { kind: details.ref.kind, name: plain(details.ref.name), ...urlOf(details.ref.url) },
    stages: stagesOf(state).map(({ name, status }) => ({ name: plain(name), status })),
    jobs: jobsToShow(state).map(viewJob),
    updatedAt,
    ...peopleAndCommit(details),
    ...figures(state),
  };
}

/** All of them, or the ones that matter most. */
function jobsToShow(state: PipelineState): readonly Job[] {
  const jobs = jobsOf(state);
  if (jobs.length <= MAX_JOBS) return jobs;
  const byWeight = [...jobs].sort((left, right) => weigh(right) - weigh(left)).slice(0, MAX_JOBS);
  const kept = new Set(byWeight);
  return jobs.filter((job) => kept.has(job));
}

function weigh({ status }: Job): number {
  if (status === 'failed') return 3;
  if (status === 'running') return 2;
  return status === 'manual' || status === 'pending' ? 1 : 0;
}

function viewJob(job: Job): JobView {
  return {
    id: job.id,
    name: plain(job.name),
    stage: plain(job.stage),
    status: job.status,
    allowFailure: job.allowFailure,
    ...urlOf(job.url),
    ...(job.failureReason === undefined ? {} : { failureReason: plain(job.failureReason) }),
    ...(job.duration === undefined ? {} : { duration: job.duration }),
    ...(job.retries === undefined ? {} : { retries: job.retries }),
    ...(job.startedAt === undefined ? {} : { startedAt: job.startedAt }),
  };
}

function peopleAndCommit(details: PipelineOutline & Partial<PipelineSnapshot>): Partial<PipelineView> {
  const { name, source, mergeRequest, commit, triggeredBy } = details;
  return {
    ...(name === undefined ? {} : { name: plain(name) }),
    ...(source === undefined ? {} : { source: plain(source) }),
    ...(mergeRequest && {
      mergeRequest: { number: plain(mergeRequest.number), title: plain(mergeRequest.title), url: safeUrl(mergeRequest.url) ?? '' },
    }),
    ...(commit && {
      commit: {
        sha: commit.sha,
        title: plain(commit.title),
        ...urlOf(commit.url),
        ...(commit.author && { author: viewPerson(commit.author) }),
      },
    }),
    ...(triggeredBy && { triggeredBy: viewPerson(triggeredBy) }),
  };
}

function figures(state: PipelineState): Partial<PipelineView> {
  const { createdAt, finishedAt, duration, queuedDuration, coverage } = detailsOf(state);
  const started = state.jobs.flatMap(({ job }) => job.startedAt ?? []);
  return {
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(started.length === 0 ? {} : { startedAt: started.reduce((first, at) => Math.min(first, at)) }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    ...(duration === undefined ? {} : { duration }),
    ...(queuedDuration === undefined ? {} : { queuedDuration }),
    ...(coverage === undefined ? {} : { coverage }),
  };
}

function viewPerson({ name, username, avatarUrl }: Person): PersonView {
  const url = avatarUrl === undefined ? undefined : safeUrl(avatarUrl);
  return { name: plain(name) || plain(username ?? '') || 'unknown', ...(url === undefined ? {} : { avatarUrl: url }) };
}

function urlOf(url: string | undefined): { url?: string } {
  const safe = url === undefined ? undefined : safeUrl(url);
  return safe === undefined ? {} : { url: safe };
}

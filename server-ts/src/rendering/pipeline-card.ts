// A pipeline's state → its card.

import type { Job } from '../ci/pipeline.ts';
import { detailsOf } from '../ci/state.ts';
import type { PipelineState } from '../ci/state.ts';
import { allowedFailures, failedJobs, isConcluded, stagesOf, statusOf, waitingJobs } from '../ci/status.ts';
import type { Card } from './card.ts';
import { formatDuration } from './duration.ts';
import { escape, link, plain, safeUrl } from './escape.ts';
import { headlineOf } from './headline.ts';
import { listSome, shorten } from './shorten.ts';
import { lookOf } from './status-look.ts';

const MAX_JOBS = 10;
const MAX_STAGES = 20;
const MAX_NAME = 80;
const MAX_TITLE = 120;

export interface CardContext {
  /** The CI system as people write it. */
  readonly providerTitle: string;
}

export function renderPipeline(state: PipelineState, { providerTitle }: CardContext): Card {
  const details = detailsOf(state);
  const titleUrl = safeUrl(details.url);
  return {
    status: statusOf(state),
    headline: headlineOf(state),
    title: `Pipeline #${escape(details.number)}`,
    ...(titleUrl === undefined ? {} : { titleUrl }),
    lines: linesOf(state),
    footer: `${providerTitle} · ${escape(shorten(plain(state.pipeline.project.path), MAX_TITLE))}`,
  };
}

function linesOf(state: PipelineState): readonly string[] {
  const details = detailsOf(state);
  const lines = [
    escape(shorten(plain(details.name ?? ''), MAX_TITLE)),
    whatLine(state),
    commitLine(state),
    stagesLine(state),
    jobsLine('Failed', failedJobs(state)),
    jobsLine('Failed, but may', allowedFailures(state)),
    statusOf(state) === 'manual' ? jobsLine('Waiting for a person', waitingJobs(state)) : '',
    timesLine(state),
  ];
  return lines.filter((line) => line !== '');
}

/** Branch or tag in words, so that nobody takes one for the other; the merge request by number and title. */
function whatLine(state: PipelineState): string {
  const { ref, mergeRequest } = detailsOf(state);
  const name = link(shorten(plain(ref.name), MAX_NAME), ref.url);
  const change = mergeRequest && link(shorten(plain(`!${mergeRequest.number} ${mergeRequest.title}`), MAX_TITLE), mergeRequest.url);
  if (ref.kind === 'merge-request') return `Merge request ${change ?? name}`;
  const place = `${ref.kind === 'tag' ? 'Tag' : 'Branch'} ${name}`;
  return change === undefined ? place : `${place} · merge request ${change}`;
}

function commitLine(state: PipelineState): string {
  const { commit } = detailsOf(state);
  if (commit === undefined) return '';
  const title = escape(shorten(plain(commit.title), MAX_TITLE));
  const author = commit.author === undefined ? '' : ` by ${escape(shorten(plain(commit.author.name), MAX_NAME))}`;
  return `Commit ${link(commit.sha.slice(0, 8), commit.url)} ${title}${author}`;
}

function stagesLine(state: PipelineState): string {
  const concluded = isConcluded(statusOf(state));
  const stages = stagesOf(state).map(({ name, status }) => {
    const { symbol, word } = lookOf(status);
    return `${symbol} ${escape(shorten(plain(name), MAX_NAME))} ${concluded && status === 'created' ? 'not run' : word}`;
  });
  return stages.length > MAX_STAGES
    ? `${stages.slice(0, MAX_STAGES).join(' · ')} and ${stages.length - MAX_STAGES} more`
    : stages.join(' · ');
}

function jobsLine(heading: string, jobs: readonly Job[]): string {
  return jobs.length === 0 ? '' : `**${heading}:** ${listSome(jobs.map(nameJob), MAX_JOBS)}`;
}

function nameJob(job: Job): string {
  const reason = job.failureReason === undefined ? '' : ` (${escape(shorten(plain(job.failureReason), MAX_NAME))})`;
  const place = job.environment === undefined || job.status !== 'manual' ? '' : ` (${escape(shorten(plain(job.environment), MAX_NAME))})`;
  return `${link(shorten(plain(job.name), MAX_NAME), job.url)}${reason}${place}`;
}

/** A running pipeline's duration is not said: the stored text would be wrong a second later. */
function timesLine(state: PipelineState): string {
  const { duration, queuedDuration, triggeredBy, source } = detailsOf(state);
  const concluded = isConcluded(statusOf(state));
  const who = triggeredBy === undefined ? '' : `by ${escape(shorten(plain(triggeredBy.name), MAX_NAME))}`;
  const what =
    source === undefined
      ? ''
      : escape(
          plain(source)
            .replaceAll('_', ' ')
            .replace(/ event$/, ''),
        );
  return [
    concluded && duration !== undefined ? formatDuration(duration) : '',
    concluded && queuedDuration !== undefined && queuedDuration >= 60 ? `queued ${formatDuration(queuedDuration)}` : '',
    `${what} ${who}`.trim(),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

// The one sentence that a phone shows of a pipeline.

import type { Job } from '../ci/pipeline.ts';
import { detailsOf } from '../ci/state.ts';
import type { PipelineState } from '../ci/state.ts';
import { allowedFailures, failedJobs, statusOf, waitingJobs } from '../ci/status.ts';
import { formatDuration } from './duration.ts';
import { escape, plain } from './escape.ts';
import { listSome, shorten } from './shorten.ts';
import { lookOf } from './status-look.ts';

const MAX_JOBS = 3;
const MAX_NAME = 60;
const MAX_PATH = 100;

/** Markdown without addresses: `✗ team/app: pipeline #4711 failed on main: unit, e2e`. */
export function headlineOf(state: PipelineState): string {
  const { number } = detailsOf(state);
  const { symbol } = lookOf(statusOf(state));
  const path = escape(shorten(plain(state.pipeline.project.path), MAX_PATH));
  return `${symbol} ${path}: pipeline #${escape(number)} ${happening(state)}`;
}

function happening(state: PipelineState): string {
  const place = placeOf(state);
  const failed = failedJobs(state);
  switch (statusOf(state)) {
    case 'created':
    case 'pending':
    case 'running':
      return failed.length === 0 ? `started ${place}` : `is failing ${place}${names(failed)}`;
    case 'success':
      return `passed ${place}${took(state)}`;
    case 'warning':
      return `passed with warnings ${place}${names(allowedFailures(state))}`;
    case 'failed':
      return `failed ${place}${names(failed)}`;
    case 'canceled':
      return `was canceled ${place}`;
    case 'skipped':
      return `was skipped ${place}`;
    case 'manual':
      return `waits for a person ${place}${names(waitingJobs(state))}`;
  }
}

function placeOf(state: PipelineState): string {
  const { ref, mergeRequest } = detailsOf(state);
  if (mergeRequest !== undefined) return `for ${escape(`!${mergeRequest.number}`)}`;
  const name = escape(shorten(plain(ref.name), MAX_NAME));
  if (ref.kind === 'merge-request') return `for ${name}`;
  return ref.kind === 'tag' ? `on tag ${name}` : `on ${name}`;
}

function names(jobs: readonly Job[]): string {
  return jobs.length === 0
    ? ''
    : `: ${listSome(
        jobs.map((job) => escape(shorten(plain(job.name), MAX_NAME))),
        MAX_JOBS,
      )}`;
}

function took(state: PipelineState): string {
  const { duration } = detailsOf(state);
  return duration === undefined ? '' : ` in ${formatDuration(duration)}`;
}

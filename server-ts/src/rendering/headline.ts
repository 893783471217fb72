// The one sentence that a phone shows of a pipeline.

import type { Job } from '../ci/pipeline.ts';
import { detailsOf } from '../ci/state.ts';
import type { PipelineState } from '../ci/state.ts';
import { allowedFailures, failedJobs, statusOf, waitingJobs } from '../ci/status.ts';
import type { Past } from '../ci/trend.ts';
import { numbered, opening, refWords, shown } from './foreign.ts';
import { analysisOf } from './gate-words.ts';
import { inputWords, waitingInputs } from './inputs.ts';
import type { Joined } from './joined.ts';
import { listSome } from './shorten.ts';
import { lookOf } from './status-look.ts';
import { durationWords, trendWords } from './trend-words.ts';

const MAX_JOBS = 3;
const MAX_NAME = 60;

/** Markdown without addresses: `✗ team/app: pipeline #4711 failed on main (broken): unit, e2e`. */
export function headlineOf(state: PipelineState, past: Past, joined: Joined): string {
  const { number } = detailsOf(state);
  const { symbol } = lookOf(waitingInputs(state).length > 0 ? 'manual' : statusOf(state));
  const what = `${symbol} ${opening(state.pipeline.project)}${nounOf(state)} ${numbered('#', number)}`;
  return `${what} ${happening(state, past).replaceAll('  ', ' ').trimEnd()}${gateWords(state, joined)}`;
}

/** What a system of its own builds for a commit is no pipeline to its people. */
export function nounOf({ pipeline }: PipelineState): 'build' | 'pipeline' {
  return pipeline.role === 'build' ? 'build' : 'pipeline';
}

function happening(state: PipelineState, past: Past): string {
  const place = [placeOf(state), trendWords(state, past).trim()].map((words) => (words === '' ? '' : ` ${words}`)).join('');
  const failed = failedJobs(state);
  const inputs = waitingInputs(state);
  if (inputs.length > 0) return `waits for an answer${place}${inputWords(inputs)}`;
  switch (statusOf(state)) {
    case 'created':
    case 'pending':
    case 'running':
      return failed.length === 0 ? `started${place}` : `is failing${place}${names(failed)}`;
    case 'success':
      return `passed${place}${took(state, past)}`;
    case 'warning':
      return `passed with warnings${place}${names(allowedFailures(state))}`;
    case 'failed':
      return `failed${place}${names(failed)}`;
    case 'canceled':
      return `was canceled${place}`;
    case 'skipped':
      return `was skipped${place}`;
    case 'manual':
      return `waits for a person${place}${names(waitingJobs(state))}`;
  }
}

function placeOf(state: PipelineState): string {
  const { ref, mergeRequest } = detailsOf(state);
  if (mergeRequest !== undefined) return `for ${numbered('!', mergeRequest.number)}`;
  const name = refWords(ref);
  return name === '' ? '' : `${ref?.kind === 'merge-request' ? 'for' : 'on'} ${name}`;
}

function names(jobs: readonly Job[]): string {
  if (jobs.length === 0) return '';
  const each = jobs.map((job) => shown(job.name, MAX_NAME));
  return `: ${listSome(each, MAX_JOBS)}`;
}

function took(state: PipelineState, past: Past): string {
  const words = durationWords(state, past);
  return words === '' ? '' : ` in ${words}`;
}

/** A pipeline that passed is no good news while its gate says no. */
function gateWords(state: PipelineState, { gates }: Joined): string {
  const sha = detailsOf(state).commit?.sha;
  return gates.some((gate) => analysisOf(gate, sha).status === 'failed') ? '; quality gate failed' : '';
}

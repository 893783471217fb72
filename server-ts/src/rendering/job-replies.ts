// Every job of a pipeline that ended or waits, as posts below its card, for who wants to hear of each.

import type { Finding } from '../ci/finding.ts';
import type { Job } from '../ci/pipeline.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { refWords, shown, opening } from './foreign.ts';
import type { Reply } from './rendered.ts';
import { replyOf } from './reply.ts';
import { lookOf } from './status-look.ts';
import { formatDuration } from './duration.ts';

/** So many that passed; those that failed or wait are all told. */
const MAX_PASSED = 100;

/** A failed one is told under the key of what is found in its log, so that this takes its place. */
export function jobReplies(pipelines: readonly PipelineState[], findings: readonly Finding[]): readonly Reply[] {
  const found = new Set(findings.map(({ jobId }) => jobId));
  const all = pipelines.flatMap((state) => state.jobs.map(({ job }) => ({ state, job })));
  const ended = all.filter(({ job }) => isWorthAWord(job) && !found.has(job.id)).toSorted((one, other) => at(one.job) - at(other.job));
  const passed = ended.filter(({ job }) => job.status === 'success');
  const left = new Set(passed.slice(MAX_PASSED));
  return ended.filter((each) => !left.has(each)).map(({ state, job }) => jobReply(state, job));
}

function isWorthAWord({ status }: Job): boolean {
  return status === 'success' || status === 'failed' || status === 'canceled' || status === 'manual';
}

function at({ finishedAt, startedAt }: Job): number {
  return finishedAt ?? startedAt ?? Infinity;
}

/** `✓ team/app: job unit (test) passed on main in 1m 5s`. */
function jobReply(state: PipelineState, { id, name, stage, status, failureReason, duration, finishedAt }: Job): Reply {
  const { symbol, word } = lookOf(status);
  const place = refWords(detailsOf(state).ref);
  const reason = failureReason === undefined ? '' : `: ${shown(failureReason)}`;
  const took = duration === undefined || status === 'manual' ? '' : ` in ${formatDuration(duration)}`;
  const what = `job ${shown(name, 60)} (${shown(stage, 40)})`;
  const happening = status === 'manual' ? 'waits for a person' : word;
  return {
    ...replyOf({
      key: status === 'failed' ? `log/${id}` : `job/${id}/${status}`,
      headline: `${symbol} ${opening(state.pipeline.project)}${what} ${happening}${place === '' ? '' : ` on ${place}`}${took}${reason}`,
    }),
    ...(status === 'failed' && { edit: true }),
    about: { interests: ['job'], asked: true, ...(finishedAt !== undefined && { at: finishedAt }) },
  };
}

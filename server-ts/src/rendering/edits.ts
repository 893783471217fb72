// When the stored post is worth an edit. Mattermost keeps every old version of a post for ever, so a pipeline gets
// at most six edits in its life; the web app is live without any.

import { createHash } from 'node:crypto';
import type { PipelineState } from '../ci/state.ts';
import { allowedFailures, failedJobs, isConcluded, statusOf } from '../ci/status.ts';

const MAX_EDITS = 6;
/** How many may go before a verdict, so that verdicts always have room. */
const MAX_EDITS_BEFORE_VERDICT = 2;

/**
 * What the stored post says, as a short stable text to keep beside it: `started`, `failing`, or `verdict <status> <which jobs>`.
 * Equal texts mean that a new version would tell people nothing new.
 */
export function substance(state: PipelineState): string {
  const status = statusOf(state);
  if (!isConcluded(status)) return failedJobs(state).length === 0 ? 'started' : 'failing';
  const jobs = [failedJobs(state), allowedFailures(state)].map((list) => list.map((job) => job.name).sort());
  return `verdict ${status} ${createHash('sha256').update(JSON.stringify(jobs)).digest('hex').slice(0, 16)}`;
}

/**
 * `before`: the substance that the post has now; `after`: the one it would get; `edits`: how many it has had.
 * The last edit is kept for a verdict of another kind than the one shown: a failure that becomes a success must not be lost
 * because the list of failed jobs has changed five times.
 */
export function shouldEdit({ before, after, edits }: { before: string; after: string; edits: number }): boolean {
  if (before === after || edits >= MAX_EDITS) return false;
  if (!after.startsWith('verdict ')) return edits < MAX_EDITS_BEFORE_VERDICT;
  return edits < MAX_EDITS - 1 || verdictOf(before) !== verdictOf(after);
}

function verdictOf(text: string): string {
  return text.split(' ').slice(0, 2).join(' ');
}

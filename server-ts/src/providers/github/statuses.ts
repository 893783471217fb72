// GitHub's words for the states of runs and jobs, in ours.

import type { Job } from '../../ci/pipeline.ts';

/** https://docs.github.com/en/rest/checks/runs */
const statuses: ReadonlyMap<string, Job['status']> = new Map([
  ['requested', 'pending'],
  ['queued', 'pending'],
  ['pending', 'pending'],
  ['in_progress', 'running'],
  // A rule of its environment waits for a person.
  ['waiting', 'manual'],
]);

const conclusions: ReadonlyMap<string, Job['status']> = new Map([
  ['success', 'success'],
  ['neutral', 'success'],
  ['failure', 'failed'],
  ['timed_out', 'failed'],
  ['startup_failure', 'failed'],
  ['cancelled', 'canceled'],
  ['stale', 'canceled'],
  ['skipped', 'skipped'],
  // The first run of somebody from outside waits for a maintainer.
  ['action_required', 'manual'],
]);

/** Undefined for words that GitHub did not have when this was written. */
export function readStatus(status: string | undefined, conclusion: string | undefined): Job['status'] | undefined {
  return status === 'completed' ? conclusions.get(conclusion ?? '') : statuses.get(status ?? '');
}

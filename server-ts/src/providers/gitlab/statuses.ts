// GitLab's words for the states of pipelines and jobs, in ours.

import type { Job } from '../../ci/pipeline.ts';

/**
 * `scheduled` (a delayed job) counts as created because unscheduling makes it manual; `canceling` still runs.
 * https://docs.gitlab.com/api/jobs/ and `app/models/concerns/ci/has_status.rb`
 */
const statuses: ReadonlyMap<string, Job['status']> = new Map([
  ['created', 'created'],
  ['scheduled', 'created'],
  ['waiting_for_callback', 'pending'],
  ['waiting_for_resource', 'pending'],
  ['preparing', 'pending'],
  ['pending', 'pending'],
  ['running', 'running'],
  ['canceling', 'running'],
  ['success', 'success'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
  ['skipped', 'skipped'],
  ['manual', 'manual'],
]);

/** Undefined for a word that GitLab did not have when this was written. */
export function readStatus(word: string | undefined): Job['status'] | undefined {
  return word === undefined ? undefined : statuses.get(word);
}

/** `script_failure` → `script failure`; `unknown_failure` says nothing. */
export function readFailureReason(word: string | undefined): string | undefined {
  return word === undefined || word === 'unknown_failure' ? undefined : word.replaceAll('_', ' ');
}

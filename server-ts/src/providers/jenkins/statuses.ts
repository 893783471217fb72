// Jenkins' words for results, phases and the states of stages, in ours.

import type { Job, Status } from '../../ci/pipeline.ts';

/** https://javadoc.jenkins.io/hudson/model/Result.html, and what runs or waits. */
const statuses: ReadonlyMap<string, Status> = new Map([
  ['QUEUED', 'pending'],
  ['RUNNING', 'running'],
  ['IN_PROGRESS', 'running'],
  ['PAUSED_PENDING_INPUT', 'manual'],
  ['SUCCESS', 'success'],
  ['UNSTABLE', 'warning'],
  ['FAILURE', 'failed'],
  ['FAILED', 'failed'],
  ['ABORTED', 'canceled'],
  ['ABORT', 'canceled'],
  ['NOT_BUILT', 'skipped'],
  ['NOT_EXECUTED', 'skipped'],
  ['SKIPPED', 'skipped'],
]);

/** Absent is running: there is a result only at the end. Undefined for a word that Jenkins did not have when this was written. */
export function readStatus(word: string | undefined): Status | undefined {
  return word === undefined ? 'running' : statuses.get(word.toUpperCase());
}

/** A result that is told before the end is only how things stand: `currentResult` of a pipeline that goes on. */
export function statusInPhase(phase: string | undefined, word: string | undefined): Status | undefined {
  if (phase === 'QUEUED') return 'pending';
  return phase === 'STARTED' ? 'running' : readStatus(word);
}

/** An unstable stage has failed in what may fail. */
export function readStage(word: string | undefined): Pick<Job, 'status' | 'allowFailure'> | undefined {
  const status = readStatus(word);
  if (status === undefined) return undefined;
  return status === 'warning' ? { status: 'failed', allowFailure: true } : { status, allowFailure: false };
}

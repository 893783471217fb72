// Runs that share a number: a job that was deleted and made again counts from 1 anew, and so do branches that come back.

import type { PipelineEvent } from './event.ts';
import { shortIdentity, toSubjectKey, type SubjectKey } from './ids.ts';
import type { PipelineSnapshot } from './pipeline.ts';
import { detailsOf, type PipelineState } from './state.ts';

/** What tells a run from another one of the same number; whoever tells of it may know neither. */
export type RunMarks = Pick<PipelineSnapshot, 'queued' | 'createdAt'>;

/** Milliseconds by which senders differ in when one run began: some know only when the last of it was over, and how long it took. */
const ROUGHLY = 2 * 60_000;
/** Milliseconds after which the same place in the queue is another one: a CI system that was set up anew counts its queue from 1, too. */
const LONG = 24 * 3_600_000;

export function marksOf(event: PipelineEvent): RunMarks {
  return event.kind === 'pipeline' ? event.snapshot : {};
}

/** Only of builds: what other CI systems number is never numbered again. */
export function isAnotherRun(known: PipelineState, told: RunMarks): boolean {
  return known.pipeline.role === 'build' && areOfTwoRuns(detailsOf(known), told);
}

/** What one who tells knows of a run, and what another one does: false while both may be of one. */
export function areOfTwoRuns({ queued, createdAt }: RunMarks, told: RunMarks): boolean {
  const places = queued !== undefined && told.queued !== undefined;
  if (places && queued !== told.queued) return true;
  if (createdAt === undefined || told.createdAt === undefined) return false;
  return Math.abs(createdAt - told.createdAt) > (places ? LONG : ROUGHLY);
}

/** The first run that was heard of has the key that all of that number are asked for by; each later one has its own. */
export function keyOfLife(first: SubjectKey, life: number): SubjectKey {
  return life === 1 ? first : toSubjectKey(shortIdentity(`${first}/~${life}`));
}

/**
 * The run that is told of, among those of that number; undefined when it is none of them. The place in the queue decides; news that tell
 * nothing to go by are of the newest.
 */
export function whichRun(known: readonly PipelineState[], told: RunMarks): PipelineState | undefined {
  const fitting = known.filter((state) => !isAnotherRun(state, told)).toSorted((left, right) => begun(right) - begun(left));
  return fitting.find((state) => told.queued !== undefined && detailsOf(state).queued === told.queued) ?? fitting[0];
}

function begun(state: PipelineState): number {
  return detailsOf(state).createdAt ?? 0;
}

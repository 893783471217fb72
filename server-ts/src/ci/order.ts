// How far a status is along, and the comparisons that make "newer" mean the same whatever order news arrives in.

import type { Job, Status } from './pipeline.ts';

/** Rank of a job's status: it only ever rises within one try, except among waiting states. */
const coarseRanks: Readonly<Record<Job['status'], number>> = {
  created: 0,
  manual: 0,
  skipped: 0,
  pending: 1,
  running: 2,
  success: 3,
  failed: 3,
  canceled: 3,
};

/** Among the waiting states: a job is created, then found to be manual or skipped. A retry sets a skipped one back to created, seen by its epoch. */
const fineRanks: Readonly<Record<Job['status'], number>> = {
  created: 0,
  manual: 1,
  skipped: 2,
  pending: 0,
  running: 0,
  success: 0,
  failed: 0,
  canceled: 0,
};

const pipelineRanks: Readonly<Record<Status, number>> = {
  created: 0,
  pending: 1,
  running: 2,
  manual: 3,
  skipped: 4,
  canceled: 5,
  success: 6,
  warning: 7,
  failed: 8,
};

export function coarseRank(status: Job['status']): number {
  return coarseRanks[status];
}

export function fineRank(status: Job['status']): number {
  return fineRanks[status];
}

export function pipelineRank(status: Status): number {
  return pipelineRanks[status];
}

/** Compares lists of numbers of equal length from the first on. */
export function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** By code units, so that it is the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** JSON with sorted keys: equal values give equal text, also after PostgreSQL's jsonb has reordered them. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sortKeys(part) : part));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortKeys(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => compareText(left, right)));
}

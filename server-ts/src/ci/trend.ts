// How a verdict stands against those before it: broken, fixed, still failing, slower than usual.

import type { Instant, Status } from './pipeline.ts';
import type { SubjectKey } from './ids.ts';
import { isConcluded } from './status.ts';

/** How one pipeline ended. */
export interface Verdict {
  readonly key: SubjectKey;
  readonly number: string;
  readonly status: Status;
  readonly at: Instant;
  readonly sha?: string;
  /** Seconds. */
  readonly duration?: number;
  /** Names of the jobs that failed it. */
  readonly failedJobs: readonly string[];
  /** Names of failed tests that were read. */
  readonly failedTests: readonly string[];
}

/** Verdicts of the pipelines before one, of the same project and branch or tag, newest first, at most 20. */
export type Past = readonly Verdict[];

export type Trend = 'broken' | 'fixed' | 'still-failing' | 'passing' | 'neither';

/** Only passed and failed count: a canceled or skipped pipeline tells nothing. `warning` is passed. */
export function trendOf(status: Status, past: Past): Trend {
  const before = past.map((verdict) => outcome(verdict.status)).find((each) => each !== undefined);
  switch (outcome(status)) {
    case 'failed':
      return before === 'failed' ? 'still-failing' : 'broken';
    case 'passed':
      return before === 'failed' ? 'fixed' : 'passing';
    case undefined:
      return 'neither';
  }
}

/** Failures without a pass between them, this one included; 0 when this one has not failed. */
export function failuresInARow(status: Status, past: Past): number {
  if (outcome(status) !== 'failed') return 0;
  const outcomes = past.map((verdict) => outcome(verdict.status)).filter((each) => each !== undefined);
  const passed = outcomes.indexOf('passed');
  return 1 + (passed < 0 ? outcomes.length : passed);
}

/** Seconds: the median of the passed ones; undefined when fewer than three are known. */
export function usualDuration(past: Past): number | undefined {
  const durations = past.flatMap(({ status, duration }) => (outcome(status) === 'passed' ? (duration ?? []) : [])).sort((a, b) => a - b);
  return durations.length < 3 ? undefined : durations[Math.floor(durations.length / 2)];
}

function outcome(status: Status): 'passed' | 'failed' | undefined {
  if (!isConcluded(status)) return undefined;
  if (status === 'failed') return 'failed';
  return status === 'success' || status === 'warning' ? 'passed' : undefined;
}

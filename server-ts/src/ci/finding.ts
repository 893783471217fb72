// What was found out about a job that failed: the end of its log that says why, and its failed tests.

import type { Instant } from './pipeline.ts';

export interface FailedTest {
  readonly name: string;
  /** It failed in an earlier pipeline of the same branch, too. */
  readonly known: boolean;
  readonly message?: string;
}

export interface Finding {
  readonly jobId: string;
  readonly jobName: string;
  readonly at: Instant;
  /** Plain text without colours, secrets masked, newest last; empty when there is none. */
  readonly logLines: readonly string[];
  /** Lines of the log that are not among them. */
  readonly linesLeftOut: number;
  readonly tests: readonly FailedTest[];
  /** Failed tests that are not among them. */
  readonly testsLeftOut: number;
  /** Why there is no log, in a sentence. */
  readonly problem?: string;
}

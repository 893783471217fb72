// How a build stands, in a sign and a word.

import type { Status } from '../../../ci/pipeline.ts';
import { isRunning, type Build } from '../api/builds.ts';
import { readStatus } from '../statuses.ts';

/** The same as on cards. */
const looks: Readonly<Record<Status, string>> = {
  created: '○ waiting',
  pending: '○ queued',
  running: '▶ running',
  success: '✓ passed',
  warning: '⚠ unstable',
  failed: '✗ failed',
  canceled: '⊘ aborted',
  skipped: '– not built',
  manual: '⏸ waiting for a person',
};

export function lookOf(build: Pick<Build, 'building' | 'inProgress' | 'result'>): string {
  if (isRunning(build)) return looks.running;
  const status = build.result === undefined ? undefined : readStatus(build.result);
  return status === undefined ? (build.result ?? 'unknown').toLowerCase() : looks[status];
}

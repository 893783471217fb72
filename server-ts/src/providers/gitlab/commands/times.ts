// How things stand and how long ago they were, as short as people say them.

import type { Instant, Status } from '../../../ci/pipeline.ts';
import { readStatus } from '../statuses.ts';

/** The same signs as on cards. */
const looks: Readonly<Record<Status, string>> = {
  created: '○ waiting',
  pending: '○ queued',
  running: '▶ running',
  success: '✓ passed',
  warning: '⚠ passed with warnings',
  failed: '✗ failed',
  canceled: '⊘ canceled',
  skipped: '– skipped',
  manual: '⏸ waiting for a person',
};

/** `status` in GitLab's words. */
export function lookOf(status: string): string {
  const read = readStatus(status);
  return read === undefined ? status.replaceAll('_', ' ') : looks[read];
}

/** `just now`, `5 min ago`, `3 days ago`; nothing for a time that is not known. */
export function ago(then: Instant | undefined, now: Instant): string {
  if (then === undefined) return '';
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

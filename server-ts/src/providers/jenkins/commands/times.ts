// How long ago something was, as short as people say it.

import type { Instant } from '../../../ci/pipeline.ts';

/** `just now`, `5 min ago`, `3 days ago` */
export function ago(then: Instant, now: Instant): string {
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

// Flaky jobs as lines of a post, those that fail most often first.

import type { Instant } from '../ci/pipeline.ts';
import { formatAge } from '../rendering/duration.ts';
import { escape, link } from '../rendering/escape.ts';
import { shorten } from '../rendering/shorten.ts';

/** A job that failed and then passed on the same commit. */
export interface FlakyJob {
  readonly project: string;
  readonly job: string;
  /** How often. */
  readonly times: number;
  readonly lastAt: Instant;
  /** Address of the last one. */
  readonly url?: string;
}

const MAX_NAME = 80;

/** Markdown with links: for an attachment, not for a message. */
export function listFlaky(jobs: readonly FlakyJob[], now: Instant, limit: number): string {
  const sorted = jobs.toSorted((left, right) => right.times - left.times || right.lastAt - left.lastAt);
  const rows = sorted.slice(0, limit).map((job) => `- ${describe(job, now)}`);
  const left = sorted.length - rows.length;
  return [...rows, ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}

function describe({ project, job, times, lastAt, url }: FlakyJob, now: Instant): string {
  const name = link(shorten(job, MAX_NAME), url);
  return `**${name}** of ${escape(shorten(project, MAX_NAME))} · ${times === 1 ? 'once' : `${times} times`} · last ${formatAge(lastAt, now)}`;
}

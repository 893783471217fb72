// Flaky jobs as lines of a post, those that fail most often first.

import type { Instant } from '../ci/pipeline.ts';
import { formatAge } from '../rendering/duration.ts';
import { escape, link } from '../rendering/escape.ts';
import { shorten } from '../rendering/shorten.ts';

/** A job that failed and then passed on the same commit. */
export interface FlakyJob {
  readonly project: string;
  readonly job: string;
  /** Times it failed and then passed. */
  readonly flakes: number;
  /** Pipelines in which it ran to an end in that time. */
  readonly runs: number;
  /** `url`: of the job that failed. */
  readonly last: { readonly at: Instant; readonly url?: string };
}

export interface FlakyQuestion {
  /** Whole path or its last part, in any case. */
  readonly project?: string;
  readonly since: Instant;
  /** At most so many. */
  readonly limit: number;
}

const MAX_NAME = 80;

/** Markdown with links: for an attachment, not for a message. */
export function listFlaky(jobs: readonly FlakyJob[], now: Instant): string {
  return jobs.map((job) => `- ${describe(job, now)}`).join('\n');
}

function describe({ project, job, flakes, runs, last }: FlakyJob, now: Instant): string {
  const name = link(shorten(job, MAX_NAME), last.url);
  const share = runs >= flakes && runs > 0 ? ` (${Math.round((100 * flakes) / runs)} % of ${runs === 1 ? 'one run' : `${runs} runs`})` : '';
  const often = flakes === 1 ? 'once' : `${flakes} times`;
  return `**${name}** of ${escape(shorten(project, MAX_NAME))} · ${often}${share} · last ${formatAge(last.at, now)}`;
}

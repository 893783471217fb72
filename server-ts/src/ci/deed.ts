// What people did from chat about a subject, and who they were: kept with its state, so that its card can tell.

import { canonicalJson, compareText } from './order.ts';
import type { Instant } from './pipeline.ts';

export type DeedVerb =
  | 'retried'
  | 'cancelled'
  | 'played'
  | 'deployed'
  | 'rolled-back'
  | 'approved'
  | 'unapproved'
  | 'deployment-approved'
  | 'merged'
  | 'merge-planned';

export interface Deed {
  readonly verb: DeedVerb;
  /** What it was done to, where that is not the whole: the name of a job or an environment, `!7`. */
  readonly what?: string;
  /** User name in Mattermost. */
  readonly by: string;
  /** Who that is in the CI system. */
  readonly login?: string;
  readonly at: Instant;
}

/** The same deed by whoever did it, one after the other. */
export interface DeedGroup {
  readonly verb: DeedVerb;
  readonly what?: string;
  /** User names in Mattermost, each once, in the order of their first. */
  readonly by: readonly string[];
  readonly times: number;
  /** Of the last. */
  readonly at: Instant;
}

const MOST = 30;

/** Commutative, associative and idempotent; the newest {@link MOST}, the oldest first. */
export function joinDeeds(left: readonly Deed[] = [], right: readonly Deed[] = []): readonly Deed[] {
  const all = new Map([...left, ...right].map((deed) => [canonicalJson(deed), deed]));
  return [...all]
    .sort(([one, { at }], [other, { at: then }]) => at - then || compareText(one, other))
    .slice(-MOST)
    .map(([, deed]) => deed);
}

export function groupDeeds(deeds: readonly Deed[]): readonly DeedGroup[] {
  const groups: DeedGroup[] = [];
  for (const { verb, what, by, at } of deeds) {
    const last = groups.at(-1);
    if (last?.verb !== verb || last.what !== what) groups.push({ verb, ...(what !== undefined && { what }), by: [by], times: 1, at });
    else groups[groups.length - 1] = { ...last, by: [...new Set([...last.by, by])], times: last.times + 1, at };
  }
  return groups;
}

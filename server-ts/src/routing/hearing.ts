// What of a card's thread a room hears: all, or what was asked for.

import type { Interest } from '../ci/interest.ts';
import type { Instant } from '../ci/pipeline.ts';

export interface Hearing {
  /** All that nobody has to ask for by its name. */
  readonly all: boolean;
  /** Asked for by name. */
  readonly interests: readonly Interest[];
  /** Of what was asked for, nothing that happened before. */
  readonly since?: Instant;
}

/** Whose news one post of a thread is. */
export interface About {
  readonly interests: readonly Interest[];
  readonly at?: Instant;
  /** Only for who asked for it by its name. */
  readonly asked?: true;
}

export function isHeard(hearing: Hearing | undefined, about: About | undefined): boolean {
  if (about === undefined) return true;
  const { all, interests, since = 0 } = hearing ?? { all: true, interests: [] };
  if (all && about.asked !== true) return true;
  return about.interests.some((interest) => interests.includes(interest)) && (about.at ?? Infinity) >= since;
}

/** A room that hears of it in two ways hears what either of them tells. */
export function uniteHearings(left: Hearing | undefined, right: Hearing | undefined): Hearing | undefined {
  if (left === undefined && right === undefined) return undefined;
  const all = (left?.all ?? true) || (right?.all ?? true);
  const interests = [...new Set([...(left?.interests ?? []), ...(right?.interests ?? [])])];
  return { all, interests, ...(!all && { since: Math.min(left?.since ?? 0, right?.since ?? 0) }) };
}

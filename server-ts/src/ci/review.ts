// A merge request or an issue: what it is now, and what people did with it.

import type { Deed } from './deed.ts';
import { canonicalJson, compareText } from './order.ts';
import type { Instant, Person, Project } from './pipeline.ts';
import type { SubjectIdentity } from './identity.ts';

/** What a person did. `updated` stands for changes that no other word says. */
export type ActVerb =
  | 'opened'
  | 'updated'
  | 'pushed'
  | 'approved'
  | 'unapproved'
  | 'merged'
  | 'closed'
  | 'reopened'
  | 'assigned'
  | 'review-asked'
  | 'labelled'
  | 'commented'
  | 'reacted';

export interface Act {
  /** Equal for a repetition. */
  readonly id: string;
  readonly verb: ActVerb;
  readonly by?: Person;
  readonly at?: Instant;
  /** The comment, the emoji's name, the labels, the persons asked: as the verb wants it. */
  readonly text?: string;
  readonly url?: string;
  /** Whom it is about: those who were assigned, or asked for a review. */
  readonly people?: readonly Person[];
  /** Who is assigned no longer. */
  readonly released?: readonly Person[];
  /** User names that its text mentions. */
  readonly mentions?: readonly string[];
}

/** What it is at one moment. */
export interface ReviewSnapshot {
  readonly title: string;
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed' | 'locked';
  readonly draft: boolean;
  readonly description?: string;
  readonly author?: Person;
  readonly sourceBranch?: string;
  readonly targetBranch?: string;
  readonly labels: readonly string[];
  readonly assignees: readonly Person[];
  readonly reviewers: readonly Person[];
  /** The newest commit. */
  readonly sha?: string;
  readonly confidential: boolean;
  readonly updatedAt?: Instant;
}

export interface ReviewSeen {
  readonly kind: 'merge-request' | 'issue';
  readonly subject: SubjectIdentity & { readonly project: Project };
  /** As people write it, without `!` or `#`. */
  readonly number: string;
  readonly snapshot: ReviewSnapshot;
  readonly acts: readonly Act[];
}

/** `acts` by time, then by id; at most {@link MAX_ACTS}, the newest. */
export interface ReviewState extends ReviewSeen {
  readonly deeds?: readonly Deed[];
}

const MAX_ACTS = 60;

/** The newest snapshot and all acts. */
export function joinReviews(left: ReviewState, right: ReviewState): ReviewState {
  const newer = compareSnapshots(left, right) >= 0 ? left : right;
  const acts = new Map([...left.acts, ...right.acts].sort(compareActs).map((act) => [act.id, act]));
  return { ...newer, acts: [...acts.values()].sort(compareActs).slice(-MAX_ACTS) };
}

const finality: Readonly<Record<ReviewSnapshot['state'], number>> = { open: 0, locked: 1, closed: 2, merged: 3 };

function compareSnapshots({ acts: _left, ...left }: ReviewState, { acts: _right, ...right }: ReviewState): number {
  return (
    (left.snapshot.updatedAt ?? 0) - (right.snapshot.updatedAt ?? 0) ||
    finality[left.snapshot.state] - finality[right.snapshot.state] ||
    compareText(canonicalJson(left), canonicalJson(right))
  );
}

function compareActs(left: Act, right: Act): number {
  return (left.at ?? 0) - (right.at ?? 0) || compareText(left.id, right.id) || compareText(canonicalJson(left), canonicalJson(right));
}

// What a subscription can ask for: a kind of event, or a part of one that not everybody who wants the rest wants, too.

import { eventKinds, type EventKind } from './facts.ts';
import type { ActVerb } from './review.ts';

/**
 * `job`: every job of a pipeline that ended, by name. `review`: reviews asked for, approvals given and taken back. `assignment`: who is
 * assigned to a merge request. Confidential issues are told of only where they are named, and then without their words.
 */
export const finerInterests = [
  'job',
  'review',
  'assignment',
  'merge_request_comment',
  'issue_comment',
  'confidential_issue',
] as const satisfies readonly string[];

export type Interest = EventKind | (typeof finerInterests)[number];

export const interests: readonly Interest[] = [...eventKinds, ...finerInterests];

/** Those of things that have labels. */
export const labelledInterests: ReadonlySet<Interest> = new Set<Interest>([
  'merge_request',
  'issue',
  'comment',
  'reaction',
  'alert',
  'review',
  'assignment',
  'merge_request_comment',
  'issue_comment',
  'confidential_issue',
]);

/** Whose news it is that somebody did this with a merge request or an issue. */
export function interestsOfAct(verb: ActVerb, kind: 'merge-request' | 'issue', confidential: boolean): readonly Interest[] {
  const whole = kind === 'merge-request' ? 'merge_request' : confidential ? 'confidential_issue' : 'issue';
  switch (verb) {
    case 'commented':
      return ['comment', kind === 'issue' ? 'issue_comment' : 'merge_request_comment'];
    case 'reacted':
      return ['reaction'];
    case 'approved':
    case 'unapproved':
    case 'review-asked':
      return [whole, 'review'];
    case 'assigned':
      return kind === 'issue' ? [whole] : [whole, 'assignment'];
    case 'opened':
    case 'updated':
    case 'pushed':
    case 'merged':
    case 'closed':
    case 'reopened':
    case 'labelled':
      return [whole];
  }
}

// What people are told directly about what concerns them: the kinds that each can switch, and what such a message is about.

import type { Project } from './pipeline.ts';

/** The words of `settings notifications <kind>`. */
export const noticeKinds = [
  'pipeline',
  'review',
  'assigned',
  'mentioned',
  'commented',
  'approved',
  'merged',
  'closed',
  'deployment',
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

/** As a sentence's end: `Direct messages when …`. */
export const noticeWords: Readonly<Record<NoticeKind, string>> = {
  pipeline: 'your pipeline failed',
  review: 'your review is asked for',
  assigned: 'a merge request or issue is assigned to you, or no longer is',
  mentioned: 'you are mentioned',
  commented: 'somebody comments on your merge request or issue',
  approved: 'your merge request is approved, or no longer is',
  merged: 'your merge request is merged',
  closed: 'your merge request or issue is closed or reopened',
  deployment: 'your deployment failed',
};

/** What a message is about, as far as it takes to ask the CI system whether somebody may read it. */
export interface Thing {
  readonly kind: 'pipeline' | 'deployment' | 'merge-request' | 'issue' | 'push' | 'tag' | 'comment';
  readonly project: Project;
  /** Of merge requests and issues, as people write it, without `!` or `#`. */
  readonly number?: string;
  /** Only some of those who may read the project may read it. */
  readonly confidential?: true;
}

// Something that happened once and is told once: a push, a tag, a release, a wiki page, a comment, a reaction.

import { canonicalJson, compareText } from './order.ts';
import type { Commit, Instant, Person, Project, Ref } from './pipeline.ts';
import type { SubjectIdentity } from './identity.ts';

interface Told {
  readonly by?: Person;
  readonly at?: Instant;
  readonly url?: string;
  /** User names that its text mentions; those in messages of commits stand with them. */
  readonly mentions?: readonly string[];
}

export interface PushNews extends Told {
  readonly event: 'push';
  readonly action: 'pushed' | 'created' | 'deleted';
  readonly ref: Ref;
  /** Newest last, at most 20. */
  readonly commits: readonly Commit[];
  /** May be more than `commits` holds. */
  readonly total: number;
}

export interface TagNews extends Told {
  readonly event: 'tag';
  readonly action: 'created' | 'deleted';
  readonly ref: Ref;
  readonly message?: string;
  readonly commit?: Commit;
}

export interface ReleaseNews extends Told {
  readonly event: 'release';
  readonly action: 'created' | 'updated' | 'deleted';
  readonly tag: string;
  readonly name: string;
  readonly description?: string;
}

export interface WikiNews extends Told {
  readonly event: 'wiki';
  readonly action: 'created' | 'updated' | 'deleted';
  readonly title: string;
  readonly message?: string;
}

/** On what has no card of its own: a commit, a snippet. */
export interface CommentNews extends Told {
  readonly event: 'comment';
  readonly on: { readonly title: string; readonly url?: string };
  readonly text: string;
}

export interface ReactionNews extends Told {
  readonly event: 'reaction';
  readonly action: 'given' | 'withdrawn';
  /** Name of the emoji, without colons. */
  readonly emoji: string;
  readonly on: { readonly title: string; readonly url?: string };
}

export type News = PushNews | TagNews | ReleaseNews | WikiNews | CommentNews | ReactionNews;

export interface NewsSeen {
  readonly kind: 'news';
  readonly subject: SubjectIdentity & { readonly project: Project };
  readonly news: News;
}

export interface NewsState extends NewsSeen {}

/** The later telling. */
export function joinNews(left: NewsState, right: NewsState): NewsState {
  const order = (left.news.at ?? 0) - (right.news.at ?? 0) || compareText(canonicalJson(left), canonicalJson(right));
  return order >= 0 ? left : right;
}

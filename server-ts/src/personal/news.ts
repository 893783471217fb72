// What concerns one person: as what it does, what it is about, and where it is kept until it is told.

import type { PostId, SubjectKey } from '../ci/ids.ts';
import type { NoticeKind, Thing } from '../ci/notice.ts';
import type { Instant } from '../ci/pipeline.ts';

/** What happened, as the person is told it. */
export type What =
  | 'failed'
  | 'deployment-failed'
  | 'review-asked'
  | 'assigned'
  | 'released'
  | 'mentioned'
  | 'commented'
  | 'approved'
  | 'unapproved'
  | 'merged'
  | 'closed'
  | 'reopened';

/** Of one happening that concerns somebody in several ways the first role is told whose kind they want to hear. */
export interface Role {
  readonly kind: NoticeKind;
  readonly what: What;
}

export interface PersonalNews {
  readonly thing: Thing & { readonly title: string; readonly url?: string };
  /** Who did it. */
  readonly by?: string;
  /** What they wrote. */
  readonly text?: string;
  /** Where they wrote it. */
  readonly url?: string;
  readonly at?: Instant;
  /** What happened shows by itself that the person may read the thing. */
  readonly proven?: true;
  /** The CI system's own id of the person. */
  readonly member?: string;
}

/** Something that concerns somebody of a CI system, who may be nobody here. */
export interface Concern {
  readonly who: { readonly id?: string; readonly username?: string };
  /** Who did it, who is never told. */
  readonly by?: Concern['who'];
  readonly roles: readonly [Role, ...Role[]];
  /** The same in each repetition, another for each happening. */
  readonly identity: string;
  /** What is told in one message while that was not read. */
  readonly topic: SubjectKey;
  readonly subject: SubjectKey;
  readonly news: PersonalNews;
}

export interface Noted extends Pick<Concern, 'identity' | 'topic' | 'subject' | 'roles' | 'news'> {
  readonly userId: string;
  readonly provider: string;
  readonly connection: string;
}

/** `old`: it happened too long ago. `gone`: the person is not active. */
export type Outcome = 'told' | 'off' | 'hidden' | 'old' | 'gone';

export interface StoredNews {
  readonly identity: string;
  readonly subject: SubjectKey;
  readonly roles: readonly Role[];
  readonly news: PersonalNews;
  readonly notedAt: Instant;
  /** Undefined while it waits. */
  readonly outcome?: Outcome;
  readonly role?: number;
  readonly episode?: number;
}

/** The message of one person about one thing. */
export interface Topic {
  readonly userId: string;
  readonly topic: string;
  readonly provider: string;
  readonly connection: string;
  readonly episode: number;
  readonly post?: PostId;
  readonly postedAt?: Instant;
  readonly claims: number;
  readonly claim?: { readonly by: string; readonly since: Instant; readonly age: number };
  readonly substance?: string;
  readonly introduces: boolean;
  readonly gone: boolean;
}

export type TopicName = Pick<Topic, 'userId' | 'topic'>;

/** Of what waits, and of what is told, so much is read at once. */
export const MOST_TAKEN = 200;

/** Rejects with a CiError while the database is away. */
export interface PersonalTable {
  /** Keeps what is new and queues the telling of it; what was noted before changes nothing. */
  note(news: readonly Noted[], now: Instant): Promise<void>;
  /** The topic with what waits and what its present message tells, the oldest of both, for us alone, for a minute at most; `busy` when somebody is at it. */
  take(name: TopicName): Promise<{ readonly topic: Topic; readonly news: readonly StoredNews[] } | 'busy' | undefined>;
  release(name: TopicName): Promise<void>;
  /** The next message about it begins. */
  begin(name: TopicName, episode: number): Promise<void>;
  settle(name: TopicName, episode: number, outcomes: readonly { identity: string; outcome: Outcome; role?: number }[]): Promise<void>;
  find(name: TopicName): Promise<Topic | undefined>;
  claim(name: TopicName, episode: number, by: string, claims: number, now: Instant): Promise<boolean>;
  posted(name: TopicName, episode: number, claims: number, post: PostId, substance: string): Promise<boolean>;
  change(name: TopicName, episode: number, change: TopicChange): Promise<void>;
  /** Who linked the account of that id; where no id is known, of that login. */
  linked(
    provider: string,
    connection: string,
    who: Concern['who'],
  ): Promise<readonly { readonly userId: string; readonly address: string }[]>;
  forget(before: Instant): Promise<void>;
}

export interface TopicChange {
  readonly substance?: string;
  readonly introduces?: true;
  readonly gone?: true;
  readonly unclaimed?: true;
}

// A run that is followed in one channel, and the table that keeps it.

import type { Followed } from '../ci/command.ts';
import type { ChannelId, PostId, SubjectKey } from '../ci/ids.ts';
import type { Instant, Project } from '../ci/pipeline.ts';

/** What never changes of it. */
export interface FollowAbout {
  readonly project: Project;
  readonly person: { readonly userId: string; readonly username: string };
  readonly why: 'started' | 'continued' | 'watched';
  /** As in `Followed`. */
  readonly parameters?: Followed['parameters'];
}

/** How it came to an end. */
export type Ending =
  /** It has its verdict. */
  | { readonly kind: 'verdict' }
  /** Cancelled in the queue, deleted, forgotten. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** Nothing new for too long. */
  | { readonly kind: 'silent' }
  /** The channel takes no post, or a person deleted it. */
  | { readonly kind: 'unwanted' };

/** How the looking goes. */
export interface Course {
  /** Why it waits in the queue. */
  readonly reason?: string;
  /** Looks since its last news. */
  readonly looks: number;
  /** Looks that failed, one after the other. */
  readonly failures: number;
  /** Since when they fail. */
  readonly failingSince?: Instant;
  /** What keeps us from looking, once it lasts. `remedy` is our Markdown. */
  readonly problem?: { readonly message: string; readonly remedy: string };
  readonly newsAt: Instant;
  readonly end?: Ending;
}

/** Of the post that shows it until the ledger has it. */
export interface FollowPost {
  readonly id?: PostId;
  /** As in the ledger's `Entry`. */
  readonly claims: number;
  readonly claim?: { readonly by: string; readonly since: Instant; readonly age: number };
  readonly substance?: string;
  readonly edits: number;
  readonly gone: boolean;
  /** The ledger has it, or has another one in its place. */
  readonly adopted: boolean;
}

export interface Follow {
  /** UUID. */
  readonly id: string;
  readonly provider: string;
  readonly connection: string;
  readonly channel: ChannelId;
  readonly about: FollowAbout;
  /** Its place in the CI system's queue. */
  readonly queued?: string;
  /** The run; undefined until it is known. */
  readonly key?: SubjectKey;
  /** As the CI system numbers it; known with `key`. */
  readonly run?: string;
  readonly course: Course;
  readonly post: FollowPost;
  /** When webhooks last told of the run. */
  readonly toldAt?: Instant;
  readonly createdAt: Instant;
  readonly endedAt?: Instant;
}

export type NewFollow = Pick<
  Follow,
  'id' | 'provider' | 'connection' | 'channel' | 'about' | 'queued' | 'key' | 'run' | 'course' | 'createdAt'
>;

export type Adopted =
  /** The pipeline's card is now this post. */
  | { readonly kind: 'adopted' }
  /** The pipeline has this card there already. */
  | { readonly kind: 'other'; readonly post: PostId }
  /** Somebody was about to post a card, and must be done or dead: look for it, then take the place. */
  | { readonly kind: 'claimed'; readonly since: Instant; readonly claims: number }
  /** Somebody is at it; try again in a moment. */
  | { readonly kind: 'again' };

/** Somebody did something there: in this channel, or with the account that runs are looked at with. */
export interface ActedAt extends Pick<Follow, 'provider' | 'connection' | 'channel'> {
  readonly userId: string;
}

/** Rejects with a CiError while the database is away. */
export interface FollowTable {
  /** Stores it, unless the same place in the queue, or the same run, is followed in this channel: then answers that one. */
  begin(follow: NewFollow): Promise<{ readonly follow: Follow; readonly fresh: boolean }>;
  find(id: string): Promise<Follow | undefined>;
  /** Those of a run that are not over. */
  openOf(key: SubjectKey): Promise<readonly Follow[]>;
  /** Takes the right to look for `lease` milliseconds; undefined when it is not time, somebody else looks, or it is over. */
  take(
    id: string,
    lease: number,
  ): Promise<{ readonly follow: Follow; /** Open ones of its connection. */ readonly open: number } | undefined>;
  /**
   * Gives the right to look back, until in `wait` milliseconds it is time again. With `course.end` it is over. Answers in how many milliseconds
   * it is time: sooner when that was asked for since the right was taken.
   */
  looked(id: string, course: Course, wait: number): Promise<number>;
  /** The run that lately came from that place in the queue, as webhooks told. */
  knownRun(follow: Follow): Promise<{ readonly key: SubjectKey; readonly run: string } | undefined>;
  /** The run is known now. Changes nothing when it was known. */
  resolve(id: string, key: SubjectKey, run: string): Promise<void>;
  /** Webhooks told of the run: it is time to look in `wait` milliseconds at the latest. Answers the open ones. */
  told(key: SubjectKey, wait: number): Promise<readonly string[]>;
  /** It is time to look at what is followed there in `wait` milliseconds at the latest. Answers the open ones. */
  hurry(place: ActedAt, wait: number): Promise<readonly string[]>;
  /** Whether it is ours now to make the post: not when it was claimed since `claims` was read, or is made. */
  claim(id: string, by: string, claims: number, now: Instant): Promise<boolean>;
  posted(id: string, claims: number, post: PostId, substance: string): Promise<boolean>;
  note(id: string, change: { readonly edited?: string; readonly gone?: true; readonly unclaimed?: true }): Promise<void>;
  /** Gives the post to the ledger, at once and once. The subject must be stored, and the post made or gone. `claims`: also from who claimed the place so. */
  adopt(id: string, claims?: number): Promise<Adopted>;
  /** The ledger has another post, and ours was removed. */
  yielded(id: string): Promise<void>;
  /** A person deleted the run's card in the channel, and now asks to see it. */
  revive(key: SubjectKey, channel: ChannelId): Promise<void>;
}

/** Rejects with a CiError while the database is away. */
export interface FollowCare {
  /** All that are not over, the oldest first. */
  open(): Promise<readonly string[]>;
}

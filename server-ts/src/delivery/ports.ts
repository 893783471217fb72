// What delivery needs from the other rooms besides the ledger: a server that takes posts, and people who watch.
import type { PipelineView, Topic } from '@ci-command-center/contract';
import type { ChannelId, PostId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { CiError } from '../platform/errors.ts';

/** A post as the server stores it, without who and where. */
export interface PostContent {
  readonly type: string;
  readonly message: string;
  readonly props: object;
}

/** A post as it is sent: `ci_card_key` tells which place in the ledger it fills. */
export interface KeyedContent extends PostContent {
  readonly props: object & { readonly ci_card_key: string };
}

export interface PostPlace {
  readonly channel: ChannelId;
  /** The post in whose thread it stands; undefined for the channel itself. */
  readonly root?: PostId;
}

/** What the server will not take, now or later, unless somebody changes something. */
export interface Refused {
  readonly kind: 'refused';
  readonly problem: CiError;
}

/** Each rejects when the server could not be asked, or failed: the post may have been stored all the same. */
export interface Posts {
  /** `gone` when the thread's first post was deleted. */
  create(
    place: PostPlace,
    content: KeyedContent,
  ): Promise<{ readonly kind: 'made'; readonly post: PostId } | { readonly kind: 'gone' } | Refused>;
  /** `gone` when the post was deleted. */
  update(post: PostId, content: KeyedContent): Promise<{ readonly kind: 'updated' } | { readonly kind: 'gone' } | Refused>;
  /** Our posts of that key that were made there at `since` or later, oldest first. */
  find(place: PostPlace, key: string, since: Instant): Promise<readonly PostId[]>;
  /** Deletes it; one that is gone is fine. */
  remove(post: PostId): Promise<void>;
}

export interface Live {
  /** Tells the people who look at the channel; best effort, never throws. */
  publish(channelId: ChannelId, view: PipelineView): void;
  /** The same for what they ask for themselves. */
  changed(channelId: ChannelId, topic: Topic): void;
}

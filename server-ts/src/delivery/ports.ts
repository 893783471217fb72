// What delivery needs from the other rooms: the ledger of what was posted, and a server that takes posts.
import type { PipelineView } from '@ci-command-center/contract';
import type { ChannelId, PipelineKey, PostId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';

/** What is known of one pipeline's card in one channel. */
export interface LedgerRow {
  readonly channelId: ChannelId;
  readonly postId?: PostId;
  /** A post was about to be made then; without `postId` it may exist or not. */
  readonly claimedAt?: Instant;
  /** What the stored post says, as `substance` puts it. */
  readonly substance?: string;
  readonly edits: number;
  /** Somebody deleted the post: it is not made again. */
  readonly gone: boolean;
}

export interface Ledger {
  /** The row of this channel, made when missing: from then on the channel's sidebar shows the pipeline. */
  open(pipeline: PipelineKey, channelId: ChannelId): Promise<LedgerRow>;
  rowsOf(pipeline: PipelineKey): Promise<readonly LedgerRow[]>;
  /** Durable before the post is made. False when somebody has claimed it already. */
  claim(pipeline: PipelineKey, channelId: ChannelId, at: Instant): Promise<boolean>;
  posted(pipeline: PipelineKey, channelId: ChannelId, postId: PostId, substance: string): Promise<void>;
  edited(pipeline: PipelineKey, channelId: ChannelId, substance: string): Promise<void>;
  markGone(pipeline: PipelineKey, channelId: ChannelId): Promise<void>;
}

/** A post as the server stores it, without who and where. */
export interface PostContent {
  readonly type: string;
  readonly message: string;
  readonly props: object;
}

export interface Posts {
  create(channelId: ChannelId, content: PostContent): Promise<PostId>;
  /** `gone` when the post was deleted. */
  update(postId: PostId, content: PostContent): Promise<'updated' | 'gone'>;
  /** Our post of this pipeline that was made at `since` or later. */
  find(channelId: ChannelId, pipeline: PipelineKey, since: Instant): Promise<PostId | undefined>;
}

export interface Live {
  /** Tells the people who look at the channel; best effort, never throws. */
  publish(channelId: ChannelId, view: PipelineView): void;
}

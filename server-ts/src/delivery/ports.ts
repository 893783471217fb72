// What delivery needs from the other rooms besides the ledger: a server that takes posts, and people who watch.
import type { PipelineView } from '@ci-command-center/contract';
import type { ChannelId, SubjectKey, PostId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';

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
  find(channelId: ChannelId, pipeline: SubjectKey, since: Instant): Promise<PostId | undefined>;
}

export interface Live {
  /** Tells the people who look at the channel; best effort, never throws. */
  publish(channelId: ChannelId, view: PipelineView): void;
}

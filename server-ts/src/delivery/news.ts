// What delivery is given to tell, and what it answers.
import type { PipelineView, Topic } from '@ci-command-center/contract';
import type { ChannelId, SubjectKey } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { About, Hearing } from '../routing/hearing.ts';
import type { ThreadPolicy } from '../routing/rules.ts';
import type { PostContent } from './ports.ts';

/** What belongs to a card and is said once. */
export interface Reply {
  /** Unique among the replies of the card; equal each time it is told. */
  readonly key: string;
  readonly content: PostContent;
  /** With the policy `broadcast` it is said in the channel, too. */
  readonly loud: boolean;
  /** It says again what the card says: only in the channel (`broadcast`), and only where the card stood there before it said so. */
  readonly echo?: boolean;
  /** Edited when its content changes; else it stays as it was first said. */
  readonly edit?: boolean;
  /** Whose news it is; everybody's when not said. */
  readonly about?: About;
}

export interface Target {
  readonly channelId: ChannelId;
  /** A channel without a card gets one now. A channel that has one gets it updated whatever this says. */
  readonly speak: boolean;
  /** Nobody has to look up: nothing loud is said beside the card. */
  readonly quiet: boolean;
  readonly thread: ThreadPolicy;
  /** What of the replies is said there; all that nobody has to ask for when not said. */
  readonly hears?: Hearing;
  /** No new post before; edits are silent and go on. */
  readonly holdUntil?: Instant;
}

export interface News {
  readonly subject: SubjectKey;
  /** See `isSettled` of ci: when it no longer is, a new card begins. */
  readonly settled: boolean;
  readonly content: PostContent;
  /** What the content says, as rendering puts it. */
  readonly substance: string;
  /** In the order they are said. */
  readonly replies: readonly Reply[];
  /** For those who watch: of pipelines. */
  readonly view?: PipelineView;
  /** For those who watch: which of their lists it changes. */
  readonly topic?: Topic;
  readonly destinations: readonly Target[];
}

export interface Delivered {
  /** Something waits: show the subject again at this time. */
  readonly again?: Instant;
}

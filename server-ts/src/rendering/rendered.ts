// What rendering is asked and what it answers: the scene of one subject in, its post, its thread and its live view out.

import type { PipelinePostProps, PipelineView } from '@ci-command-center/contract';
import type { Button } from '../ci/command.ts';
import type { Finding } from '../ci/finding.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { DeploymentState } from '../ci/deployment.ts';
import type { ReviewState } from '../ci/review.ts';
import type { PipelineState } from '../ci/state.ts';
import type { SubjectState } from '../ci/subject.ts';
import type { Past } from '../ci/trend.ts';
import type { About } from '../routing/hearing.ts';
import type { Attachment } from './attachment.ts';
import type { Templates } from './templates.ts';

/** A subject and all that is shown with it. */
export interface RenderScene {
  readonly state: SubjectState;
  readonly revision: number;
  readonly updatedAt: Instant;
  /** Other subjects that are shown on its card. */
  readonly joined: readonly SubjectState[];
  readonly past: Past;
  readonly findings: readonly Finding[];
  /** Somebody started it from chat, or watches it; only of pipelines. */
  readonly followed?: FollowedRun;
}

/** What chat knows of a run besides what its CI system tells. */
export interface FollowedRun {
  /** User name in Mattermost. */
  readonly startedBy?: string;
  /** Keys of the queued run's views that it had before, one for each channel: see `renderQueued`. */
  readonly replaces?: readonly string[];
  /** What keeps us from knowing more. The reason is foreign, the remedy our Markdown. */
  readonly note?: { readonly reason: string; readonly remedy: string };
}

/** What is known of providers. */
export interface ViewContext {
  /** Folder name of a provider → the name as people write it. */
  providerTitle(provider: string): string;
  /** What the provider lets people do about a pipeline now. Pure. */
  cardButtons?(state: PipelineState, joined: readonly SubjectState[]): readonly Button[];
  /** And about a merge request, an issue or a deployment. Pure. */
  subjectButtons?(state: ReviewState | DeploymentState): readonly Button[];
  /** Whether the provider's logs can be read. */
  hasLog?(provider: string): boolean;
}

export interface RenderContext extends ViewContext {
  /** Nothing in it is loud, as for what nobody waits for: a canceled pipeline. */
  readonly quiet?: boolean;
  /** Somebody wants to hear of every job. */
  readonly jobs?: boolean;
  readonly templates: Templates;
}

/** A post as the server stores it, without who and where. */
export interface PostContent {
  readonly type: string;
  /** One sentence, without any address: a link there makes the server fetch a preview. */
  readonly message: string;
  readonly props: { readonly attachments: readonly Attachment[] } & Partial<PipelinePostProps>;
}

/** One post of a card's thread. */
export interface Reply {
  /** Unique among the replies of one card and the same in every rendering, so that it is posted once. */
  readonly key: string;
  readonly content: PostContent;
  /** Worth saying in the channel, too, where that is wanted. It can stand there alone: it says of which project. */
  readonly loud: boolean;
  /** It says again what the card says: only in the channel, and only where the card stood there before it said so. */
  readonly echo?: boolean;
  /** Edited when it comes to say more. */
  readonly edit?: boolean;
  /** Whose news it is; everybody's when not said. */
  readonly about?: About;
}

export interface Rendered {
  readonly content: PostContent;
  /** What the content says, as `shouldEdit` compares it. */
  readonly substance: string;
  /** Nothing more is expected: what comes after is a new card. */
  readonly settled: boolean;
  /** In the order they are to be said. */
  readonly replies: readonly Reply[];
  /** Only of pipelines. */
  readonly view?: PipelineView;
}

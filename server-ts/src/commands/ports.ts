// What the commands need from the other rooms.

import type { PipelineView } from '@ci-command-center/contract';
import type { ChannelId } from '../ci/ids.ts';

export interface CommandContext {
  readonly channelId: ChannelId;
  readonly userId: string;
}

export interface PipelineQuestion {
  readonly channelId: ChannelId;
  /** Full path of the project. */
  readonly project?: string;
  /** Name of the branch or tag. */
  readonly branch?: string;
  readonly limit: number;
}

export interface CiPorts {
  /** Of the pipelines that the channel shows, the newest change first. */
  recentPipelines(question: PipelineQuestion): Promise<readonly PipelineView[]>;
  /** Base addresses of the configured CI systems. */
  addresses(): readonly string[];
  /** Where each kind of CI system sends its deliveries to. */
  webhooks(): readonly { readonly title: string; readonly url: string }[];
  about(): { readonly version: string; readonly runtime: string };
  /** Milliseconds since 1970. */
  now(): number;
}

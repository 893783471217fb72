// What a channel is told of by one CI system, as the CI system's own command lists and changes it.

import type { Interest } from './interest.ts';

export interface ChannelSubscription {
  /** As people of the channel name it: 1, 2, … */
  readonly number: number;
  /** Path, or glob over paths. */
  readonly project: string;
  /** Undefined: of any connection. */
  readonly connection?: string;
  readonly events: readonly Interest[];
  /** Globs. */
  readonly labels: readonly string[];
  /** Only these branches, by glob. */
  readonly branches: readonly string[];
  /** User name of who made it; undefined for somebody who is gone. */
  readonly by?: string;
  /** `doubtful`: it goes on for a while, but its maker's right to read the project cannot be seen. */
  readonly standing: 'well' | 'doubtful' | 'stopped' | 'paused' | 'archived';
}

export interface SubscriptionWish {
  /** Path, or glob over paths. A path of a group becomes a glob of all that is below it. */
  readonly project: string;
  readonly events: readonly Interest[];
  /** Globs. */
  readonly labels: readonly string[];
}

export interface ChannelSubscriptions {
  /** By number. */
  list(): Promise<readonly ChannelSubscription[]>;
  /**
   * The one of the same project is changed, and keeps its number, branches and manners. Throws CI_CHANNEL_FORBIDDEN, CI_SUBSCRIPTION_… when
   * the person may not bring the project's news here, and CI_ACCOUNT_… where nobody can be asked.
   */
  add(wish: SubscriptionWish): Promise<{ readonly subscription: ChannelSubscription; readonly made: boolean }>;
  /** By its path or glob; undefined when there was none. Throws CI_CHANNEL_FORBIDDEN. */
  remove(project: string): Promise<ChannelSubscription | undefined>;
  /** News of it came lately. */
  heard(project: string): Promise<boolean>;
}

// What a channel asked to be told of and does not want to hear, as its people see it.

import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Mute, Subscription } from '../routing/rules.ts';

/** One entry with all its branches, also while it is paused. Routing is given one for each branch. */
export interface StoredSubscription extends Omit<Subscription, 'branch'> {
  /** Globs; any of them. Empty: all branches and tags. */
  readonly branches: readonly string[];
  /** Who made it is not in the channel any more, or deactivated. */
  readonly creatorLeftAt?: Instant;
  /** Its channel is archived. */
  readonly pausedAt?: Instant;
}

export type NewSubscription = Omit<StoredSubscription, 'id' | 'number' | 'creatorLeftAt' | 'pausedAt'>;

export interface StoredMute extends Mute {
  readonly channelId: ChannelId;
  /** As people of the channel name it: 1, 2, … */
  readonly number: number;
  readonly creatorId: string;
}

export type NewMute = Omit<StoredMute, 'id' | 'number'>;

/** How somebody is not there any more. */
export type Leaving = 'left' | 'deactivated';

/** What a channel has to be told of one of its subscriptions. `resumed`: it was paused while the channel was archived. */
export interface SubscriptionNotice {
  readonly kind: Leaving | 'resumed';
  readonly subscription: StoredSubscription;
}

/** A project, or what a sender has instead, of which news came. */
export interface Heard {
  readonly provider: string;
  readonly connection: string;
  /** Undefined where the sender knows no projects. */
  readonly project?: string;
  /** As the CI system identifies it, where people may know it by that. */
  readonly projectId?: string;
  /** Of the newest news. */
  readonly at: Instant;
}

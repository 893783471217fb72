// What a channel asked to be told of and does not want to hear, as its people see it.

import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { Mute, Subscription } from '../routing/rules.ts';

/** One entry with all its branches, also while it is paused. Routing is given one for each branch. */
export interface StoredSubscription extends Omit<Subscription, 'branch' | 'projectKey'> {
  /** Globs; any of them. Empty: all branches and tags. */
  readonly branches: readonly string[];
  /** What `project` is, once it is known; never of a pattern. */
  readonly place?: KnownPlace;
  /** What it was called before, in small letters: late news by these names turns nothing back. */
  readonly formerPaths?: readonly string[];
  /** Who made it is not in the channel any more, or deactivated. */
  readonly creatorLeftAt?: Instant;
  /** Its channel is archived. */
  readonly pausedAt?: Instant;
  /** When it was seen last that its maker may read the project. Undefined where nobody's right was asked. */
  readonly checkedAt?: Instant;
  /** It cannot be seen now that its maker may read the project; it goes on for a while. */
  readonly doubt?: Doubt;
  /** Nothing is told any more. */
  readonly stopped?: { readonly why: Doubt['why'] | 'deleted'; readonly at: Instant };
}

/** `account`: its maker is not connected any more. `access`: the CI system does not show the project to its maker. */
export interface Doubt {
  readonly why: 'account' | 'access';
  readonly since: Instant;
}

/** A project, or a group of them, as its CI system knows it. */
export interface KnownPlace {
  readonly kind: 'project' | 'group';
  /** Name of the connection. */
  readonly connection: string;
  readonly id: string;
  /** Anybody may read it. */
  readonly open: boolean;
  readonly archived: boolean;
}

/** `checkAt`: when it is seen next whether its maker may read it; never when not said. */
export type NewSubscription = Omit<
  StoredSubscription,
  'id' | 'number' | 'creatorLeftAt' | 'pausedAt' | 'formerPaths' | 'doubt' | 'stopped'
> & {
  readonly checkAt?: Instant;
};

/** What a channel has to be told of the project of one of its subscriptions, or of its maker's right to read it. */
export type SubscriptionNews =
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'archived' | 'unarchived' | 'regained' }
  /** `until`: when it stops. */
  | { readonly kind: 'doubted'; readonly why: Doubt['why']; readonly until: Instant }
  | { readonly kind: 'stopped'; readonly why: Doubt['why'] | 'deleted' };

/** News of one subscription, to be told once. */
export interface UntoldNews {
  readonly id: string;
  readonly news: SubscriptionNews;
  readonly subscription: StoredSubscription;
}

/** What was learned of a subscription. What is left out stays; null ends it. */
export interface Learned {
  readonly project?: string;
  readonly place?: KnownPlace;
  readonly checkedAt?: Instant;
  readonly checkAt?: Instant;
  readonly doubt?: Doubt | null;
  readonly stopped?: StoredSubscription['stopped'] | null;
  readonly news: readonly SubscriptionNews[];
}

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

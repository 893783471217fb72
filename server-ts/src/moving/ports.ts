// What it takes to move over from an earlier plugin.

import type { Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { ConnectionDesk } from '../ci/connection-desk.ts';
import type { Earlier, EarlierKept } from '../ci/earlier.ts';
import type { HookTarget } from '../ci/hooks.ts';
import type { ChannelId } from '../ci/ids.ts';
import type { Instant } from '../ci/pipeline.ts';
import type { NewSubscription, StoredSubscription } from '../subscriptions/subscription.ts';

/** A CI system for which there was another plugin. */
export interface Mover {
  readonly provider: string;
  /** As people write it. */
  readonly title: string;
  /** Command by which people link their accounts; undefined where they cannot. */
  readonly connect?: string;
  readonly earlier: Earlier;
}

/** For looking at what was left behind. */
export interface SurveyPorts {
  readonly movers: readonly Mover[];
  /** Undefined of a plugin that never was here. */
  kept(earlier: Earlier): Promise<(EarlierKept & { readonly isActive: boolean }) | undefined>;
  /** All of a provider, those without an address too. */
  connections(provider: string): readonly Connection[];
  channel(channelId: ChannelId): Promise<'open' | 'archived' | 'gone'>;
  /** All subscriptions here. */
  subscribed(): Promise<readonly StoredSubscription[]>;
}

/** For bringing it along. */
export interface MovingPorts extends SurveyPorts {
  /** `~builds`. */
  channelName(channelId: ChannelId): Promise<string>;
  /** Active people here. */
  isPerson(userId: string): Promise<boolean>;
  readonly subscriptions: {
    /** Who makes it answers for it. Throws CI_ACCOUNT_… where they linked no account, CI_SUBSCRIPTION_… where they may not. */
    subscribe(wish: NewSubscription): Promise<unknown>;
    /** Without asking whether its maker may; `checkAt` says when it is looked at. */
    trust(wish: NewSubscription): Promise<unknown>;
    /** Those whose time has come are looked at. */
    look(): Promise<void>;
  };
  readonly desk: Pick<ConnectionDesk, 'put'>;
  /** The CI system by the connection's own token, or as the person. Throws CI_ACCOUNT_MISSING when there is neither. */
  reach(userId: string, connection: Connection): Promise<Reach>;
  /** Undefined while Mattermost knows no address of its own, or there is no secret. */
  hookTarget(connection: Connection): HookTarget | undefined;
  /** Where people come back to from linking an account. */
  redirects(provider: string): readonly string[];
  now(): Instant;
}

// What decides where news goes: routes from the configuration, subscriptions and mutes from the channels. Data only.

import type { ChannelId } from '../ci/ids.ts';
import type { Interest } from '../ci/interest.ts';
import type { Instant } from '../ci/pipeline.ts';

/** `changes`: broken and fixed; `after`: the nth failure in a row, and the fix. */
export type Notify = 'live' | 'finish' | 'failures' | 'changes' | { readonly after: number };

/**
 * `details`: what belongs to a card stands in its thread. `broadcast`: as that, and what matters is said in the channel, too.
 * `flat`: no threads; it stands in the channel as posts of its own.
 */
export type ThreadPolicy = 'details' | 'broadcast' | 'flat';

export type Purpose = 'builds' | 'reviews' | 'alerts';

/** A place for posts; which channel that is, the settings and the server say. */
export type Room =
  | { readonly kind: 'purpose'; readonly purpose: Purpose }
  | { readonly kind: 'named'; readonly team?: string; readonly channel: string }
  | { readonly kind: 'channel'; readonly id: ChannelId };

/**
 * Globs: `*` within a name, `**` over slashes, `?` one letter; any of a list. Without a key everything matches. Events are exact;
 * so are statuses, where `passed` stands for `success` and `warning`, too.
 */
export interface Match {
  readonly provider?: readonly string[];
  readonly connection?: readonly string[];
  readonly project?: readonly string[];
  readonly branch?: readonly string[];
  readonly tag?: readonly string[];
  readonly event?: readonly Interest[];
  readonly status?: readonly string[];
  readonly author?: readonly string[];
  readonly label?: readonly string[];
}

export interface Route {
  readonly match: Match;
  /** None: it goes nowhere. */
  readonly to: readonly Room[];
  readonly notify?: Notify;
  readonly thread?: ThreadPolicy;
  /** Look at the routes after this one, too. */
  readonly continue: boolean;
  /** Line of the configuration. */
  readonly line: number;
}

/** No news by itself in these hours; what would have been said is said afterwards. Alerts always speak. */
export interface QuietHours {
  /** Minutes since midnight. A `to` before `from` is on the next day. */
  readonly from: number;
  readonly to: number;
  /** 1 Monday … 7 Sunday: the days on which they begin. Besides, the whole of the days in `daysOff`. */
  readonly days: readonly number[];
  readonly daysOff: readonly number[];
  /** IANA name: `Europe/Berlin`. */
  readonly timezone: string;
}

/** A channel in which somebody started a run, or watches it. */
export interface Follower {
  readonly channelId: ChannelId;
  /** For people: `started here by alice`. */
  readonly why: string;
}

/** Somebody asked a channel to be told. */
export interface Subscription {
  /** Unique over all channels. */
  readonly id: string;
  /** As people of the channel name it: 1, 2, … */
  readonly number: number;
  readonly channelId: ChannelId;
  readonly creatorId: string;
  readonly provider: string;
  readonly connection?: string;
  /** Glob of the project's path or the job's name. */
  readonly project: string;
  /** `<connection>:<its id there>`, of one project that is known: it is meant whatever it is called by now. */
  readonly projectKey?: string;
  readonly branch?: string;
  /** None: all that have a default room. What is shown on another card gets one of its own only where it is named here. */
  readonly events: readonly Interest[];
  /** Globs; of what has labels, only what has one of these. */
  readonly labels?: readonly string[];
  readonly notify?: Notify;
  readonly thread?: ThreadPolicy;
  readonly createdAt: Instant;
}

/** A channel does not want to hear of it. */
export interface Mute {
  readonly id: string;
  /** Undefined: in all channels (from the configuration). */
  readonly channelId?: ChannelId;
  readonly what: 'user' | 'project' | 'branch';
  /** Glob. */
  readonly pattern: string;
  /** Undefined: until it is taken back. */
  readonly until?: Instant;
}

/** The part that `Configuration` holds. */
export interface Rules {
  readonly routes: readonly Route[];
  readonly notify: { readonly pipelines: Notify };
  readonly thread: ThreadPolicy;
  readonly mutes: readonly Mute[];
  readonly quietHours?: QuietHours;
}

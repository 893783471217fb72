// What a channel is told of, as the sidebar shows and changes it. Times in milliseconds since 1970, UTC.

/**
 * `heard`: news came. `silent`: the CI system is heard, but nothing of this project came lately. `never`: nothing has ever come from there.
 * `unknown`: nothing came, and nothing can be said about why. `paused`: the channel is archived. `doubted`: who made it may not read the
 * project any more, as far as is seen; `stopped`: so nothing is told any more. `deleted`: the project is gone.
 */
export type SubscriptionHealth = 'heard' | 'silent' | 'never' | 'unknown' | 'paused' | 'doubted' | 'stopped' | 'deleted';

export interface SubscriptionView {
  /** As the channel's people name it; also to remove it. */
  readonly number: number;
  /** Word for commands. */
  readonly provider: string;
  /** Shown name of the CI system. */
  readonly title: string;
  /** Absent: whichever of the CI system's connections. */
  readonly connection?: string;
  /** Path or glob. */
  readonly project: string;
  /** Globs; none: all branches and tags. */
  readonly branches: readonly string[];
  /** Words of `SubscriptionChoices.events`. */
  readonly events: readonly string[];
  /** Globs. */
  readonly labels: readonly string[];
  /** A word of `SubscriptionChoices.notify`, or `after:3`. */
  readonly notify?: string;
  /** A word of `SubscriptionChoices.thread`. */
  readonly thread?: string;
  /** User name of who made it; absent when that is not known any more. */
  readonly madeBy?: string;
  readonly madeAt: number;
  /** Who made it left the channel. */
  readonly makerLeft: boolean;
  /** The CI system does not take the account of who made it any more. */
  readonly makerEnded: boolean;
  readonly health: SubscriptionHealth;
  /** When the newest news came that it is about. */
  readonly lastAt?: number;
  /** Where the CI system must send to, while nothing is heard. */
  readonly webhook?: string;
}

/** A CI system that can be subscribed to. */
export interface SubscribableView {
  readonly provider: string;
  readonly title: string;
  /** Names of its connections, where there are several. */
  readonly connections: readonly string[];
  /** False: what it tells belongs to no project, so `**` is meant. */
  readonly projects: boolean;
}

export interface SubscriptionChoices {
  readonly systems: readonly SubscribableView[];
  readonly events: readonly string[];
  /** Those that are meant where nothing is said. */
  readonly usualEvents: readonly string[];
  readonly notify: readonly string[];
  readonly thread: readonly string[];
}

/** Answer of GET `paths.subscriptions`. */
export interface SubscriptionList {
  readonly subscriptions: readonly SubscriptionView[];
  readonly choices: SubscriptionChoices;
  /** Why this person may not change them, and who may; absent for who may. */
  readonly refusal?: string;
}

/** Body of POST `paths.subscriptions`, each value as the command takes it. The one of the same project is changed. */
export interface SubscriptionWish {
  readonly channel_id: string;
  readonly provider: string;
  readonly project: string;
  readonly connection?: string;
  /** With commas between them, as all that follow. */
  readonly branches?: string;
  readonly events?: string;
  readonly labels?: string;
  readonly notify?: string;
  readonly thread?: string;
}

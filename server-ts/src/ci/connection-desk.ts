// Where connections are put up, changed and taken away: what an administrator does from chat instead of in the settings.

import type { Reach } from './account.ts';
import type { Connection, OAuthApplication } from './connection.ts';

/** What is known of a connection that is put up; what is left out of a known one stays as it is. */
export interface ConnectionWish {
  /** `default`, which the settings describe, or a name under `connections`. */
  readonly name: string;
  readonly url: string;
  readonly oauth?: OAuthApplication;
  /** Generated when a new one has none. */
  readonly webhookSecret?: string;
  /** PEM. */
  readonly ca?: string;
  readonly token?: string;
  /** Where the CI system wants a name beside the token. */
  readonly username?: string;
}

/** Each throws a CiError `CI_DESK_…`, `CI_CONFIG_…`, `CI_SETTINGS_…` where the settings would be wrong, and then nothing was changed. */
export interface ConnectionDesk {
  /** Answers the connection as it is in force now. */
  put(provider: string, wish: ConnectionWish): Promise<Connection>;
  remove(provider: string, name: string): Promise<void>;
  /** The one that is meant where none is named. */
  prefer(provider: string, name: string): Promise<void>;
  /** How it would be reached, to look whether it is what it is said to be. */
  reach(provider: string, wish: ConnectionWish): Reach;
  /** People's accounts there, and channels' subscriptions to its news. */
  uses(provider: string, name: string): Promise<{ readonly accounts: number; readonly subscriptions: number }>;
  /** Hooks on all that the connection's token maintains, new projects too; until it is stopped. */
  keepHooks(provider: string, name: string, keep: boolean): Promise<void>;
}

// People's accounts in CI systems, as the sidebar and the popover of a person show them.

/** How a person links an account. */
export type ConnectView =
  /** A page for this person's browser; the path below Mattermost's own address. */
  | { readonly kind: 'page'; readonly path: string }
  /** A slash command that opens a private dialog. */
  | { readonly kind: 'command'; readonly command: string };

/** `moved`: linked at another address than the CI system has now. `ended`: not taken there any more. `gone`: not configured here any more. */
export type AccountState = 'none' | 'linked' | 'moved' | 'ended' | 'unreadable' | 'gone';

export interface LinkedAccountView {
  /** Who the person is there. */
  readonly login: string;
  readonly name?: string;
  readonly url?: string;
  readonly avatarUrl?: string;
  /** Milliseconds since 1970, UTC. */
  readonly since: number;
  /** What may be done as the person; `full`: all that the person may. */
  readonly access: 'full' | 'read';
  /** As the CI system names them, where it does. */
  readonly scopes?: readonly string[];
  /** When what proves it ends, in milliseconds since 1970; absent where it has no end that is known here. */
  readonly expiresAt?: number;
  /** It is renewed before that, without the person. */
  readonly renews?: boolean;
}

/** The person's account at one connection, or that there is none. */
export interface AccountView {
  /** Word for addresses and commands. */
  readonly provider: string;
  readonly connection: string;
  /** As people write it; with the connection's name where there are several. */
  readonly title: string;
  /** Where the CI system is. */
  readonly url?: string;
  readonly state: AccountState;
  readonly account?: LinkedAccountView;
  /** Absent where nobody can connect now. */
  readonly connect?: ConnectView;
  /** Where the person sees and ends there what was granted. */
  readonly grantsUrl?: string;
  /** Why nobody can connect, and what to do: plain text. */
  readonly problem?: string;
}

/** Answer of GET `paths.accounts`. */
export interface AccountList {
  readonly accounts: readonly AccountView[];
}

/** Answer of DELETE `paths.accounts`/<provider>/<connection>. */
export interface DisconnectedView {
  readonly login: string;
  /** Whether the CI system ended it, too; absent where only the person can. */
  readonly revoked?: boolean;
}

/** What everybody may know of somebody's account. */
export interface PublicAccountView {
  readonly title: string;
  readonly login: string;
  readonly url?: string;
}

/** Answer of GET `paths.people`/<user id>/accounts. */
export interface PublicAccountList {
  readonly accounts: readonly PublicAccountView[];
}

// Somebody's account in a CI system, and how a CI system is reached with it.

import type { Connection } from './connection.ts';
import type { Http } from './http.ts';

/** Who somebody is in a CI system. */
export interface Account {
  /** The name that the CI system knows them by: a user id or user name. */
  readonly login: string;
  /** Shown name, where it has one. */
  readonly name?: string;
  /** Their page there. */
  readonly url?: string;
  readonly avatarUrl?: string;
  /** What the CI system itself knows them by; it stays when they take another name. */
  readonly id?: string;
  /** Only reading was granted. */
  readonly readOnly?: true;
  /** What was granted, as the CI system names it; absent where it grants no parts, or did before they were kept. */
  readonly scopes?: readonly string[];
}

/** What requests prove themselves with. Never shown, logged or put into an error. */
export interface Credentials {
  /** Where the CI system wants a name beside the token. */
  readonly username?: string;
  readonly token: string;
}

/** A CI system as one person, or the connection's own user, reaches it. */
export interface Reach {
  readonly connection: Connection;
  readonly http: Http;
  /** Undefined: without any proof, as anybody would ask. */
  readonly credentials?: Credentials;
}

/** Accounts that are linked by a token, which the person makes in the CI system and gives to us. */
export interface TokenAccounts {
  readonly kind: 'token';
  /** What the CI system calls the name: `User ID`. */
  readonly nameLabel: string;
  /** What it calls the token: `API token`. */
  readonly tokenLabel: string;
  /** The page on which a signed-in person makes such a token; undefined without an address. */
  tokenPage(connection: Connection): string | undefined;
  /** Asks the CI system whose token it is. Throws a CiError when it is not accepted, or when it cannot be asked. */
  verify(reach: Reach & { readonly credentials: Credentials }): Promise<Account>;
}

/** Accounts that are linked by OAuth 2: the person agrees in the CI system, which gives us tokens for them. */
export interface OAuthAccounts {
  readonly kind: 'oauth';
  /** Where the CI system grants; all below the connection's own address. */
  endpoints(connection: Connection): { readonly authorize: string; readonly token: string; readonly revoke: string };
  /** What is asked for, to do all that the person may, or only to read what the person may. */
  readonly scopes: { readonly full: readonly string[]; readonly read: readonly string[] };
  /** The page on which a signed-in person sees and revokes what was granted; undefined without an address. */
  grantsPage(connection: Connection): string | undefined;
  /** Settings that hold the application of the connection `default`, for administrators. */
  readonly settings: { readonly id: string; readonly secret: string };
  /** Asks the CI system whose token it is. Throws a CiError when it is not accepted, or when it cannot be asked. */
  verify(reach: Reach & { readonly credentials: Credentials }): Promise<Account>;
  /** Where people can sign in to Mattermost with it. */
  readonly signIn?: {
    /** Mattermost's name for it: `AuthService` of its users. */
    readonly service: string;
    /** The section of Mattermost's configuration. */
    readonly settings: string;
    /** Base address in that section; undefined while it is off, or tells none. */
    baseIn(settings: unknown): string | undefined;
  };
}

/** How people link their accounts. */
export type AccountWay = TokenAccounts | OAuthAccounts;

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

// An account that somebody linked, and the table that keeps it.

import type { Account, Credentials } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Instant } from '../ci/pipeline.ts';

/** What of a connection an account belongs to. */
export type Server = Pick<Connection, 'provider' | 'name' | 'url'>;

/** One person has one account at one connection. */
export interface AccountPlace {
  readonly userId: string;
  readonly provider: string;
  /** Name of the connection. */
  readonly connection: string;
}

/** An account, as everybody who may see it sees it: nothing secret in it. */
export interface LinkedAccount extends AccountPlace {
  readonly account: Account;
  readonly kind: Proof['kind'];
  /** As `addressOf` makes it: what proves the account is sent nowhere else. */
  readonly address: string;
  readonly linkedAt: Instant;
  /** Since when the CI system takes what proves it no more: the person has to connect again. */
  readonly endedAt?: Instant;
}

/** What proves an account. How the CI system gave it; another kind is another way to link. */
export type Proof = { readonly kind: 'token'; readonly credentials: Credentials } | OAuthProof;

/** What a CI system granted by OAuth 2. */
export interface OAuthProof {
  readonly kind: 'oauth';
  readonly accessToken: string;
  /** Good for one renewal; undefined where the CI system grants without an end. */
  readonly refreshToken?: string;
  readonly grantedAt: Instant;
  /** When the access token ends. */
  readonly expiresAt?: Instant;
}

/** An account whose proof one process renews now, and no other does. */
export interface Renewing {
  readonly account: SealedAccount;
  /** The one before never told how it came out: the CI system may have renewed what we have. */
  readonly interrupted: boolean;
}

export interface SealedAccount extends LinkedAccount {
  readonly keyId: string;
  readonly sealed: Uint8Array;
}

/** Where accounts are kept. Rejects with a CiError while the database is away. */
export interface AccountTable {
  find(place: AccountPlace): Promise<SealedAccount | undefined>;
  /** By provider and connection. */
  of(userId: string): Promise<readonly LinkedAccount[]>;
  /** Instead of what was there. */
  put(account: SealedAccount): Promise<void>;
  /** False when there was none. */
  remove(place: AccountPlace): Promise<boolean>;
  removePerson(userId: string): Promise<number>;
  /**
   * The account, for `owner` alone to renew, for `milliseconds` at most; undefined while somebody else does, or when there is none. Ends with
   * `renewed`, `release`, `end`, or when the account is linked again.
   */
  claim(place: AccountPlace, owner: string, milliseconds: number): Promise<Renewing | undefined>;
  /** False when the account is not the owner's to renew any more: unlinked, or linked again. */
  renewed(place: AccountPlace, owner: string, proof: Pick<SealedAccount, 'keyId' | 'sealed'>): Promise<boolean>;
  /** `interrupted`: it is not known how it came out. */
  release(place: AccountPlace, owner: string, interrupted: boolean): Promise<void>;
  /** It cannot be renewed. False when the account is not the owner's any more. */
  end(place: AccountPlace, owner: string, now: Instant): Promise<boolean>;
  /** Those that ended and whose people were not told yet; nobody else is given them. With `place` only that one. */
  takeEnded(now: Instant, place?: AccountPlace): Promise<readonly LinkedAccount[]>;
  /** Could not be told: it is tried again. */
  untold(place: AccountPlace): Promise<void>;
  /** Everybody who linked this login there; letters’ case does not matter. */
  peopleOf(provider: string, connection: string, login: string): Promise<readonly { readonly userId: string; readonly address: string }[]>;
  /**
   * Changes every account that these keys sealed, all or none, one node after the other. `change` answers undefined to leave one as it is.
   * Answers how many were changed.
   */
  resealAll(
    keyIds: readonly string[],
    change: (account: SealedAccount) => Pick<SealedAccount, 'keyId' | 'sealed'> | undefined,
  ): Promise<number>;
  /** How many accounts each key sealed. */
  keys(): Promise<ReadonlyMap<string, number>>;
  /** Everybody who linked one. */
  people(): Promise<readonly string[]>;
  /** Notes which accounts belong to none of these servers, and forgets those that have not for `days`. Answers how many were forgotten. */
  forgetUnused(
    servers: readonly { readonly provider: string; readonly connection: string; readonly address: string }[],
    now: Instant,
    days: number,
  ): Promise<number>;
}

/** The same for each spelling of one base address. */
export function addressOf({ url }: Pick<Connection, 'url'>): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '');
}

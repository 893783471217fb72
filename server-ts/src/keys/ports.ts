// What keys need of the database, and what is told of them to the other rooms.

import type { Instant } from '../ci/pipeline.ts';
import type { ApiKey } from './key.ts';

export interface NewKey {
  readonly name: string;
  readonly hash: Uint8Array;
  readonly scopes: readonly string[];
  readonly creatorId: string;
  readonly createdAt: Instant;
  readonly expiresAt?: Instant;
}

/** A key that was shown, and whether it may go on now. */
export interface Spent {
  readonly key: ApiKey;
  /** Milliseconds until it may ask again; 0 when it may now. */
  readonly wait: number;
}

export interface KeyTable {
  /** Undefined when there is one of this name. */
  add(key: NewKey): Promise<ApiKey | undefined>;
  /** By name. */
  list(): Promise<readonly ApiKey[]>;
  /** Answers the key that is gone. */
  remove(name: string): Promise<ApiKey | undefined>;
  /** Notes the use and takes one token of its bucket, which all nodes share; undefined when there is no such key. */
  spend(hash: Uint8Array, from: string): Promise<Spent | undefined>;
}

/** What became of a request with an `Idempotency-Key`. */
export type Once =
  /** It is the first: work on it, then `finish` or `drop` it. */
  | { readonly kind: 'first' }
  /** It was answered before. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** The first one is being worked on. */
  | { readonly kind: 'busy' }
  /** The first one was another request. */
  | { readonly kind: 'other' };

export interface OnceTable {
  /** `request`: a digest of it. One that was taken and never finished can be taken again after a minute. */
  take(keyId: string, idempotencyKey: string, request: Uint8Array): Promise<Once>;
  finish(keyId: string, idempotencyKey: string, answer: { readonly status: number; readonly body: string }): Promise<void>;
  /** As if it had not come. */
  drop(keyId: string, idempotencyKey: string): Promise<void>;
}

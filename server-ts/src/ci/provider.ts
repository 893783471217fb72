// What a CI system must be able to do for the rest of the plugin to work with it.

import type { Connection } from './connection.ts';
import type { CiEvent } from './event.ts';

/** One HTTP request of a sender, as it came: proofs are made over `body` byte for byte. */
export interface Delivery {
  readonly headers: Headers;
  /** Query of the address the sender called. */
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
}

export type Proof = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** `invalid`: not JSON, or not this sender's shape. `ignored`: a kind that is not used, with the reason. */
export type Reading =
  | { readonly kind: 'event'; readonly event: CiEvent }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'invalid'; readonly reason: string };

export interface Provider {
  /** Folder name, and the word in `/webhooks/<name>`. */
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  /** Checks the sender's proof against the connection's secrets in constant time. `now` in milliseconds, for signatures that age. */
  prove(delivery: Delivery, connection: Connection, now: number): Proof;
  /** The sender's own identity for this delivery, equal in each repetition; undefined when it gives none. */
  identify(delivery: Delivery): string | undefined;
  /** Never throws, whatever the body holds. */
  read(delivery: Delivery, connection: Connection): Reading;
}

// What is remembered between the request to link an account and the CI system's answer: whose it is, and what proves that we asked.

import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../ci/pipeline.ts';
import { addressOf, type AccountPlace, type Server } from './linked.ts';
import type { Vault } from './vault.ts';

export interface OAuthState extends AccountPlace {
  readonly address: string;
  readonly keyId: string;
  /** The verifier and the redirect address. */
  readonly sealed: Uint8Array;
  readonly expiresAt: Instant;
}

/** Found by a digest: who reads the table cannot use what is in it. Rejects with a CiError while the database is away. */
export interface OAuthStateTable {
  put(digest: Uint8Array, state: OAuthState): Promise<void>;
  /** Only the first who asks is given it, over all nodes. */
  take(digest: Uint8Array): Promise<OAuthState | undefined>;
  forgetExpired(now: Instant): Promise<void>;
}

/** Kept from whoever reads the database: without it the CI system's answer is worth nothing. */
export interface Pending {
  readonly verifier: string;
  /** As it was sent; the same has to be told again for the tokens. */
  readonly redirect: string;
}

export type Taken =
  | { readonly kind: 'yours'; readonly place: AccountPlace; readonly address: string; readonly pending: Pending }
  /** Never made, used already, of another key, or older than a day. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'late' | 'foreign' };

export interface OAuthStates {
  /** Answers the state, which goes to the CI system and comes back with the person. */
  begin(userId: string, server: Server, pending: Pending, now: Instant): Promise<string>;
  /** A state that was shown is used up, whoever showed it. */
  take(state: string, userId: string, now: Instant): Promise<Taken>;
}

/** Milliseconds. */
const LASTS = 600_000;
/** For so long a late one is told from one that never was. */
const KEPT = 86_400_000;
const pendingSchema: z.ZodType<Pending> = z.object({ verifier: z.string(), redirect: z.string() });

export function createOAuthStates(table: OAuthStateTable, vault: Vault): OAuthStates {
  return {
    async begin(userId, server, pending, now) {
      const state = randomBytes(32).toString('base64url');
      const bound = { userId, provider: server.provider, connection: server.name, address: addressOf(server) };
      const sealed = vault.sealText(JSON.stringify(pending), purposeOf(state, bound));
      await table.forgetExpired(now - KEPT);
      await table.put(digestOf(state), { ...bound, ...sealed, expiresAt: now + LASTS });
      return state;
    },
    async take(state, userId, now) {
      const found = await table.take(digestOf(state));
      if (found === undefined) return { kind: 'unknown' };
      if (found.userId !== userId) return { kind: 'foreign' };
      if (found.expiresAt <= now) return { kind: 'late' };
      const text = vault.openText(found, purposeOf(state, found));
      if (text === undefined) return { kind: 'unknown' };
      const { provider, connection, address } = found;
      return { kind: 'yours', place: { userId, provider, connection }, address, pending: pendingSchema.parse(JSON.parse(text)) };
    },
  };
}

function digestOf(state: string): Uint8Array {
  return createHash('sha256').update(state).digest();
}

function purposeOf(state: string, { userId, provider, connection, address }: Omit<OAuthState, 'keyId' | 'sealed' | 'expiresAt'>) {
  return ['oauth state', state, userId, provider, connection, address];
}

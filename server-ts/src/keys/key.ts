// A key of a program: what it opens, until when, and how it is known again without being kept.

import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../ci/pipeline.ts';
import { CiError } from '../platform/errors.ts';

/** As it is kept; the key itself is not. */
export interface ApiKey {
  /** UUID. */
  readonly id: string;
  /** Unique, whatever case it is written in. */
  readonly name: string;
  /** Names of intents, `reports`, or `*` for all of it. */
  readonly scopes: readonly string[];
  /** Who made it: what is done with it is done as this person. */
  readonly creatorId: string;
  readonly createdAt: Instant;
  readonly expiresAt?: Instant;
  readonly lastUsedAt?: Instant;
  /** The address it was last used from. */
  readonly lastUsedFrom?: string;
}

/** Scanners that look for secrets in repositories know keys by such a beginning. */
const PREFIX = 'cicc_';
const BYTES = 32;
/** Longer texts are no keys, and are not hashed. */
const MAX_KEY = 200;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u;
const SCOPE = /^[a-z0-9][a-z0-9._-]{0,99}$/i;
const MAX_SCOPES = 50;

/** Too long to be guessed, so that a plain hash of it is enough. */
export function makeKey(): string {
  return `${PREFIX}${randomBytes(BYTES).toString('base64url')}`;
}

/** SHA-256; undefined for what cannot be a key. */
export function hashOf(key: string): Uint8Array | undefined {
  return key.length > MAX_KEY || key === '' ? undefined : createHash('sha256').update(key).digest();
}

/** Throws CiError `CI_KEY_NAME`. */
export function readName(text: string): string {
  if (NAME.test(text)) return text;
  throw new CiError('CI_KEY_NAME', 'This is no name for a key.', 'Take letters, digits, dots and dashes, 60 at most.');
}

/** `ship,scale-api`, `reports`, `*`. Throws CiError `CI_KEY_SCOPE`. */
export function readScopes(text: string): readonly string[] {
  const scopes = [...new Set(text.split(',').map((each) => each.trim()))].filter((each) => each !== '');
  if (scopes.includes('*')) return ['*'];
  if (scopes.length > 0 && scopes.length <= MAX_SCOPES && scopes.every((each) => SCOPE.test(each))) return scopes;
  throw new CiError(
    'CI_KEY_SCOPE',
    'It cannot be read what the key is for.',
    'Write names of intents with commas, reports, or * for all of it: /ci api-key create deployer ship,rollback',
  );
}

/** `need`: `reports` or the name of an intent. */
export function opens({ scopes }: Pick<ApiKey, 'scopes'>, need: string): boolean {
  return scopes.includes('*') || scopes.includes(need);
}

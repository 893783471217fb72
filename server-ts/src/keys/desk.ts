// Makes, lists and takes away keys, for administrators.

import type { Instant } from '../ci/pipeline.ts';
import { CiError } from '../platform/errors.ts';
import { hashOf, makeKey, readName, readScopes, type ApiKey } from './key.ts';
import type { KeyTable } from './ports.ts';

export interface KeyWish {
  readonly name: string;
  /** As it was typed: `ship,rollback`, `reports`, `*`. */
  readonly scopes: string;
  readonly creatorId: string;
  readonly expiresAt?: Instant;
}

export interface MadeKey {
  readonly key: ApiKey;
  /** The key itself: shown once, and kept nowhere. */
  readonly secret: string;
}

export interface KeyDesk {
  /** Throws CiError: `CI_KEY_NAME`, `CI_KEY_SCOPE`, `CI_KEY_TAKEN`, `CI_KEY_MANY`. */
  create(wish: KeyWish): Promise<MadeKey>;
  /** By name. */
  list(): Promise<readonly ApiKey[]>;
  /** Throws CiError `CI_KEY_UNKNOWN`. */
  revoke(name: string): Promise<ApiKey>;
}

const MOST = 200;

export function createKeyDesk(keys: KeyTable, now: () => Instant): KeyDesk {
  return {
    async create({ scopes, creatorId, expiresAt, ...wish }) {
      const [name, read, secret] = [readName(wish.name), readScopes(scopes), makeKey()];
      const hash = hashOf(secret);
      if (hash === undefined) throw new Error('a key that is none was made');
      if ((await keys.list()).length >= MOST) throw many();
      const key = await keys.add({ name, hash, scopes: read, creatorId, createdAt: now(), ...(expiresAt !== undefined && { expiresAt }) });
      if (key === undefined) throw taken();
      return { key, secret };
    },
    list: () => keys.list(),
    async revoke(name) {
      const gone = await keys.remove(name);
      if (gone !== undefined) return gone;
      throw new CiError('CI_KEY_UNKNOWN', 'There is no key of this name.', '`/ci api-key list` shows all there are.');
    },
  };
}

function taken(): CiError {
  return new CiError(
    'CI_KEY_TAKEN',
    'There is a key of this name.',
    'Take another name, or take the old one away with `/ci api-key revoke <name>`.',
  );
}

function many(): CiError {
  return new CiError(
    'CI_KEY_MANY',
    `There are ${MOST} keys.`,
    'Take away those that are not used: `/ci api-key list` shows when each was.',
  );
}

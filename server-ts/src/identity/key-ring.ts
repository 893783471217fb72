// The key that seals from now on, and those before it, which still open what they sealed.

import { keyIdOf } from '../platform/seal.ts';

export interface KeyRing {
  /** Undefined until there was a right one. */
  current(): Uint8Array | undefined;
  /** The one of this id. */
  byId(keyId: string): Uint8Array | undefined;
  /** Ids of those that only open. */
  formerIds(): readonly string[];
  /** `keys`: the first seals. With none, as while the setting is wrong, all stays as it was. Answers whether anything is different. */
  turn(keys: readonly Uint8Array[]): boolean;
}

/** Keys that were in force since the process began. */
const REMEMBERED = 8;

export function createKeyRing(): KeyRing {
  let ring: readonly { readonly id: string; readonly key: Uint8Array }[] = [];
  return {
    current: () => ring[0]?.key,
    byId: (keyId) => ring.find(({ id }) => id === keyId)?.key,
    formerIds: () => ring.slice(1).map(({ id }) => id),
    turn(keys) {
      if (keys.length === 0) return false;
      const given = keys.map((key) => ({ id: keyIdOf(key), key }));
      const before = ring.map(({ id }) => id).join();
      const rest = ring.filter(({ id }) => !given.some((each) => each.id === id));
      ring = [...given, ...rest].slice(0, Math.max(REMEMBERED, given.length));
      return ring.map(({ id }) => id).join() !== before;
    },
  };
}

// Proves that a text was made by us, for somebody: HMAC-SHA256 with a key that serves nothing else.

import { createHmac, hkdfSync } from 'node:crypto';
import { isEqual } from './secret-equality.ts';

export interface Prover {
  /** `whom`: it is a proof for nobody else. */
  prove(whom: string, text: string): string;
  /** In constant time. With any of the keys, as posts outlive a change of them. */
  proves(whom: string, text: string, proof: string): boolean;
}

/** `keys`: asked each time, the first one proves. `purpose`: keys of different ones have nothing to do with each other. */
export function createProver(purpose: string, keys: () => readonly Uint8Array[]): Prover {
  const sign = (key: Uint8Array, whom: string, text: string): string =>
    createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', purpose, 32)))
      .update(JSON.stringify([whom, text]))
      .digest('base64url');
  return {
    prove(whom, text) {
      const [key] = keys();
      if (key === undefined) throw new Error('There is no key.');
      return sign(key, whom, text);
    },
    proves: (whom, text, proof) => keys().some((key) => isEqual(sign(key, whom, text), proof)),
  };
}

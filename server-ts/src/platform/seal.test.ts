import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { seal, unseal } from './seal.ts';

const key = randomBytes(32);

test('what was sealed is opened by its key for its purpose only, and not once a bit of it was changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.nat(), (text, purpose, at) => {
      const sealed = seal(key, text, purpose);
      expect(unseal(key, sealed, purpose)).toBe(text);
      expect(unseal(randomBytes(32), sealed, purpose)).toBeUndefined();
      expect(unseal(key, sealed, `${purpose}.`)).toBeUndefined();
      const changed = Uint8Array.from(sealed);
      const place = at % changed.length;
      changed[place] = (changed[place] ?? 0) ^ (1 << (at % 8));
      expect(unseal(key, changed, purpose)).toBeUndefined();
      expect(unseal(key, sealed.subarray(0, place), purpose)).toBeUndefined();
    }),
  );
});

test('the same text never looks the same', () => {
  expect(Buffer.from(seal(key, 'text', '')).equals(seal(key, 'text', ''))).toBe(false);
});

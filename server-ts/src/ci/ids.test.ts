import { expect, test } from '@jest/globals';
import { partsOfKey, shortIdentity, subjectKey } from './ids.ts';

test('parts keep apart what they hold', () => {
  expect(subjectKey('a', 'b', 'c/d', 'e')).toBe('a/b/c%2Fd/e');
  expect(subjectKey('a', 'b', '\uD800', '')).toBe('a/b/%EF%BF%BD/');
});

test('a key gives back what it was made of, unless it was too long', () => {
  expect(partsOfKey(subjectKey('a', 'b', 'c/%2F d', '14'))).toEqual(['a', 'b', 'c/%2F d', '14']);
  for (const key of ['', 'a/b', 'a/b/%/1', subjectKey('a', 'b', 'x'.repeat(600), '1')]) expect(partsOfKey(key)).toBeUndefined();
});

test('an identity of any length fits into an index, and two long ones that differ at their end stay two', () => {
  const [one, other] = ['1', '2'].map((end) => subjectKey('store', 'default', 'artifact', 'folder/'.repeat(1000) + end));
  expect(one).toHaveLength(500);
  expect(one).not.toBe(other);
  expect(shortIdentity('x'.repeat(500))).toBe('x'.repeat(500));
});

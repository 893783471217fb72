import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isAnyEqual, isEqual, signHex } from './secret-equality.ts';

test('texts are equal when they are the same, whatever their length', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (left, right) => isEqual(left, right) === (left === right)));
});

test('one right pair is enough, and nothing is never right', () => {
  expect(isAnyEqual([null, 'old'], ['new', 'old'])).toBe(true);
  expect(isAnyEqual(['', null, undefined], ['', 'old'])).toBe(false);
  expect(isAnyEqual(['old'], [])).toBe(false);
});

test('a signature is made with the bytes of the secret as UTF-8', () => {
  const body = Buffer.from('{"a":"ü"}');
  expect(signHex('gehéim', body)).toBe(createHmac('sha256', Buffer.from('gehéim', 'utf8')).update(body).digest('hex'));
});

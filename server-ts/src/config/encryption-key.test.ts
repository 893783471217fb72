import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { CiError } from '../platform/errors.ts';
import { readEncryptionKey, readEncryptionKeys } from './encryption-key.ts';

const bytes = randomBytes(32);

test.each([
  ['raw', 'made-up-key-of-thirty-two-bytes!', Buffer.from('made-up-key-of-thirty-two-bytes!')],
  ['hex', bytes.toString('hex'), bytes],
  ['base64', bytes.toString('base64'), bytes],
  ['base64url', bytes.toString('base64url'), bytes],
])('32 bytes are read when given %s', (_form, text, expected) => {
  expect(readEncryptionKey(text)).toEqual(expected);
});

test.each(['', 'short', 'x'.repeat(33), 'g'.repeat(64), randomBytes(48).toString('hex')])(
  'any other length is refused in words, without the key: %#',
  (text) => {
    const error = readEncryptionKey(text);
    expect(error).toBeInstanceOf(CiError);
    if (!(error instanceof CiError)) return;
    expect(error.code).toBe('CI_SETTINGS_ENCRYPTION_KEY');
    expect(error.message).toContain(text === '' ? 'is empty' : `has ${text.length} characters`);
    expect(error.remedy).toContain('openssl rand -hex 32');
  },
);

test('keys before it may stand behind the key; when one of them is wrong, all of it is', () => {
  const [now, before, oldest] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const text = `${now.toString('hex')} ${before.toString('base64')},\n${oldest.toString('hex')}`;
  expect(readEncryptionKeys(text)).toEqual([now, before, oldest]);
  expect(readEncryptionKeys('made up, key of 32 bytes: words!')).toEqual([Buffer.from('made up, key of 32 bytes: words!')]);
  const wrong = `${now.toString('hex')} short`;
  expect(readEncryptionKeys(wrong)).toEqual(readEncryptionKey(wrong));
  expect(readEncryptionKeys('')).toBeInstanceOf(CiError);
});

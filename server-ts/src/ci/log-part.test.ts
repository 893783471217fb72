import { expect, test } from '@jest/globals';
import { safeLength } from './log-part.ts';

const safe = (text: string): string => text.slice(0, safeLength(text));
const begin = '-----BEGIN RSA PRIVATE KEY-----\n';
const body = 'MIIBVgIBADANBgkqhkiG9w0BAQ\n';

test('what has no end yet is not handed out: a line, a private key', () => {
  expect(safe('one\npassword=hun')).toBe('one\n');
  expect(safe('pass')).toBe('');
  expect(safe(`one\n  ${begin}${body}`)).toBe('one\n');
  expect(safe(`one\n${begin}${body}-----END RSA PRIVATE KEY-----\ntwo\nthr`)).toMatch(/two\n$/);
});

test('what never ends is', () => {
  expect(safe('.'.repeat(70_000))).toHaveLength(70_000);
  expect(safe(`one\n${begin}${'no key at all\n'.repeat(2000)}`)).toMatch(/all\n$/);
});

import { expect, test } from '@jest/globals';
import { readAllowedAddresses } from './allowed-addresses.ts';

const check = (text: string, address: string): unknown => {
  const allowed = readAllowedAddresses(text);
  return typeof allowed === 'function' ? allowed(address) : allowed.code;
};

test('nothing set allows everybody', () => expect(check(' ', '203.0.113.9')).toBe(true));

test.each([
  ['10.0.0.0/8, 192.0.2.7', '10.255.0.1', true],
  ['10.0.0.0/8, 192.0.2.7', '192.0.2.7', true],
  ['10.0.0.0/8, 192.0.2.7', '192.0.2.8', false],
  ['fd00::/8', 'fd12::1', true],
  ['fd00::/8', '10.0.0.1', false],
  ['10.0.0.0/8', '::ffff:10.1.2.3', true],
  ['10.0.0.0/8', 'not an address', false],
])('%s and %s: %s', (text, address, expected) => expect(check(text, address)).toBe(expected));

test.each(['10.0.0.0/33', '10.0.0', 'example.com', '10.0.0.0/8/8', 'fd00::/129'])('%s is refused by name', (text) => {
  expect(check(text, '10.0.0.1')).toBe('CI_SETTINGS_ADDRESSES');
});

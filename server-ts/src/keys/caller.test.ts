import { expect, test } from '@jest/globals';
import { callerOf } from './caller.ts';

const isAllowed = (address: string): boolean => address.startsWith('10.1.');
const isProxy = (address: string): boolean => address.startsWith('10.9.') || address === '::1';
const call = (told: string, forwarded: string, peer = '10.9.0.1:40000') => ({ told, forwarded, peer });

test('where Mattermost reads no header, nobody’s header is read', () => {
  expect(callerOf(call('10.9.0.1', '10.1.0.5'), { isAllowed })).toBe('10.9.0.1');
  expect(callerOf(call('203.0.113.9', '10.1.0.5, 10.1.0.6', '203.0.113.9:1'), { isAllowed })).toBe('203.0.113.9');
});

test('a caller who claims an allowed address in front of their own is not taken for it', () => {
  // Mattermost takes the first one.
  expect(callerOf(call('10.1.0.5', '10.1.0.5, 203.0.113.9'), { isAllowed })).toBe('203.0.113.9');
  expect(callerOf(call('10.1.0.5', '10.1.0.5'), { isAllowed })).toBe('10.1.0.5');
});

test('whoever is connected from outside is no proxy, and speaks for nobody else', () => {
  expect(callerOf(call('10.1.0.5', '10.1.0.5', '198.51.100.7:9'), { isAllowed })).toBe('198.51.100.7');
  expect(callerOf(call('10.1.0.5', '', '198.51.100.7:9'), { isAllowed })).toBe('198.51.100.7');
});

test('with the proxies known, the last address that is none of them counts', () => {
  const trust = { isAllowed, isProxy };
  expect(callerOf(call('10.1.0.5', '10.1.0.5, 203.0.113.9, 10.9.0.7'), trust)).toBe('203.0.113.9');
  expect(callerOf(call('10.1.0.5', '10.1.0.5, 10.9.0.7', '[::1]:443'), trust)).toBe('10.1.0.5');
  // Connected past the proxies.
  expect(callerOf(call('10.1.0.5', '10.1.0.5', '203.0.113.9:5'), trust)).toBe('203.0.113.9');
  expect(callerOf(call('10.9.0.1', ''), trust)).toBe('10.9.0.1');
});

test('addresses are taken with and without a port, and what is none is allowed to nobody', () => {
  expect(callerOf(call('10.1.0.5', '10.1.0.5:5123, nonsense'), { isAllowed })).toBe('nonsense');
  expect(callerOf(call('2001:db8::1', '', '[2001:db8::1]:443'), { isAllowed })).toBe('2001:db8::1');
});

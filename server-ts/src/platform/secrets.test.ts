import { expect, test } from '@jest/globals';
import { createSecrets, secretsIn } from './secrets.ts';

test('a secret is masked by its field’s name and wherever its value turns up', () => {
  const secrets = createSecrets();
  secrets.learn(['made-up-secret-1', 'short']);
  expect(secrets.redact('anything', 'gitlabToken')).toBe('***');
  expect(secrets.redact('GET /x?secret=made-up-secret-1&y', 'path')).toBe('GET /x?secret=***&y');
  expect(secrets.redact('a short walk', '')).toBe('a short walk');
});

test('settings that are secret are found by name', () => {
  expect(secretsIn({ webhooksecret: 'a', encryptionkey: 'b', metricstoken: 'c', team: 'd', enablejenkinscommand: true })).toEqual([
    'a',
    'b',
    'c',
  ]);
});

test('a secret in use is masked for ten minutes after its last use, and memory does not grow with them', () => {
  let now = 0;
  const secrets = createSecrets(() => now);
  secrets.lend(['made-up-token-1', 'short']);
  now = 599_000;
  expect(secrets.redact('of made-up-token-1', '')).toBe('of ***');
  secrets.lend(['made-up-token-1', 'made-up-token-2']);
  now = 1_198_000;
  expect(secrets.known()).toEqual(['made-up-token-1', 'made-up-token-2']);
  now = 1_200_000;
  expect(secrets.redact('of made-up-token-1', '')).toBe('of made-up-token-1');
  for (let at = 0; at < 10_000; at += 1) secrets.lend([`made-up-token-${at}`]);
  expect(secrets.known()).toHaveLength(500);
  expect(secrets.known()).toContain('made-up-token-9999');
});

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

import { expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

const settings = { webhooksecret: 'made-up-secret', encryptionkey: 'a'.repeat(64), someurl: 'https://ci.example.com/ci/' };

test('a complete set of settings gives a connection a provider and no problems', () => {
  const { config, problems } = readConfig(settings, ['some', 'other']);
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    connections: [
      { provider: 'some', name: 'default', url: 'https://ci.example.com/ci', webhookSecrets: ['made-up-secret'] },
      { provider: 'other', url: '' },
    ],
    notify: { pipelines: 'finish' },
    channels: { builds: 'builds', reviews: 'code-reviews', alerts: 'alerts' },
  });
});

test('what is wrong is told, and the last good part stays in force', () => {
  const { config: last } = readConfig({ ...settings, configuration: 'notify: {pipelines: live}', allowedaddresses: '192.0.2.0/24' }, []);
  const { config, problems } = readConfig({ ...settings, configuration: 'notify: 1', allowedaddresses: 'nowhere' }, [], last);
  expect(problems.map(({ code }) => code)).toEqual(['CI_CONFIG_VALUE', 'CI_SETTINGS_ADDRESSES']);
  expect(config.notify.pipelines).toBe('live');
  expect(config.isAllowed('192.0.2.1')).toBe(true);
  expect(config.isAllowed('198.51.100.1')).toBe(false);
});

test('a list of addresses that cannot be read lets nobody in when there never was a good one', () => {
  expect(readConfig({ ...settings, allowedaddresses: 'nowhere' }, []).config.isAllowed('192.0.2.1')).toBe(false);
});

test('without a secret nothing can prove itself', () => {
  expect(readConfig({ encryptionkey: 'a'.repeat(64) }, ['some']).config.connections[0]?.webhookSecrets).toEqual([]);
});

test('an address that is none is told by its system', () => {
  const { problems, config } = readConfig({ ...settings, someurl: 'ci.example.com' }, ['some']);
  expect(problems.map(({ code }) => code)).toEqual(['CI_SETTINGS_URL']);
  expect(config.connections[0]?.url).toBe('');
});

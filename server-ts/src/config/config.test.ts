import { rootCertificates } from 'node:tls';
import { expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

const settings = { webhooksecret: 'made-up-secret', encryptionkey: 'a'.repeat(64), someurl: 'https://ci.example.com/ci/' };
const known = { providers: ['some', 'other'], templateNames: [], checkTemplate: () => undefined };
const [pem = '', otherPem = ''] = rootCertificates;

test('a complete set of settings gives a connection a provider and no problems', () => {
  const { config, problems } = readConfig({ ...settings, othertoken: 'made-up-token' }, known);
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    connections: [
      { provider: 'some', name: 'default', url: 'https://ci.example.com/ci', webhookSecrets: ['made-up-secret'] },
      { provider: 'other', url: '', token: 'made-up-token' },
    ],
    rules: { routes: [], notify: { pipelines: 'finish' }, thread: 'details', mutes: [] },
    channels: { builds: 'builds', reviews: 'code-reviews', alerts: 'alerts' },
  });
});

test('connections of the YAML stand beside those of the settings; every one trusts the settings’ authority, too', () => {
  const lab = `connections:\n  - name: lab\n    provider: some\n    url: https://lab.example/\n    webhookSecrets: [made-up-1, made-up-2]\n    ca: |\n${pem.replace(/^/gm, '      ')}\n`;
  const { config, problems, secrets } = readConfig({ ...settings, configuration: lab, customca: otherPem }, known);
  expect(problems).toEqual([]);
  expect(config.connections.map(({ provider, name, url }) => `${provider} ${name} ${url}`)).toEqual([
    'some default https://ci.example.com/ci',
    'other default ',
    'some lab https://lab.example',
  ]);
  expect(config.connections[2]).toMatchObject({ webhookSecrets: ['made-up-1', 'made-up-2'], ca: `${pem}\n\n${otherPem}` });
  expect(config.connections[0]?.ca).toBe(otherPem);
  expect(secrets).toEqual(['made-up-1', 'made-up-2']);
});

test('of a wrong configuration nothing is used: the last good one runs on as a whole', () => {
  const good = `
connections: [{name: lab, provider: some, webhookSecret: made-up-lab}]
routes: [{match: {project: a/b}, to: there}]
notify: {pipelines: live}`;
  const { config: last } = readConfig({ ...settings, configuration: good, allowedaddresses: '192.0.2.0/24' }, known);
  const bad = `
connections: [{name: new, provider: some, webhookSecret: made-up-new}]
notify: 1`;
  const next = { ...settings, team: 'city', configuration: bad, allowedaddresses: 'nowhere', customca: 'none', someurl: 'ci.example.com' };
  const { config, problems, secrets } = readConfig(next, known, last);
  expect(problems.map(({ code }) => code)).toEqual(['CI_CONFIG_VALUE', 'CI_SETTINGS_ADDRESSES', 'CI_SETTINGS_CA', 'CI_SETTINGS_URL']);
  expect(config.yaml).toBe(last.yaml);
  expect(config.rules).toBe(last.rules);
  expect(config.connections).toEqual(last.connections);
  expect(config.team).toBe('city');
  expect(config.isAllowed('192.0.2.1')).toBe(true);
  expect(config.isAllowed('198.51.100.1')).toBe(false);
  // The log must not tell them either.
  expect(secrets).toEqual(['made-up-new']);
});

test('a list of addresses that cannot be read lets nobody in when there never was a good one', () => {
  expect(readConfig({ ...settings, allowedaddresses: 'nowhere' }, known).config.isAllowed('192.0.2.1')).toBe(false);
});

test('without a secret nothing can prove itself', () => {
  expect(readConfig({ encryptionkey: 'a'.repeat(64) }, known).config.connections[0]?.webhookSecrets).toEqual([]);
});

test('an address that is none is told by its system', () => {
  const { problems, config } = readConfig({ ...settings, someurl: 'ci.example.com' }, known);
  expect(problems.map(({ code }) => code)).toEqual(['CI_SETTINGS_URL']);
  expect(config.connections[0]?.url).toBe('');
});

test('an address with a password in it is refused: links to it stand in posts', () => {
  const { config, problems } = readConfig({ ...settings, someurl: 'https://bot:made-up-password@ci.example' }, known);
  expect(config.connections[0]?.url).toBe('');
  expect(problems).toMatchObject([{ code: 'CI_SETTINGS_URL', remedy: expect.stringContaining('without a name or password') }]);
  expect(JSON.stringify(problems)).not.toContain('made-up-password');
});

test('proxies are those that are named; a list that names none, or nonsense, is refused', () => {
  expect(readConfig(settings, known).config).not.toHaveProperty('isProxy');
  const proxies = (list: string) => readConfig({ ...settings, configuration: `trustedProxies: ${list}\n` }, known);
  const { isProxy } = proxies('[10.20.0.0/24, 127.0.0.1]').config;
  expect(['10.20.0.7', '127.0.0.1', '::ffff:10.20.0.7', '10.21.0.1', 'nonsense', ''].map((each) => isProxy?.(each))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  for (const wrong of ['[]', '[proxy.example]', '[10.0.0.0/99]', "['']"]) expect(proxies(wrong).problems).toHaveLength(1);
});

test('an address that is wrong is told under the name of its CI system as people write it', () => {
  const { problems } = readConfig(
    { ...settings, someurl: 'ci.example.com', otherurl: 'ci.example.com' },
    { ...known, titles: { some: 'SomeCI' } },
  );
  expect(problems.map(({ message }) => message)).toEqual([
    'The address of SomeCI is not one of a web server.',
    'The address of other is not one of a web server.',
  ]);
});

import { expect, test } from '@jest/globals';
import manifest from '../../../plugin.json' with { type: 'json' };
import { rememberSiteAddress } from '../host/site.ts';
import { startFake } from '../mattermost/fake/server.ts';
import { createSecrets } from '../platform/secrets.ts';
import { readConfiguration } from './configuration.ts';
import { catchUp } from './late-settings.ts';

/** What was read is in force; then the test changes what is saved. */
async function world() {
  const saved = { team: 'city', url: 'https://chat.example', fails: false };
  const whole = { webhooksecret: 'made-up-secret', encryptionkey: '07'.repeat(32) };
  const answer = () => {
    if (saved.fails) throw new Error('no answer');
    const plugins = { [manifest.id]: { ...defaults, ...whole, team: saved.team } };
    return { A: { ServiceSettings: { SiteURL: saved.url }, PluginSettings: { Plugins: plugins } } };
  };
  const server = await startFake(() => ({}), {
    GetConfig: answer,
    GetUnsanitizedConfig: answer,
    KVGet: () => ({ A: new Uint8Array() }),
    KVSet: () => ({}),
  });
  await server.activate();
  const { host } = server;
  const [site, configuration] = await Promise.all([
    rememberSiteAddress(host.api),
    readConfiguration(host, createSecrets(), { follow: async () => undefined }),
  ]);
  const warned: string[] = [];
  let reloads = 0;
  const late = (): Promise<void> =>
    catchUp({
      configuration,
      site,
      log: { warn: (message) => void warned.push(message) },
      async reload() {
        reloads += 1;
        await Promise.all([configuration.reload(), site.reload()]);
      },
    });
  return { saved, configuration, site, late, warned, reloads: () => reloads };
}

const defaults = Object.fromEntries(
  manifest.settings_schema.settings.map(({ key, ...more }) => [key.toLowerCase(), 'default' in more ? more.default : '']),
);

test('settings that were saved after they were read are in force when it is looked again, once', async () => {
  const { saved, configuration, late, reloads } = await world();
  saved.team = 'country';
  await late();
  expect(configuration.now().team).toBe('country');
  await late();
  expect(reloads()).toBe(1);
});

test('Mattermost’s own address too', async () => {
  const { saved, site, late, reloads } = await world();
  saved.url = 'https://new.example';
  await late();
  expect([site.now(), reloads()]).toEqual(['https://new.example', 1]);
});

test('where all is as it was read nothing is made anew, nor where it cannot be told', async () => {
  const { saved, late, warned, reloads } = await world();
  await late();
  expect(warned).toEqual([]);
  saved.fails = true;
  await late();
  expect([warned.length, reloads()]).toEqual([1, 0]);
});

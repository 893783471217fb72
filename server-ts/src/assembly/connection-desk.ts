// Connections put up, changed and taken away from chat: written into the settings and the YAML as an administrator would, checked before.
import { randomBytes } from 'node:crypto';
import type { Connection } from '../ci/connection.ts';
import type { ConnectionDesk, ConnectionWish } from '../ci/connection-desk.ts';
import { dropConnection, preferConnection, putConnection, readConfig, textOf } from '../config/index.ts';
import { currentHttp } from '../platform/http-pool.ts';
import { CiError } from '../platform/errors.ts';
import { known } from './configuration.ts';
import { createKeptHooks } from './kept-hooks.ts';
import { connectionOf, type Parts } from './parts.ts';
import { createSettingsChange, type Settings } from './settings-change.ts';

export function createConnectionDesk(parts: Parts): ConnectionDesk {
  const { api, configuration, http, storage } = parts;
  const kept = createKeptHooks(api);
  const change = createSettingsChange(parts);
  return {
    async put(provider, wish) {
      await change((settings) => (wish.name === 'default' ? settingsFor(provider, wish, settings) : yamlFor(provider, wish, settings)));
      const made = connectionOf(configuration.now(), provider, wish.name);
      if (made === undefined) throw unsaved();
      return made;
    },
    async remove(provider, name) {
      await kept.keep({ provider, name }, false);
      await change((settings) =>
        name === 'default' ? emptied(provider) : yamlWith(settings, (text) => dropConnection(text, { provider, name })),
      );
    },
    prefer: (provider, name) => change((settings) => yamlWith(settings, (text) => preferConnection(text, { provider, name }))),
    reach(provider, { name, url, ca = '', token }) {
      const authorities = [ca, configuration.now().customCa].filter(Boolean).join('\n');
      const connection: Connection = { provider, name, url, webhookSecrets: [] };
      return {
        connection,
        http: currentHttp(http.now, { ...connection, ca: authorities }),
        ...(token !== undefined && { credentials: { token } }),
      };
    },
    uses: storage.uses.of,
    keepHooks: (provider, name, keep) => kept.keep({ provider, name }, keep),
  };
}

function settingsFor(provider: string, { url, oauth, webhookSecret, ca, token }: ConnectionWish, settings: Settings): Settings {
  const trusted = textOf(settings, 'CustomCA');
  return {
    [`${provider}url`]: url,
    ...(oauth !== undefined && { [`${provider}oauthclientid`]: oauth.clientId, [`${provider}oauthclientsecret`]: oauth.clientSecret }),
    ...(webhookSecret !== undefined && { webhooksecret: webhookSecret }),
    ...(token !== undefined && { [`${provider}token`]: token }),
    ...(ca !== undefined && !trusted.includes(ca.trim()) && { customca: [trusted, ca.trim()].filter(Boolean).join('\n') }),
  };
}

function emptied(provider: string): Settings {
  return Object.fromEntries(['url', 'oauthclientid', 'oauthclientsecret', 'token'].map((key) => [`${provider}${key}`, '']));
}

function yamlFor(provider: string, wish: ConnectionWish, settings: Settings): Settings {
  const { connections } = readConfig(settings, known).config;
  const isNew = !connections.some((each) => each.provider === provider && each.name.toLowerCase() === wish.name.toLowerCase());
  const secret = isNew && wish.webhookSecret === undefined ? { webhookSecret: randomBytes(24).toString('hex') } : {};
  return yamlWith(settings, (text) => putConnection(text, { provider, ...secret, ...wish }));
}

/** Only of a YAML that is right: of a wrong one nobody knows what would become of it. */
function yamlWith(settings: Settings, edit: (text: string) => string): Settings {
  const text = textOf(settings, 'Configuration');
  const wrong = readConfig({ configuration: text }, known).problems.find(({ code }) => code.startsWith('CI_CONFIG_'));
  if (wrong !== undefined)
    throw new CiError(
      'CI_DESK_CONFIGURATION',
      `The Configuration is not right as it is. ${wrong.message}`,
      `${wrong.remedy} Then try again.`,
    );
  return { configuration: edit(text) };
}

function unsaved(): CiError {
  return new CiError('CI_DESK_UNSAVED', 'The settings were saved, but are not in force.', '`/ci doctor` says what is wrong with them.');
}

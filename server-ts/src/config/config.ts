// Everything that was configured, read from the settings and the YAML; what is wrong keeps the last good value in force.
import type { Connection } from '../ci/connection.ts';
import { CiError } from '../platform/errors.ts';
import { readAllowedAddresses, type IsAllowed } from './allowed-addresses.ts';
import { readConfiguration, type Configuration } from './configuration.ts';
import { readEncryptionKey } from './encryption-key.ts';
import { textOf, type Settings } from './setting.ts';

export interface Config {
  /** One `default` connection a provider. */
  readonly connections: readonly Connection[];
  readonly notify: Configuration['notify'];
  /** Name of the team; empty means the only one there is. */
  readonly team: string;
  /** Names of the channels by the rooms' purpose. */
  readonly channels: { readonly builds: string; readonly reviews: string; readonly alerts: string };
  readonly isAllowed: IsAllowed;
}

export interface ConfigReading {
  readonly config: Config;
  /** What is wrong, in an administrator's words. */
  readonly problems: readonly CiError[];
}

/** What each part of the settings falls back to before anything was ever read. */
const initial = { notify: { pipelines: 'finish' }, isAllowed: () => false } as const;

/** Reads the settings; `last` is the configuration that runs, whose parts stay where the new ones are wrong. */
export function readConfig(settings: Settings, providers: readonly string[], last?: Config): ConfigReading {
  const configuration = readConfiguration(textOf(settings, 'Configuration'));
  const isAllowed = readAllowedAddresses(textOf(settings, 'AllowedAddresses'));
  const key = readEncryptionKey(textOf(settings, 'EncryptionKey'));
  const { good: addresses, problems: wrongAddresses } = readUrls(settings, providers);
  const config: Config = {
    connections: providers.map((provider) => connect(provider, addresses.get(provider) ?? '', textOf(settings, 'WebhookSecret'))),
    notify: configuration instanceof CiError ? (last ?? initial).notify : configuration.notify,
    team: textOf(settings, 'Team'),
    channels: {
      builds: textOf(settings, 'BuildsChannel') || 'builds',
      reviews: textOf(settings, 'ReviewsChannel') || 'code-reviews',
      alerts: textOf(settings, 'AlertsChannel') || 'alerts',
    },
    isAllowed: isAllowed instanceof CiError ? (last ?? initial).isAllowed : isAllowed,
  };
  const problems = [configuration, isAllowed, key, ...wrongAddresses].filter((part) => part instanceof CiError);
  return { config, problems };
}

function connect(provider: string, url: string, secret: string): Connection {
  return { provider, name: 'default', url, webhookSecrets: secret === '' ? [] : [secret] };
}

/** Each provider's address stands under its name: `<provider>url`. */
function readUrls(settings: Settings, providers: readonly string[]): { good: ReadonlyMap<string, string>; problems: readonly CiError[] } {
  const good = new Map<string, string>();
  const problems: CiError[] = [];
  for (const provider of providers) {
    const text = textOf(settings, `${provider}url`).replace(/\/+$/, '');
    if (text === '' || /^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/i.test(text)) good.set(provider, text);
    else
      problems.push(
        new CiError(
          'CI_SETTINGS_URL',
          `The address of ${provider} is not one of a web server.`,
          'Write it as https://ci.example.com, with its path if it has one.',
        ),
      );
  }
  return { good, problems };
}

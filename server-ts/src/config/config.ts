// Everything that was configured, read from the settings and the YAML; what is wrong keeps the last good value in force.
import type { Connection } from '../ci/connection.ts';
import { CiError } from '../platform/errors.ts';
import type { Rules } from '../routing/rules.ts';
import { readAllowedAddresses, type IsAllowed } from './allowed-addresses.ts';
import { isCertificates } from './certificates.ts';
import { readChannelNames, type ChannelNames } from './channel-names.ts';
import { readConfiguration, type Configuration, type DigestPlan } from './configuration.ts';
import { encryptionKeyTexts, readEncryptionKeys } from './encryption-key.ts';
import type { Known } from './schema/configuration.ts';
import { DEFAULT_NAME } from './schema/connection.ts';
import { textOf, type Settings } from './setting.ts';
import { secretsInYaml } from './yaml-secrets.ts';
import { readYaml } from './yaml-text.ts';

export interface Config {
  /** First the `default` one of each provider, from the settings; then those of the YAML. */
  readonly connections: readonly Connection[];
  /** The same object until the YAML is another one. */
  readonly rules: Rules;
  /** Liquid by name. */
  readonly templates: Configuration['templates'];
  readonly digest?: DigestPlan;
  readonly environments: Configuration['environments'];
  readonly permissions: Configuration['permissions'];
  /** Days. */
  readonly retention: Configuration['retention'];
  readonly previews: Configuration['previews'];
  readonly intents: Configuration['intents'];
  readonly intentFiles: Configuration['intentFiles'];
  readonly allowedHosts: Configuration['allowedHosts'];
  /** Name of the team; empty means the only one there is. */
  readonly team: string;
  /** Names of the channels by the rooms' purpose. */
  readonly channels: ChannelNames;
  readonly isAllowed: IsAllowed;
  /** Whether it is one of the proxies before Mattermost; absent: nobody said which these are. */
  readonly isProxy?: IsAllowed;
  /** Each 32 bytes: the first seals, the others only open what they sealed. None while the setting is wrong. */
  readonly encryptionKeys: readonly Uint8Array[];
  /** Providers whose slash command is switched off. */
  readonly withoutCommand: ReadonlySet<string>;
  /** PEM of the settings' own authority, which every connection trusts; empty when there is none. */
  readonly customCa: string;
  /** Who shows it is given the metrics; empty: nobody is. */
  readonly metricsToken: string;
  /** The YAML in force, as a whole: of a wrong one nothing is used. */
  readonly yaml: { readonly text: string; readonly configuration: Configuration };
}

export interface ConfigReading {
  readonly config: Config;
  /** What is wrong, in an administrator's words. */
  readonly problems: readonly CiError[];
  /** Secrets of a YAML that was read just now, for the log to mask; those of one that is not used, too. */
  readonly secrets: readonly string[];
}

/** Reads the settings; `last` is the configuration that runs, whose parts stay where the new ones are wrong. */
export function readConfig(settings: Settings, known: Known, last?: Config): ConfigReading {
  const { yaml, faults, secrets } = readYamlSetting(textOf(settings, 'Configuration'), known, last);
  const isAllowed = readAllowedAddresses(textOf(settings, 'AllowedAddresses'));
  const ca = readCa(settings);
  const keys = readEncryptionKeys(textOf(settings, 'EncryptionKey'));
  const { good: addresses, problems: wrongAddresses } = readUrls(settings, known, last);
  const channels = readChannelNames(settings, last?.channels);
  const customCa = ca instanceof CiError ? (last?.customCa ?? '') : ca;
  const { connections, rules, templates, digest, environments, permissions, retention, readOnly, previews } = yaml.configuration;
  const { intents, intentFiles, allowedHosts } = yaml.configuration;
  const config: Config = {
    connections: [
      ...known.providers.map((provider) => connect(settings, provider, addresses.get(provider) ?? '', readOnly)),
      ...connections,
    ].map((connection) => trust(connection, customCa)),
    rules,
    templates,
    permissions,
    retention,
    previews,
    intents,
    intentFiles,
    allowedHosts,
    ...(digest !== undefined && { digest }),
    environments,
    team: textOf(settings, 'Team'),
    channels: channels.names,
    isAllowed: isAllowed instanceof CiError ? (last?.isAllowed ?? nobody) : isAllowed,
    ...proxiesOf(yaml.configuration),
    withoutCommand: new Set(known.providers.filter((provider) => !isOn(settings, `Enable${provider}Command`))),
    customCa,
    metricsToken: textOf(settings, 'MetricsToken'),
    yaml,
    encryptionKeys: keys instanceof CiError ? [] : keys,
  };
  const problems = [...faults, ...channels.problems, ...[isAllowed, ca, keys, ...wrongAddresses].filter((part) => part instanceof CiError)];
  const keyTexts = config.encryptionKeys.length > 1 ? encryptionKeyTexts(textOf(settings, 'EncryptionKey')) : [];
  return { config, problems, secrets: [...secrets, ...keyTexts] };
}

/** A switch that is missing is on; set by `mmctl` it may be a text. */
function isOn(settings: Settings, key: string): boolean {
  return String(settings[key.toLowerCase()] ?? 'true').toLowerCase() !== 'false';
}

const nobody: IsAllowed = () => false;

/** Each was checked with the rest of the YAML. */
function proxiesOf({ trustedProxies }: Configuration): Pick<Config, 'isProxy'> {
  const isProxy = trustedProxies && readAllowedAddresses(trustedProxies.join(','));
  return isProxy === undefined || isProxy instanceof CiError ? {} : { isProxy };
}

/** Settings are read again at every change of any setting of the server: the same text is not, as a long one takes a second. */
function readYamlSetting(
  text: string,
  known: Known,
  last: Config | undefined,
): Pick<Config, 'yaml'> & { faults: readonly CiError[]; secrets: readonly string[] } {
  if (text === last?.yaml.text) return { yaml: last.yaml, faults: [], secrets: [] };
  const read = readYaml(text);
  const secrets = secretsInYaml(read.value);
  const configuration = readConfiguration(read, known);
  if ('rules' in configuration) return { yaml: { text, configuration }, faults: [], secrets };
  return { yaml: last?.yaml ?? { text: '', configuration: withoutYaml(known) }, faults: configuration, secrets };
}

/** What holds before any good YAML was read. */
function withoutYaml(known: Known): Configuration {
  const defaults = readConfiguration('', known);
  if ('rules' in defaults) return defaults;
  throw new Error('The defaults of the configuration are wrong.', { cause: defaults[0] });
}

/** What a provider needs stands under its name: `<provider>url`, `<provider>token`, `<provider>oauthclientid`. */
function connect(settings: Settings, provider: string, url: string, readOnly: boolean): Connection {
  const [secret, token] = [textOf(settings, 'WebhookSecret'), textOf(settings, `${provider}token`)];
  const [clientId, clientSecret] = [textOf(settings, `${provider}oauthclientid`), textOf(settings, `${provider}oauthclientsecret`)];
  return {
    provider,
    name: DEFAULT_NAME,
    url,
    webhookSecrets: secret === '' ? [] : [secret],
    ...(token !== '' && { token }),
    ...(clientId !== '' && clientSecret !== '' && { oauth: { clientId, clientSecret } }),
    ...(readOnly && { readOnly }),
  };
}

function trust(connection: Connection, customCa: string): Connection {
  const ca = [connection.ca, customCa].filter(Boolean).join('\n');
  return ca === '' ? connection : { ...connection, ca };
}

function readCa(settings: Settings): string | CiError {
  const text = textOf(settings, 'CustomCA');
  if (text === '' || isCertificates(text)) return text;
  return new CiError(
    'CI_SETTINGS_CA',
    'CustomCA holds what is no certificate in PEM form.',
    'Paste the certificates of your authority from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
  );
}

function readUrls(
  settings: Settings,
  { providers, titles = {} }: Known,
  last: Config | undefined,
): { good: ReadonlyMap<string, string>; problems: readonly CiError[] } {
  const good = new Map<string, string>();
  const problems: CiError[] = [];
  for (const provider of providers) {
    const text = textOf(settings, `${provider}url`).replace(/\/+$/, '');
    const right = text === '' || /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(text);
    const before = last?.connections.find((each) => each.provider === provider && each.name === DEFAULT_NAME)?.url;
    good.set(provider, right ? text : (before ?? ''));
    if (!right) problems.push(wrongUrl(titles[provider] ?? provider));
  }
  return { good, problems };
}

function wrongUrl(title: string): CiError {
  return new CiError(
    'CI_SETTINGS_URL',
    `The address of ${title} is not one of a web server.`,
    'Write it as https://ci.example.com, with its path if it has one, and without a name or password.',
  );
}

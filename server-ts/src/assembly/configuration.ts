// The configuration in force, read again when the settings change; what is wrong in it goes to the administrators.
import { isDeepStrictEqual } from 'node:util';
import manifest from '../../../plugin.json' with { type: 'json' };
import { readConfig, type Config, type ConfigReading, type Known } from '../config/index.ts';
import { createLastGood, type LastGood } from '../host/last-good.ts';
import { catalogue } from './acts.ts';
import type { Notices } from '../host/notices.ts';
import { loadSettings } from '../host/settings.ts';
import { formsOf } from '../intents/forms.ts';
import type { Api, Host } from '../mattermost/index.ts';
import type { CiError } from '../platform/errors.ts';
import { secretsIn, type Secrets } from '../platform/secrets.ts';
import { providers } from '../providers/registry.ts';
import { checkTemplate } from '../rendering/template-check.ts';
import { templateNames } from '../rendering/template-names.ts';

export interface Configuration {
  now(): Config;
  /** What is wrong in the settings as they are now. */
  problems(): readonly CiError[];
  reload(): Promise<void>;
}

/** What the configuration may speak of. */
export const known: Known = {
  providers: providers.map(({ name }) => name),
  templateNames,
  checkTemplate,
  steps: formsOf(providers),
  acts: { isKnown: catalogue.isKnown, names: catalogue.acts.map(({ name }) => name) },
};

export async function readConfiguration({ api, log }: Host, secrets: Secrets, notices: Notices): Promise<Configuration> {
  const lastGood = createLastGood(api, log);
  const read = async (last?: Config): Promise<ConfigReading> => {
    const reading = await readSettings(api, secrets, lastGood, last);
    void notices.follow('settings', reading.problems);
    return reading;
  };
  let { config, problems } = await read();
  return {
    now: () => config,
    problems: () => problems,
    async reload() {
      ({ config, problems } = await read(config));
    },
  };
}

async function readSettings(api: Api, secrets: Secrets, lastGood: LastGood, last?: Config): Promise<ConfigReading> {
  const settings = await loadSettings(api, manifest.id, manifest.settings_schema.settings);
  secrets.learn(secretsIn(settings));
  const reading = readConfig(settings, known, last);
  secrets.learn(reading.secrets);
  const { encryptionKeys, yaml } = reading.config;
  const [key] = encryptionKeys;
  if (key === undefined) return reading;
  if (yaml.text === String(settings['configuration']).trim()) {
    const kept = yaml.text === last?.yaml.text && isDeepStrictEqual(key, last.encryptionKeys[0]);
    if (!kept) void lastGood.keep(key, yaml.text);
    return reading;
  }
  if (last !== undefined) return reading;
  // The plugin starts with a configuration that is wrong: it goes on with the one that was right.
  const text = await lastGood.load(encryptionKeys);
  if (text === undefined) return reading;
  const before = readConfig({ ...settings, configuration: text }, known);
  secrets.learn(before.secrets);
  return readConfig(settings, known, before.config);
}

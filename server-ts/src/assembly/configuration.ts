// The configuration in force, read again when the settings change; what is wrong in it goes to the administrators.
import { isDeepStrictEqual } from 'node:util';
import manifest from '../../../plugin.json' with { type: 'json' };
import { readConfig, textOf, type Config, type ConfigReading, type Known } from '../config/index.ts';
import { createLastGood, type LastGood } from '../host/last-good.ts';
import { catalogue } from './acts.ts';
import type { Notices } from '../host/notices.ts';
import { loadSettings } from '../host/settings.ts';
import { formsOf } from '../intents/forms.ts';
import type { Host } from '../mattermost/index.ts';
import type { CiError } from '../platform/errors.ts';
import { secretsIn, type Secrets } from '../platform/secrets.ts';
import { providers } from '../providers/registry.ts';
import { checkTemplate } from '../rendering/template-check.ts';
import { templateNames } from '../rendering/template-names.ts';

/** Keys in lower case. */
type Settings = Readonly<Record<string, unknown>>;

export interface Configuration {
  now(): Config;
  /** What is wrong in the settings as they are now. */
  problems(): readonly CiError[];
  /** What is in force when it resolves was read since it was called. Of two at once the one that was called later counts. */
  reload(): Promise<void>;
  /** Whether others are saved now than are in force. */
  isOutdated(): Promise<boolean>;
}

/** What the configuration may speak of. */
export const known: Known = {
  providers: providers.map(({ name }) => name),
  titles: Object.fromEntries(providers.map(({ name, title }) => [name, title])),
  templateNames,
  checkTemplate,
  steps: formsOf(providers),
  acts: { isKnown: catalogue.isKnown, names: catalogue.acts.map(({ name }) => name) },
};

export async function readConfiguration({ api, log }: Host, secrets: Secrets, notices: Notices): Promise<Configuration> {
  const lastGood = createLastGood(api, log);
  const load = async (): Promise<Settings> => {
    const settings = await loadSettings(api, manifest.id, manifest.settings_schema.settings);
    secrets.learn(secretsIn(settings));
    return settings;
  };
  const read = createReader(secrets, lastGood);
  const first = await load();
  let reading = await readFirst(first, read, secrets, lastGood);
  void notices.follow('settings', reading.problems);
  /** Whose settings are in force, and on those of which reload before it they were put. */
  let newest = { turn: 0, below: 0, settings: first };
  let turns = 0;
  return {
    now: () => reading.config,
    problems: () => reading.problems,
    async reload() {
      // It takes its place without waiting for those before it: Mattermost asks for one within the saving of the settings, and the
      // reload that completes them waits for that. (`invokeConfigListeners` in server/config/emitter.go)
      const turn = ++turns;
      const settings = await load();
      if (turn > newest.turn) {
        reading = read(settings, reading.config);
        newest = { turn, below: newest.turn, settings };
      } else if (turn > newest.below && reading.problems.length > 0) {
        // Older, but read late: what is wrong in the newest falls back on it.
        reading = read(newest.settings, read(settings, reading.config).config);
        newest.below = turn;
      }
      void notices.follow('settings', reading.problems);
    },
    isOutdated: async () => !isDeepStrictEqual(await load(), newest.settings),
  };
}

type Read = (settings: Settings, last?: Config) => ConfigReading;

/** Keeps what is right for the next start, one after the other, so that the last one stays. */
function createReader(secrets: Secrets, lastGood: LastGood): Read {
  let kept = Promise.resolve();
  return (settings, last) => {
    const reading = readConfig(settings, known, last);
    secrets.learn(reading.secrets);
    const { encryptionKeys, yaml } = reading.config;
    const [key] = encryptionKeys;
    if (key === undefined || !isRight(reading, settings)) return reading;
    const isKept = yaml.text === last?.yaml.text && isDeepStrictEqual(key, last.encryptionKeys[0]);
    if (!isKept) kept = kept.then(() => lastGood.keep(key, yaml.text));
    return reading;
  };
}

/** Whether their YAML is the one in force. */
function isRight({ config }: ConfigReading, settings: Settings): boolean {
  return config.yaml.text === textOf(settings, 'Configuration');
}

/** Where the plugin starts with a configuration that is wrong, it goes on with the one that was right. */
async function readFirst(settings: Settings, read: Read, secrets: Secrets, lastGood: LastGood): Promise<ConfigReading> {
  const reading = read(settings);
  if (reading.config.encryptionKeys.length === 0 || isRight(reading, settings)) return reading;
  const text = await lastGood.load(reading.config.encryptionKeys);
  if (text === undefined) return reading;
  const before = readConfig({ ...settings, configuration: text }, known);
  secrets.learn(before.secrets);
  return read(settings, before.config);
}

// The configuration in force, read again when the settings change; what is wrong in it goes to the administrators.
import manifest from '../../../plugin.json' with { type: 'json' };
import { readConfig, type Config } from '../config/index.ts';
import type { Notices } from '../host/notices.ts';
import { loadSettings } from '../host/settings.ts';
import type { Api } from '../mattermost/index.ts';
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

const known = { providers: providers.map(({ name }) => name), templateNames, checkTemplate };

export async function readConfiguration(api: Api, secrets: Secrets, notices: Notices): Promise<Configuration> {
  const read = async (last?: Config): Promise<{ config: Config; problems: readonly CiError[] }> => {
    const settings = await loadSettings(api, manifest.id, manifest.settings_schema.settings);
    const reading = readConfig(settings, known, last);
    secrets.learn([...secretsIn(settings), ...reading.secrets]);
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

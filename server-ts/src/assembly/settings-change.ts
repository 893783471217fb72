// A change of the plugin's own settings from chat: as an administrator would make it, and refused where it would add something wrong.
import manifest from '../../../plugin.json' with { type: 'json' };
import { readConfig } from '../config/index.ts';
import { loadSettings } from '../host/settings.ts';
import { CiError } from '../platform/errors.ts';
import { known } from './configuration.ts';
import type { Parts } from './parts.ts';

/** Keys in lower case. */
export type Settings = Readonly<Record<string, unknown>>;

/** In force when it resolves. Throws CiError CI_DESK_WRONG, and what `edit` throws; then nothing was changed. */
export type ChangeSettings = (edit: (settings: Settings) => Settings) => Promise<void>;

export function createSettingsChange({ api, configuration }: Pick<Parts, 'api' | 'configuration'>): ChangeSettings {
  return async (edit) => {
    const settings = await loadSettings(api, manifest.id, manifest.settings_schema.settings);
    const changed = { ...settings, ...edit(settings) };
    refuse(settings, changed);
    await api.savePluginConfig(changed);
    await configuration.reload();
  };
}

/** What was wrong before stays wrong; nothing is added to it. */
function refuse(before: Settings, after: Settings): void {
  const told = new Set(readConfig(before, known).problems.map(({ message }) => message));
  const first = readConfig(after, known).problems.find(({ message }) => !told.has(message));
  if (first !== undefined) throw new CiError('CI_DESK_WRONG', first.message, first.remedy);
}

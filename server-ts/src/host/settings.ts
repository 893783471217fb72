// The plugin's own settings: read whole, completed, and written back when something was missing.
import { randomBytes } from 'node:crypto';
import { normalise, type SettingDefinition } from '../config/index.ts';
import type { Api } from '../mattermost/index.ts';

/** Keys are 32 bytes in hex; other secrets 32 letters and digits, which every sender takes. */
function generate(key: string): string {
  return key === 'encryptionkey' ? randomBytes(32).toString('hex') : randomBytes(24).toString('base64url').replace(/[-_]/g, '0');
}

/**
 * As stored, in the spelling of whoever wrote them. Not GetPluginConfig, which masks what plugin.json calls secret, nor
 * LoadPluginConfiguration, which has lost the spelling.
 */
async function stored(api: Api, pluginId: string): Promise<Readonly<Record<string, unknown>>> {
  const config = await api.getUnsanitizedConfig();
  return config?.PluginSettings.Plugins?.[pluginId] ?? {};
}

/** One setting as it is saved, with the spaces around it; empty when it is none or no text. */
export async function readSetting(api: Api, pluginId: string, key: string): Promise<string> {
  const { settings } = normalise(await stored(api, pluginId), [], generate);
  const value = settings[key.toLowerCase()];
  return typeof value === 'string' ? value : '';
}

/** All settings by lower-case key. Saves them first when keys or generated secrets were missing, so that mmctl reaches them. */
export async function loadSettings(
  api: Api,
  pluginId: string,
  definitions: readonly SettingDefinition[],
): Promise<Readonly<Record<string, unknown>>> {
  const { settings, changed } = normalise(await stored(api, pluginId), definitions, generate);
  if (changed) await api.savePluginConfig(settings);
  return settings;
}

// The settings of another plugin, and whether it runs: for what it leaves behind.
import type { Api } from '../mattermost/index.ts';

export interface OtherPlugin {
  /** Those that are texts, by lower-case key. */
  readonly settings: Readonly<Record<string, string>>;
  readonly isActive: boolean;
}

/** Undefined of a plugin that left no settings and does not run. */
export async function readOtherPlugin(
  api: Pick<Api, 'getUnsanitizedConfig' | 'getPlugins'>,
  pluginId: string,
): Promise<OtherPlugin | undefined> {
  const [config, active] = await Promise.all([api.getUnsanitizedConfig(), api.getPlugins()]);
  const stored = config?.PluginSettings.Plugins?.[pluginId];
  const isActive = active.some(({ id }) => id === pluginId);
  if (stored === undefined && !isActive) return undefined;
  const texts = Object.entries(stored ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key.toLowerCase(), value] as const] : [],
  );
  return { settings: Object.fromEntries(texts), isActive };
}

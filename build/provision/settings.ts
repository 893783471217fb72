// The plugin's settings: those that were given are checked as the plugin does, and written; all others stay as they are.
import { z } from 'zod';
import { readConfig, textOf, type Config } from '../../server-ts/src/config/index.ts';
import { known } from '../../server-ts/src/assembly/configuration.ts';
import { fetchValue, type Surroundings } from './given.ts';
import type { Description } from './description.ts';
import { declaredSettings, pluginId } from './manifest.ts';
import type { Mattermost } from './mattermost.ts';
import { ask } from './refusal.ts';
import type { Report } from './report.ts';
import { readConfiguration } from './server-state.ts';
import { Stop } from './stop.ts';

/** Keys as plugin.json has them. */
export type GivenSettings = ReadonlyMap<string, string | boolean>;

export async function fetchSettings(given: Description['settings'], around: Surroundings): Promise<GivenSettings> {
  const fetched = new Map<string, string | boolean>();
  for (const [key, value] of given) fetched.set(key, typeof value === 'object' ? await fetchValue(value, key, around) : value);
  return fetched;
}

/** Throws Stop with all that the plugin would find wrong: nothing has been done by then. */
export function checkSettings(given: GivenSettings): Config {
  const { config, problems } = readConfig(lowerCased(given), known);
  // An empty key is one that the plugin generates.
  const wrong = problems.filter(({ code }) => code !== 'CI_SETTINGS_ENCRYPTION_KEY' || textOf(lowerCased(given), 'EncryptionKey') !== '');
  if (wrong.length === 0) return config;
  const faults = wrong.map(({ code, message, remedy }) => `  ${code}: ${message} ${remedy}`);
  throw new Stop(2, `The plugin would refuse these settings:\n${faults.join('\n')}\n`, 'Nothing was changed.');
}

function lowerCased(given: GivenSettings): Record<string, string | boolean> {
  return Object.fromEntries(Array.from(given, ([key, value]) => [key.toLowerCase(), value]));
}

/** What the server shows for a secret; what it is told so stays as it is (model.FakeSetting). */
const MASK = '********************************';

/** `config/patch` puts one map in the place of all plugins' settings, so all that are seen go back with it. */
export async function writeSettings(server: Mattermost, given: GivenSettings, report: Report): Promise<void> {
  const { Plugins: plugins } = (await readConfiguration(server)).PluginSettings;
  const before = plugins[pluginId] ?? {};
  const shown = (key: string): unknown => before[key] ?? before[key.toLowerCase()];
  const changed = [...given].filter(([key, value]) => shown(key) !== MASK && shown(key) !== value).map(([key]) => key);
  const masked = [...given.keys()].filter((key) => shown(key) === MASK);
  if (changed.length === 0 && masked.length === 0) return report.fits(`settings: ${given.size} as given`);
  const kept = Object.entries(before).filter(([key]) => key === key.toLowerCase() || !isGiven(key, given));
  const after = { ...plugins, [pluginId]: { ...Object.fromEntries(kept), ...lowerCased(given) } };
  const put = () => ask(server, 'write the settings', z.unknown(), 'PUT', '/api/v4/config/patch', { PluginSettings: { Plugins: after } });
  if (changed.length > 0) await report.change(`settings: ${changed.join(', ')}`, put);
  else if (!report.isDry) await put();
  if (masked.length > 0) report.note(`${masked.join(', ')}: written as given; the server does not show whether that is new`);
}

/** Whatever its letters: one in mixed case would win over ours. */
function isGiven(key: string, given: GivenSettings): boolean {
  return declaredSettings.some((each) => given.has(each.key) && each.key.toLowerCase() === key.toLowerCase());
}

// The plugin's settings as Mattermost keeps them: one flat map, keys read without regard to case.

/** A setting as plugin.json declares it; `key` as shown there, `WebhookSecret`. */
export interface SettingDefinition {
  readonly key: string;
  readonly type: string;
  readonly default?: unknown;
}

/** Keys in lower case. */
export type Settings = Readonly<Record<string, unknown>>;

export interface Normalised {
  readonly settings: Settings;
  /** They differ from what is stored, and should be saved. */
  readonly changed: boolean;
}

/**
 * Every declared setting under its lower-case key, so that `mmctl config set` finds it. A key in mixed case was set by hand
 * just now: it wins over the lower-case one, and goes. `generate` makes what is of type `generated` and empty.
 */
export function normalise(
  stored: Readonly<Record<string, unknown>>,
  definitions: readonly SettingDefinition[],
  generate: (key: string) => string,
): Normalised {
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(stored)) if (key === key.toLowerCase()) settings[key] = value;
  for (const [key, value] of Object.entries(stored)) if (key !== key.toLowerCase()) settings[key.toLowerCase()] = value;
  for (const definition of definitions) {
    const key = definition.key.toLowerCase();
    settings[key] ??= definition.default ?? '';
    if (definition.type === 'generated' && settings[key] === '') settings[key] = generate(key);
  }
  const same =
    Object.keys(settings).length === Object.keys(stored).length && Object.entries(settings).every(([key, value]) => stored[key] === value);
  return { settings, changed: !same };
}

/** The trimmed text of a setting; empty when it is missing or no text. */
export function textOf(settings: Settings, key: string): string {
  const value = settings[key.toLowerCase()];
  return typeof value === 'string' ? value.trim() : '';
}

// Every setting, made of plugin.json.
import type { Manifest } from '../bundle/manifest.ts';
import { code, prose } from './cells.ts';

type Setting = Manifest['settings_schema']['settings'][number];

const kinds: Readonly<Record<Setting['type'], string>> = {
  bool: '`true` or `false`',
  generated: 'made by the plugin when it is empty',
  longtext: 'a text of several lines',
  text: 'a text',
};

/** Markdown, by headings as `### WebhookSecret`. */
export function settingsReference({ id, settings_schema: { settings } }: Manifest): string {
  return settings.map((each) => sectionOf(id, each)).join('\n\n');
}

function sectionOf(
  plugin: string,
  { key, display_name: name, type, help_text: help, default: preset, secret, placeholder }: Setting,
): string {
  const facts = [
    kinds[type],
    ...(preset === '' ? [] : [`${code(String(preset))} when not set`]),
    ...(secret === true ? ['secret: masked wherever it is shown'] : []),
    ...(placeholder === undefined || type === 'longtext' ? [] : [`for example ${code(placeholder)}`]),
  ];
  return [
    `### ${key}`,
    `**${name.replace(/:$/, '')}** · ${facts.join(' · ')}`,
    prose(help),
    `\`PluginSettings.Plugins.${plugin}.${key.toLowerCase()}\``,
  ].join('\n\n');
}

// What plugin.json declares: the plugin's id, and its settings wherever in the schema they stand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const setting = z.looseObject({ key: z.string(), type: z.string(), secret: z.boolean().default(false) });
const schema = z.looseObject({
  id: z.string(),
  settings_schema: z.looseObject({
    settings: z.array(setting).default([]),
    sections: z.array(z.looseObject({ settings: z.array(setting).default([]) })).default([]),
  }),
});

export type DeclaredSetting = z.output<typeof setting>;

const { id, settings_schema: declared } = schema.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../plugin.json'), 'utf8')));

export const pluginId = id;
export const declaredSettings: readonly DeclaredSetting[] = [
  ...declared.settings,
  ...declared.sections.flatMap((section) => section.settings),
];

// `node build/schema.ts`: writes the JSON Schemas of the configuration and of files of intents anew, for editors.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configurationJsonSchema, toJsonSchema, type JsonSchema } from '../server-ts/src/config/json-schema.ts';
import { formsOf } from '../server-ts/src/intents/forms.ts';
import { fileSchema } from '../server-ts/src/intents/read.ts';
import { providers } from '../server-ts/src/providers/registry.ts';
import { templateNames } from '../server-ts/src/rendering/template-names.ts';

const assets = join(import.meta.dirname, '../assets');
const steps = formsOf(providers);

/** By file in `assets/`: as they are checked today. */
export const schemas: Readonly<Record<string, () => string>> = {
  'configuration.schema.json': () =>
    render(
      'Configuration of CI Command Center',
      configurationJsonSchema({ providers: providers.map(({ name }) => name), templateNames, checkTemplate: () => undefined, steps }),
    ),
  'intents.schema.json': () => render('Intents of CI Command Center', toJsonSchema(fileSchema(steps))),
};

function render(title: string, { $schema, ...rest }: JsonSchema): string {
  return `${JSON.stringify({ $schema, title, ...rest }, null, 1)}\n`;
}

/** Of the configuration as it is checked today. */
export function renderSchema(): string {
  return schemas['configuration.schema.json']?.() ?? '';
}

export function committedSchema(file: string): Promise<string> {
  return readFile(join(assets, file), 'utf8');
}

if (import.meta.main) for (const [file, make] of Object.entries(schemas)) await writeFile(join(assets, file), make());

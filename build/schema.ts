// `node build/schema.ts`: writes the JSON Schema of the configuration anew, for editors.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configurationJsonSchema } from '../server-ts/src/config/json-schema.ts';
import { providers } from '../server-ts/src/providers/registry.ts';
import { templateNames } from '../server-ts/src/rendering/template-names.ts';

const file = join(import.meta.dirname, '../assets/configuration.schema.json');

/** Of the configuration as it is checked today. */
export function renderSchema(): string {
  const schema = configurationJsonSchema({ providers: providers.map(({ name }) => name), templateNames, checkTemplate: () => undefined });
  const { $schema, ...rest } = schema;
  return `${JSON.stringify({ $schema, title: 'Configuration of CI Command Center', ...rest }, null, 1)}\n`;
}

export function committedSchema(): Promise<string> {
  return readFile(file, 'utf8');
}

if (import.meta.main) await writeFile(file, renderSchema());

// What may stand at a place of the configuration, as its JSON Schema says: keys, values, an example.

import type { JsonSchema } from './json-schema.ts';
import type { Path } from './yaml-text.ts';

/** The alternatives for what stands under a path. */
export function schemasAt(root: JsonSchema, path: Path): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (schemas, key) => schemas.flatMap((schema) => alternatives(below(schema, key))),
    alternatives(root),
  );
}

export function keysIn(schemas: readonly JsonSchema[]): readonly string[] {
  return [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

/** One example, as it is written in one line of YAML. */
export function exampleOf(schemas: readonly JsonSchema[]): string | undefined {
  const [example] = schemas.flatMap(({ examples }) => (Array.isArray(examples) ? examples : []));
  return example === undefined ? undefined : flow(example);
}

function alternatives(schema: JsonSchema | boolean | undefined): readonly JsonSchema[] {
  if (typeof schema !== 'object') return [];
  return [schema, ...(schema.anyOf ?? []).flatMap(alternatives)];
}

function below({ properties, items, additionalProperties }: JsonSchema, key: PropertyKey): JsonSchema | boolean | undefined {
  if (typeof key === 'number') return Array.isArray(items) ? undefined : items;
  return properties?.[String(key)] ?? additionalProperties;
}

/** Words that YAML takes for text without quotes stay without. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, part]) => `${key}: ${flow(part)}`)
      .join(', ')}}`;
  return typeof value === 'string' && !/^[a-z][\w./-]*$/i.test(value) ? JSON.stringify(value) : String(value);
}

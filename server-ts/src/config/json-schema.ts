// The configuration's schema as JSON Schema: for editors, and to find the words that belong at a place.

import * as z from 'zod';
import { configurationSchema, type Known } from './schema/configuration.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Of the YAML as it is written, with descriptions and examples. */
export function configurationJsonSchema(known: Known): JsonSchema {
  return toJsonSchema(configurationSchema(known));
}

/** Of what is written, not of what becomes of it. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', override: ({ jsonSchema }) => finish(jsonSchema) });
}

function finish(schema: JsonSchema): void {
  const { written } = schema;
  delete schema['written'];
  delete schema.readOnly;
  if (Array.isArray(written) && written.length > 0) schema.examples = written;
}

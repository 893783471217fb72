// assets/openapi.json as a test reads it: its operations, and whether an answer is one that it describes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { schema, type Schema } from './arbitrary.ts';

const content = z.record(z.string(), z.object({ schema })).optional();
const operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema })).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content })),
});
export type Operation = z.infer<typeof operation> & { readonly path: string; readonly method: string };

export interface Description {
  readonly operations: readonly Operation[];
  /** Finds what `$ref` names. */
  resolve(ref: string): Schema;
  /** Why an answer is none that is described; empty when it is. */
  misfit(operation: Operation, status: number, text: string): string;
}

export function readDescription(): Description {
  const api = z
    .object({
      paths: z.record(z.string(), z.record(z.enum(['get', 'post']), operation.optional())),
      components: z.object({ schemas: z.record(z.string(), schema) }),
    })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../assets/openapi.json'), 'utf8')));
  const resolve = (ref: string): Schema => {
    const found = api.components.schemas[ref.replace('#/components/schemas/', '')];
    if (found === undefined) throw new Error(`${ref} is not described`);
    return found;
  };
  const checks = new Map<string, z.ZodType>();
  return {
    operations: Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, each]) => (each === undefined ? [] : [{ path, method: method.toUpperCase(), ...each }])),
    ),
    resolve,
    misfit({ operationId, responses }, status, text) {
      const described = responses[String(status)];
      if (described === undefined) return 'undescribed status';
      const json = described.content?.['application/json']?.schema;
      if (json === undefined) return '';
      const known = checks.get(`${operationId} ${status}`);
      const check = known ?? z.fromJSONSchema(z.record(z.string(), z.json()).parse(json.$ref === undefined ? json : resolve(json.$ref)));
      checks.set(`${operationId} ${status}`, check);
      const read = check.safeParse(JSON.parse(text));
      return read.success ? '' : z.prettifyError(read.error);
    },
  };
}

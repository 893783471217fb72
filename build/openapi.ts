// `node build/openapi.ts`: writes the description of what programs can call anew, from the schemas that the API itself checks by.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import root from '../package.json' with { type: 'json' };
import { routes, type Route } from '../server-ts/src/keys/routes.ts';
import { fieldProblem, problem, reportBody, runBody, runPlan, runView } from '../server-ts/src/keys/schema.ts';
import { providers } from '../server-ts/src/providers/registry.ts';

const file = join(import.meta.dirname, '../assets/openapi.json');

/** What has a name of its own, for whoever makes a client of it. */
const named = new Map<z.ZodType, string>([
  [problem, 'Problem'],
  [fieldProblem, 'FieldProblem'],
  [reportBody, 'Report'],
  [runBody, 'RunRequest'],
  [runPlan, 'RunPlan'],
  [runView, 'Run'],
]);
const bodies = new Set<z.ZodType>([reportBody, runBody]);

/** OpenAPI 3.1 takes JSON Schema as it is, but for the line that names it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => finish(jsonSchema) });
  return rest;
}

/** Zod leaves its own `examples` out where a text becomes something else. */
function finish(jsonSchema: z.core.JSONSchema.BaseSchema): void {
  const { written } = jsonSchema;
  delete jsonSchema['written'];
  if (Array.isArray(written)) jsonSchema.examples = written;
}

function referred(schema: z.ZodType, io: 'input' | 'output'): object {
  const name = named.get(schema);
  return name === undefined ? schemaOf(schema, io) : { $ref: `#/components/schemas/${name}` };
}

const json = (schema: z.ZodType, io: 'input' | 'output') => ({ 'application/json': { schema: referred(schema, io) } });
const text = { type: 'string' } as const;
const parameter = (name: string, where: 'path' | 'header' | 'query', description: string, required: boolean) => ({
  name,
  in: where,
  required,
  description,
  schema: { ...text, ...(where === 'path' && { minLength: 1 }) },
});

function operationOf(id: string, { summary, description, parts, once, body, answers }: Route): object {
  const inPath = Object.entries(parts).map(([name, what]) => parameter(name, 'path', what, true));
  const again = parameter(
    'Idempotency-Key',
    'header',
    'A request that is sent again with the same one is answered as before, for a day.',
    false,
  );
  const parameters = [...inPath, ...(once ? [{ ...again, schema: { ...text, minLength: 1, maxLength: 200 } }] : [])];
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    security: [{ key: [] }, { bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { required: true, content: json(body, 'input') } }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, { description: what, schema }]) => [
        status,
        { description: what, content: json(schema, 'output') },
      ]),
    ),
  };
}

const refusals = (statuses: Readonly<Record<number, string>>) =>
  Object.fromEntries(Object.entries(statuses).map(([status, description]) => [status, { description, content: json(problem, 'output') }]));

const taken = z.object({ status: z.enum(['accepted', 'duplicate', 'ignored']), id: z.string().optional(), reason: z.string().optional() });

function webhook(id: string, ofConnection: boolean): object {
  return {
    operationId: id,
    summary: `What a CI system tells${ofConnection ? ', of a connection by its name' : ''}`,
    description: 'The body is the sender’s own. Each proves itself in its own way, or by `secret`.',
    security: [],
    parameters: [
      { ...parameter('provider', 'path', 'The CI system.', true), schema: { ...text, enum: providers.map(({ name }) => name) } },
      ...(ofConnection ? [parameter('connection', 'path', 'Name of the connection.', true)] : []),
      parameter('secret', 'query', 'The webhook secret, where the sender can set only an address.', false),
    ],
    requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
    responses: {
      200: { description: 'It was here before, or is of a kind that is not used.', content: json(taken, 'output') },
      202: { description: 'It is stored, and will survive a crash.', content: json(taken, 'output') },
      ...refusals({
        400: 'The body is no JSON, or not of that sender.',
        401: 'No proof, or a wrong one.',
        403: 'The address is not allowed.',
        404: 'There is no such CI system or connection.',
        413: 'It is larger than 25 MiB.',
        429: 'Too many; `Retry-After` says when to come again.',
        503: 'It cannot be stored; `Retry-After` says when to come again.',
      }),
    },
  };
}

const metrics = {
  operationId: 'metrics',
  summary: 'Metrics for Prometheus',
  security: [{ metrics: [] }],
  responses: {
    200: { description: 'As Prometheus reads them.', content: { 'text/plain': { schema: text } } },
    ...refusals({ 401: 'No token, or a wrong one.', 404: 'There is no MetricsToken in the settings.' }),
  },
};

const health = z.object({
  status: z.enum(['up', 'down']),
  parts: z.object({ database: z.object({ status: z.enum(['up', 'starting', 'down']), code: z.string().optional() }) }),
});
const healthz = {
  operationId: 'healthz',
  summary: 'Whether all parts work',
  security: [],
  responses: {
    200: { description: 'They do.', content: json(health, 'output') },
    503: { description: 'Which part is down.', content: json(health, 'output') },
  },
};

/** Of the API as it is today. */
export function renderOpenApi(): string {
  const own = Object.entries<Route>(routes).map(([id, route]) => [route.path, { [route.method.toLowerCase()]: operationOf(id, route) }]);
  const description = {
    openapi: '3.1.0',
    info: {
      title: 'CI Command Center',
      version: root.version,
      description: 'What programs can call. How to make a key, and examples: docs/api.md.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [
      {
        url: 'https://{mattermost}/plugins/ci-command-center',
        variables: { mattermost: { default: 'chat.example.com', description: 'Host, and path if any, of Mattermost.' } },
      },
    ],
    paths: {
      ...Object.fromEntries(own),
      '/webhooks/{provider}': { post: webhook('webhook', false) },
      '/webhooks/{provider}/{connection}': { post: webhook('namedWebhook', true) },
      '/metrics': { get: metrics },
      '/healthz': { get: healthz },
    },
    components: {
      schemas: Object.fromEntries([...named].map(([schema, name]) => [name, schemaOf(schema, bodies.has(schema) ? 'input' : 'output')])),
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'Made by `/ci api-key create`.' },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The same key. Mattermost writes it into its debug log, so X-API-Key is better.',
        },
        metrics: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Metrics`, a space, and the MetricsToken of the settings.',
        },
      },
    },
  };
  return `${JSON.stringify(description, null, 1)}\n`;
}

export function committedOpenApi(): Promise<string> {
  return readFile(file, 'utf8');
}

if (import.meta.main) await writeFile(file, renderOpenApi());

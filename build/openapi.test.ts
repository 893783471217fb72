// What programs are told of the API must be what the plugin does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { findRoute, routes } from '../server-ts/src/keys/routes.ts';
import { reportBody, runBody } from '../server-ts/src/keys/schema.ts';
import { committedOpenApi, renderOpenApi } from './openapi.ts';

const operation = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'header', 'query']), required: z.boolean() })).default([]),
  responses: z.record(z.string(), z.object({ description: z.string().min(1) })),
});
const description = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.enum(['get', 'post']), operation.optional())),
  components: z.object({ securitySchemes: z.record(z.string(), z.unknown()), schemas: z.record(z.string(), z.unknown()) }),
});
const text = renderOpenApi();
const api = description.parse(JSON.parse(text));
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, each]) => (each === undefined ? [] : [{ path, method, ...each }])),
);

test('the committed description is the one of today', async () => {
  expect((await committedOpenApi()) === text ? 'same' : 'stale: run node build/openapi.ts').toBe('same');
});

test('every operation names the parts of its path, how it is proved and what it refers to', () => {
  for (const { path, parameters, security, responses } of operations) {
    const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters.filter((each) => each.in === 'path' && each.required).map(({ name }) => name)).toEqual(parts);
    for (const scheme of security.flatMap(Object.keys)) expect(Object.keys(api.components.securitySchemes)).toContain(scheme);
    expect(Object.keys(responses).length).toBeGreaterThan(1);
  }
  const referred = [...text.matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(new Set(referred)).toEqual(new Set(Object.keys(api.components.schemas)));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
});

test('the router leads each address to what is described there', () => {
  for (const [id, route] of Object.entries(routes)) {
    const described = operations.find(({ operationId }) => operationId === id);
    expect([described?.path, described?.method.toUpperCase()]).toEqual([route.path, route.method]);
    expect(findRoute(route.method, route.path.replaceAll(/\{\w+\}/g, 'a%20b'))).toMatchObject({ name: id });
    expect(findRoute('PUT', route.path)).toBeUndefined();
    expect(findRoute(route.method, `${route.path}/more`)).toBeUndefined();
  }
  expect(findRoute('GET', '/api/v1/runs/a%00b')).toBeUndefined();
  expect(findRoute('GET', '/api/v1/runs/')).toBeUndefined();
});

test('every body of docs/api.md that is shown as JSON is taken', async () => {
  const page = await readFile(join(import.meta.dirname, '../docs/api.md'), 'utf8');
  const shown = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, body = '']): unknown => JSON.parse(body));
  expect(shown.length).toBeGreaterThan(1);
  for (const body of shown) expect([reportBody, runBody].some((schema) => schema.safeParse(body).success)).toBe(true);
});

test('every example of a body is taken', () => {
  for (const [schema, body] of [
    ['Report', reportBody],
    ['RunRequest', runBody],
  ] as const) {
    const { examples } = z.object({ examples: z.array(z.unknown()).min(1) }).parse(api.components.schemas[schema]);
    for (const example of examples) expect(body.safeParse(example).error).toBeUndefined();
  }
});

// What editors are told of the configuration must be what the plugin takes.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { checkConfiguration } from '../server-ts/src/config/configuration.ts';
import { formsOf } from '../server-ts/src/intents/forms.ts';
import { providers } from '../server-ts/src/providers/registry.ts';
import { checkTemplate } from '../server-ts/src/rendering/template-check.ts';
import { templateNames } from '../server-ts/src/rendering/template-names.ts';
import { committedSchema, renderSchema, schemas } from './schema.ts';

const known = { providers: providers.map(({ name }) => name), templateNames, checkTemplate, steps: formsOf(providers) };
const pages = ['configure.md', 'intents.md'].map((name) => join(import.meta.dirname, '../docs', name));

interface Node {
  readonly description?: string | undefined;
  readonly examples?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, Node>> | undefined;
  readonly items?: Node | undefined;
  readonly anyOf?: readonly Node[] | undefined;
}
const node: z.ZodType<Node> = z.object({
  description: z.string().optional(),
  examples: z.array(z.unknown()).optional(),
  get properties() {
    return z.record(z.string(), node).optional();
  },
  get items() {
    return node.optional();
  },
  get anyOf() {
    return z.array(node).optional();
  },
});

/** Every key there is, with its path. */
function keysOf({ properties = {}, items, anyOf = [] }: Node, path = ''): readonly (readonly [string, Node])[] {
  const own = Object.entries(properties).flatMap(([key, part]): (readonly [string, Node])[] => [
    [`${path}${key}`, part],
    ...keysOf(part, `${path}${key}.`),
  ]);
  return [...own, ...[...(items === undefined ? [] : [items]), ...anyOf].flatMap((part) => keysOf(part, path))];
}

const schema = node.parse(JSON.parse(renderSchema()));
const isTemplate = (path: string): boolean => path.startsWith('templates.');

test.each(Object.entries(schemas))('the committed %s is the one of today', async (file, make) => {
  expect((await committedSchema(file)) === make() ? 'same' : 'stale: run node build/schema.ts').toBe('same');
});

test('every key has a description and an example', () => {
  const bare = keysOf(schema).filter(([path, { description, examples }]) => !isTemplate(path) && (!description || !examples?.length));
  expect(bare.map(([path]) => path)).toEqual([]);
});

test('every example of a whole key is taken', () => {
  for (const [key, { examples = [] }] of Object.entries(schema.properties ?? {}))
    for (const example of examples) expect(checkConfiguration(JSON.stringify({ [key]: example }), known)).toEqual([]);
});

test('every example of the pages is taken, and every key is on one', async () => {
  const text = (await Promise.all(pages.map((page) => readFile(page, 'utf8')))).join('\n');
  const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);
  expect(examples.length).toBeGreaterThan(5);
  for (const example of examples) {
    expect(checkConfiguration(example, known).map(({ message, remedy }) => `${message} ${remedy}\n${example}`)).toEqual([]);
  }
  // A certificate that can be read is too long for a page: `ca` stands in a block that is only text.
  const blocks = [...text.matchAll(/```(?:yaml|text)\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const told = new Set(blocks.flatMap((block) => block.match(/[A-Za-z]+(?=:)/g) ?? []));
  const missing = keysOf(schema).filter(([path]) => !isTemplate(path) && !told.has(path.split('.').at(-1) ?? ''));
  expect(missing.map(([path]) => path)).toEqual([]);
});

// Every key of the YAML in the setting Configuration, made of the schema by which it is checked.
import * as z from 'zod';
import { code, prose, table } from './cells.ts';

interface Node {
  readonly type?: string | readonly string[] | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly default?: unknown;
  readonly description?: string | undefined;
  readonly examples?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, Node>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Node | undefined;
  readonly anyOf?: readonly Node[] | undefined;
}

const node: z.ZodType<Node> = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  description: z.string().optional(),
  examples: z.array(z.unknown()).optional(),
  get properties() {
    return z.record(z.string(), node).optional();
  },
  required: z.array(z.string()).optional(),
  get items() {
    return node.optional();
  },
  get anyOf() {
    return z.array(node).optional();
  },
});

/** The steps of a rollback are those of the intent. */
const SAME_AS_STEPS = /^intents\.onFailure\.rollback\.(?!$)/;

/** Markdown, by headings as `### routes`. `schema`: JSON Schema of the whole. */
export function keysReference(schema: string): string {
  const { properties = {} } = node.parse(JSON.parse(schema));
  return Object.entries(properties)
    .map(([key, part]) => sectionOf(key, part))
    .join('\n\n');
}

function sectionOf(key: string, part: Node): string {
  const below = keysBelow(part, `${key}.`).filter(([path]) => !SAME_AS_STEPS.test(path));
  const rows = below.map(([path, each, required]) => [code(path.slice(key.length + 1)), describe(each), valueOf(each, required)]);
  return [`### ${key}`, describe(part), ...(rows.length === 0 ? [factsOf(part)] : [table(['key', 'what it says', 'values'], rows)])]
    .filter((text) => text !== '')
    .join('\n\n');
}

type Below = readonly [path: string, node: Node, required: boolean];

/** Every key with its path, each once: a place may take several forms. */
function keysBelow({ properties = {}, required = [], items, anyOf = [] }: Node, path: string): readonly Below[] {
  const own = Object.entries(properties).flatMap(([key, part]): readonly Below[] => [
    [`${path}${key}`, part, required.includes(key) && part.default === undefined],
    ...keysBelow(part, `${path}${key}.`),
  ]);
  const all = [...own, ...[...(items === undefined ? [] : [items]), ...anyOf].flatMap((part) => keysBelow(part, path))];
  return [...new Map(all.toReversed().map((each) => [each[0], each])).values()].toReversed();
}

function describe({ description = '' }: Node): string {
  return prose(description);
}

/** What may be written, and what holds when nothing is. */
function valueOf(part: Node, required: boolean): string {
  const choices = [...new Set(choicesOf(part))];
  const said = choices.length > 0 && choices.length <= 16 ? choices.map((each) => code(String(each))).join(', ') : factsOf(part);
  const preset = part.default;
  const isPlain = typeof preset === 'string' || typeof preset === 'number' || typeof preset === 'boolean';
  return [...(required ? ['needed'] : []), said, ...(isPlain ? [`${code(String(preset))} when not said`] : [])]
    .filter((text) => text !== '')
    .join('; ');
}

function choicesOf({ enum: values = [], const: only, items, anyOf = [] }: Node): readonly unknown[] {
  const own = [...values, ...(only === undefined ? [] : [only])];
  return [...own, ...(items === undefined ? [] : choicesOf(items)), ...anyOf.flatMap(choicesOf)];
}

function factsOf({ examples = [], type = '' }: Node): string {
  const written = examples.filter((each) => typeof each !== 'object' || type !== 'object').map((each) => code(inYaml(each)));
  return written.length > 0 ? `for example ${written.join(', ')}` : type === 'boolean' ? '`true`, `false`' : '';
}

/** On one line. */
function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, part]) => `${key}: ${inYaml(part)}`)
      .join(', ')}}`;
  return String(value).replaceAll('\n', ' ');
}

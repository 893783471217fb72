// `Configuration`: the YAML that holds what needs a list, checked against one schema. Errors name line, path and remedy.
import { LineCounter, parseDocument, type Document } from 'yaml';
import * as z from 'zod';
import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';

/** `live`: from the start; `finish`: when it concludes; `failures`: only when it fails. */
const policies = ['live', 'finish', 'failures'] as const;

const schema = z.strictObject({
  notify: z.strictObject({ pipelines: z.enum(policies).default('finish') }).prefault({}),
});

export type Configuration = z.infer<typeof schema>;

/** Keys that the contract fixes and this version does not act on yet: said as such, instead of being passed over in silence. */
const announced = new Set(['connections', 'routes', 'templates', 'permissions', 'environments', 'intents']);

interface Place {
  readonly path: readonly PropertyKey[];
  readonly line: number;
}

/** The configuration, or a CiError (`CI_CONFIG_YAML`, `CI_CONFIG_KEY`, `CI_CONFIG_VALUE`) for its first fault. Empty text gives the defaults. */
export function readConfiguration(text: string): Configuration | CiError {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = lines.linePos(broken.pos[0]).line;
    return new CiError(
      'CI_CONFIG_YAML',
      `Configuration, line ${line}: ${broken.message}.`,
      'Correct the YAML; until then the last good configuration stays in force.',
    );
  }
  const read = schema.safeParse(toValue(document));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return issue === undefined ? schema.parse({}) : explain(issue, (path) => ({ path, line: lineOf(document, lines, path) }));
}

/** Aliases are bounded by the library, so that a small text cannot become a huge value. */
function toValue(document: Document): unknown {
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  return value ?? {};
}

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(Number(node.range[0])).line;
  }
  return 1;
}

function explain(issue: z.core.$ZodIssue, placeOf: (path: readonly PropertyKey[]) => Place): CiError {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return unknownKey(key, placeOf([...issue.path, key]));
  }
  const { path, line } = placeOf(issue.path);
  return new CiError(
    'CI_CONFIG_VALUE',
    `Configuration, line ${line}, ${path.map(String).join('.') || 'the whole'}: ${issue.message}.`,
    remedyFor(issue),
  );
}

function unknownKey(key: string, { path, line }: Place): CiError {
  const where = `Configuration, line ${line}: ${path.map(String).join('.')}`;
  if (path.length === 1 && announced.has(key)) {
    return new CiError(
      'CI_CONFIG_KEY',
      `${where} is not supported by this version of the plugin.`,
      `Remove ${key} for now; the last good configuration stays in force.`,
    );
  }
  const guess = nearest(key, path.length === 1 ? ['notify', ...announced] : ['pipelines']);
  return new CiError('CI_CONFIG_KEY', `${where} is unknown.`, guess === undefined ? `Remove ${key}.` : `Did you mean ${guess}?`);
}

function remedyFor(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_value'
    ? `Use one of: ${issue.values.map(String).join(', ')}.`
    : 'See docs/configure.md for its form; the last good configuration stays in force.';
}

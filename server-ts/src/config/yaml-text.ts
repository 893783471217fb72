// YAML with its line numbers: what a text holds, and where each part of it stands.

import { isNode, LineCounter, parseAllDocuments, parseDocument, visit, type Document } from 'yaml';
import { ConfigurationFault } from './configuration-fault.ts';

export type Path = readonly PropertyKey[];

export interface YamlText {
  /** Undefined for an empty text; as far as it could be read when there are faults. */
  readonly value: unknown;
  /** Everything that is wrong with its syntax: `CI_CONFIG_YAML`. */
  readonly faults: readonly ConfigurationFault[];
  /** Line of what stands under a path, counted from 1; of what is around it when there is nothing. Of a key itself with `key`. */
  lineOf(path: Path, key?: boolean): number;
}

/** Aliases are bounded, so that a small text cannot become a huge value. */
const MOST_ALIASES = 1000;

/** Never throws. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  try {
    // Not `silent`: then everything after a second `---` would be passed over without a word.
    return textOf(parseDocument(text, { ...way, lineCounter: lines }), lines);
  } catch (error) {
    return unreadable(error);
  }
}

/** Each document of a text that may hold several. Never throws. */
export function readYamlDocuments(text: string): readonly YamlText[] {
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { ...way, lineCounter: lines });
    return 'empty' in documents ? [] : documents.map((document) => textOf(document, lines));
  } catch (error) {
    return [unreadable(error)];
  }
}

/** The parser's own look for keys that are there twice takes minutes for 30,000 of them. */
const way = { prettyErrors: false, merge: true, logLevel: 'error', uniqueKeys: false } as const;

/** One that is nested too deeply, as no person writes it: the parser calls itself for each level. */
function unreadable(error: unknown): YamlText {
  const why = error instanceof RangeError ? 'It is nested too deeply' : error instanceof Error ? error.message : String(error);
  return { value: undefined, faults: [broken(1, why)], lineOf: () => 1 };
}

function textOf(document: Document, lines: LineCounter): YamlText {
  const faults = [
    ...document.errors.map(({ pos, message }) => broken(lines.linePos(pos[0]).line, message)),
    ...twice(document).map((at) => broken(lines.linePos(at).line, 'Map keys must be unique')),
  ];
  const lineOf: YamlText['lineOf'] = (path, key) => lines.linePos(startOf(document, path, key === true)).line;
  // Each is looked for in the whole document, before the parser's own limit holds.
  if (aliasesIn(document) > MOST_ALIASES) return { value: undefined, faults: [...faults, broken(1, 'It has too many aliases')], lineOf };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { value: value ?? undefined, faults, lineOf };
  } catch (error) {
    return { value: undefined, faults: [...faults, broken(1, error instanceof Error ? error.message : String(error))], lineOf };
  }
}

/** Where keys stand that are in their map already. */
function twice(document: Document): readonly number[] {
  const found: number[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name: unknown = isNode(key) && 'value' in key ? key.value : undefined;
        if (name === undefined || name === '<<') continue;
        if (seen.has(name)) found.push(rangeStart(key) ?? 0);
        seen.add(name);
      }
    },
  });
  return found;
}

function aliasesIn(document: Document): number {
  let count = 0;
  visit(document, { Alias: () => void (count += 1) });
  return count;
}

function startOf(document: Document, path: Path, wantsKey: boolean): number {
  for (let length = path.length; length > 0; length -= 1) {
    const around: unknown = document.getIn(path.slice(0, length - 1), true);
    const found = keyStart(around, path[length - 1]) ?? rangeStart(document.getIn(path.slice(0, length), true));
    const value = rangeStart(document.getIn(path.slice(0, length), true));
    const start = wantsKey && length === path.length ? found : (value ?? found);
    if (start !== undefined) return start;
  }
  return 0;
}

function rangeStart(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function keyStart(around: unknown, key: PropertyKey | undefined): number | undefined {
  if (typeof around !== 'object' || around === null || !('items' in around) || !Array.isArray(around.items)) return undefined;
  for (const item of around.items) {
    const name: unknown = typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined;
    if (isNode(name) && 'value' in name && name.value === key) return rangeStart(name);
  }
  return undefined;
}

function broken(line: number, message: string): ConfigurationFault {
  return new ConfigurationFault('CI_CONFIG_YAML', { line, path: '' }, `${message.replace(/\.$/, '')}.`, 'Correct the YAML there.');
}

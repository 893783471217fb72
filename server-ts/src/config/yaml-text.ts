// YAML with its line numbers: what a text holds, and where each part of it stands.

import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
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
  // Not `silent`: then everything after a second `---` would be passed over without a word.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, logLevel: 'error' });
  const faults = document.errors.map(({ pos, message }) => broken(lines.linePos(pos[0]).line, message));
  const lineOf: YamlText['lineOf'] = (path, key) => lines.linePos(startOf(document, path, key === true)).line;
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { value: value ?? undefined, faults, lineOf };
  } catch (error) {
    return { value: undefined, faults: [...faults, broken(1, error instanceof Error ? error.message : String(error))], lineOf };
  }
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

// What is wrong with a configuration, in an administrator's words: line, path and remedy.

import type * as z from 'zod';
import { nearest } from '../platform/nearest.ts';
import { ConfigurationFault, type Spot } from './configuration-fault.ts';
import type { JsonSchema } from './json-schema.ts';
import { exampleOf, keysIn, schemasAt } from './words.ts';
import type { Path, YamlText } from './yaml-text.ts';

type Issue = z.core.$ZodIssue;

const LONGEST_QUOTE = 50;
/** Nobody reads more, and each line is looked for anew. */
const MOST = 1_000;

/** One for each fault, by line. `schema`: what the text may hold; `page`: of the documentation, where it is no configuration. */
export function explainAll(issues: readonly Issue[], text: YamlText, schema: JsonSchema, page?: string): readonly ConfigurationFault[] {
  const plain = issues
    .flatMap((issue) => settle(issue, text.value))
    .slice(0, MOST)
    .map((issue) => (issue.code === 'unrecognized_keys' ? { ...issue, keys: issue.keys.slice(0, MOST) } : issue));
  const misspelt = new Set(plain.flatMap((issue) => (issue.code === 'unrecognized_keys' ? guesses(issue, schema) : [])));
  const faults = plain
    .filter((issue) => !(isMissing(issue, text.value) && misspelt.has(nameOf(issue.path))))
    .flatMap((issue) => explain(issue, text, schema, page));
  return faults.sort((left, right) => left.spot.line - right.spot.line);
}

/** Of the alternatives of a union, what the one that was meant says: that of the same form as the value, with the fewest keys that are wrong. */
function settle(issue: Issue, root: unknown): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const value = valueAt(root, issue.path);
  const fitting = issue.errors.filter((branch) => !isOfOtherForm(branch, value));
  const fewest = Math.min(...fitting.map(slipsOf));
  const meant = fitting.find((branch) => slipsOf(branch) === fewest) ?? issue.errors[0] ?? [];
  return meant.flatMap((each) => settle({ ...each, path: [...issue.path, ...each.path] }, root));
}

function slipsOf(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
}

function isOfOtherForm(branch: readonly Issue[], value: unknown): boolean {
  return branch.some((issue) => {
    if (issue.path.length > 0) return false;
    if (issue.code === 'invalid_union') return issue.errors.every((each) => isOfOtherForm(each, value));
    return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof value === 'object');
  });
}

function guesses({ keys, path }: z.core.$ZodIssueUnrecognizedKeys, schema: JsonSchema): readonly string[] {
  const known = keysIn(schemasAt(schema, path));
  return keys.flatMap((key) => {
    const meant = nearest(key, known);
    return meant === undefined ? [] : [nameOf([...path, meant])];
  });
}

function isMissing(issue: Issue, root: unknown): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_value') && valueAt(root, issue.path) === undefined;
}

function explain(issue: Issue, text: YamlText, schema: JsonSchema, page?: string): readonly ConfigurationFault[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...issue.path, key], text, schema));
  const { path } = issue;
  const value = valueAt(text.value, path);
  const spot = spotOf(path, text);
  if (isMissing(issue, text.value)) return [new ConfigurationFault('CI_CONFIG_VALUE', spot, 'is missing.', remedyAt(path, schema, page))];
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String);
    return [new ConfigurationFault('CI_CONFIG_VALUE', spot, `${quote(value)} is not known there.`, choose(value, words))];
  }
  if (issue.code === 'invalid_type') {
    const remedy =
      issue.expected === 'string' && typeof value !== 'object'
        ? `Put it in quotes, as YAML reads it as a ${typeof value}.`
        : remedyAt(path, schema, page);
    return [new ConfigurationFault('CI_CONFIG_VALUE', spot, `is ${formOf(value)}, which does not belong there.`, remedy)];
  }
  const sentence = /[.?]$/.test(issue.message) ? issue.message : `${issue.message}.`;
  return [new ConfigurationFault('CI_CONFIG_VALUE', spot, sentence, remedyAt(path, schema, page))];
}

function unknownKey(path: Path, text: YamlText, schema: JsonSchema): ConfigurationFault {
  const spot = spotOf(path, text, true);
  const key = String(path.at(-1));
  const known = keysIn(schemasAt(schema, path.slice(0, -1)));
  const meant = nearest(key, known);
  const remedy = meant === undefined ? `Remove it. The keys there are: ${known.join(', ')}.` : `Did you mean ${meant}?`;
  return new ConfigurationFault('CI_CONFIG_KEY', spot, 'is unknown.', remedy);
}

/** `wantsKey`: of the key itself instead of what stands under it. */
export function spotOf(path: Path, { lineOf }: Pick<YamlText, 'lineOf'>, wantsKey = false): Spot {
  return { line: lineOf(path, wantsKey), path: nameOf(path) };
}

function choose(value: unknown, words: readonly string[]): string {
  const meant = typeof value === 'string' ? nearest(value, words) : undefined;
  const all = `Use one of: ${words.join(', ')}.`;
  return meant === undefined ? all : `Did you mean ${meant}? ${all}`;
}

function remedyAt(path: Path, schema: JsonSchema, page = pageOf(path[0])): string {
  const example = exampleOf(schemasAt(schema, path));
  if (example !== undefined) return `Write it like \`${String(path.at(-1) ?? '')}: ${example}\`.`;
  return `See docs/${page}.md for its form.`;
}

function pageOf(key: PropertyKey | undefined): string {
  if (key === 'templates') return 'templates';
  return key === 'intents' ? 'intents' : 'configure';
}

/** `routes[0].match.event`. */
function nameOf(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('');
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), root);
}

function quote(value: unknown): string {
  return typeof value === 'object' ? formOf(value) : `\`${String(value).slice(0, LONGEST_QUOTE)}\``;
}

function formOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

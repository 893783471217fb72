// What the documents offer to type can be typed: every command in them is understood, with each of its alternatives, with and without what may be left out.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ciGrammar } from '../../server-ts/src/commands/ci-grammar.ts';
import { parse } from '../../server-ts/src/commands/parse.ts';
import { providers } from '../../server-ts/src/providers/registry.ts';

const root = join(import.meta.dirname, '../..');
const grammars = new Map(
  [ciGrammar, ...providers.flatMap(({ command }) => (command === undefined ? [] : [command.grammar]))].map((grammar) => [
    grammar.trigger,
    grammar,
  ]),
);
/** Joined to every provider's command by other rooms. */
const joined = new Set(['connect', 'disconnect', 'me', 'about', 'help', 'todo', 'settings']);

function documents(): readonly string[] {
  const readmes = providers.map(({ name }) => `server-ts/src/providers/${name}/readme.md`);
  const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.map((name) => `docs/${name}`), ...readmes];
}

/** `/gitlab job play|retry 815 [city/api]` → four commands. What is given in `<…>` is some word. */
function spelled(command: string): readonly string[] {
  const optional = /\s*\[([^\][]*(?:\[[^\][]*\][^\][]*)*)\]/.exec(command);
  if (optional !== null) {
    const [whole, inner = ''] = optional;
    const before = command.slice(0, optional.index);
    const after = command.slice(optional.index + whole.length);
    // `<group[/project]>`: a part of a word.
    const glue = whole.startsWith(' ') ? ' ' : '';
    return [`${before}${after}`, `${before}${glue}${inner}${after}`].flatMap(spelled);
  }
  const choice = /[^\s|]+(?:\|[^\s|]+)+/.exec(command);
  if (choice !== null) return choice[0].split('|').flatMap((each) => spelled(command.replace(choice[0], () => each)));
  return [command.replaceAll(/<[^>]*>/g, 'some').trim()];
}

function commandsIn(text: string): readonly string[] {
  const found = [...text.matchAll(/`\/((?:ci|gitlab|jenkins)(?: [^`]*)?)`/g)].map(([, command = '']) => command.replaceAll('\\|', '|'));
  return [...new Set(found)].filter((command) => !command.includes('…'));
}

function problemWith(typed: string): string | undefined {
  const [trigger = '', verb = ''] = typed.split(' ');
  const grammar = grammars.get(trigger);
  if (grammar === undefined || verb === '' || (trigger !== 'ci' && joined.has(verb))) return undefined;
  const parsed = parse(grammar, `/${typed.replace(/ --connection \S+/, '')}`);
  // A group of verbs alone is answered with its help.
  if (parsed.kind !== 'refused') return undefined;
  // A verb that is only spoken of.
  const [, ...words] = typed.split(' ').filter((word) => !word.startsWith('--'));
  if (parsed.path.length === words.length) return undefined;
  return `/${typed}: ${parsed.message}`;
}

test.each(documents())('%s', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(
    commandsIn(text)
      .flatMap(spelled)
      .flatMap((typed) => problemWith(typed) ?? []),
  ).toEqual([]);
});

test('what cannot be typed is found', () => {
  expect(spelled('gitlab job play|retry 815 [city/api]')).toEqual([
    'gitlab job play 815',
    'gitlab job retry 815',
    'gitlab job play 815 city/api',
    'gitlab job retry 815 city/api',
  ]);
  expect(problemWith('gitlab pipelines rum city/api main')).toContain('run');
  expect(problemWith('jenkins biulds city/api')).toContain('builds');
  expect(problemWith('jenkins queue city/api')).toBeDefined();
});

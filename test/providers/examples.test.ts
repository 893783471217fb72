// What help offers as examples can be typed: each is understood, as the verb that it stands at.

import { expect, test } from '@jest/globals';
import type { Grammar, Verb } from '../../server-ts/src/ci/grammar.ts';
import { ciGrammar } from '../../server-ts/src/commands/ci-grammar.ts';
import { parse } from '../../server-ts/src/commands/parse.ts';
import { providers } from '../../server-ts/src/providers/registry.ts';

const grammars = [ciGrammar, ...providers.flatMap(({ command }) => (command === undefined ? [] : [command.grammar]))];

function examplesIn(verbs: readonly Verb[], above: readonly string[]): readonly { readonly path: string; readonly typed: string }[] {
  return verbs.flatMap(({ name, examples = [], verbs: below = [] }) => [
    ...examples.map((example) => ({ path: [...above, name].join(' '), typed: [...above, example].join(' ') })),
    ...examplesIn(below, [...above, name]),
  ]);
}

test.each(grammars.map((grammar): [string, Grammar] => [grammar.trigger, grammar]))('/%s', (trigger, grammar) => {
  const all = examplesIn(grammar.verbs, []);
  expect(all.length).toBeGreaterThan(5);
  const wrong = all.filter(({ path, typed }) => {
    const parsed = parse(grammar, `/${trigger} ${typed}`);
    if (path === 'help') return parsed.kind !== 'help';
    return parsed.kind !== 'run' || parsed.path.join(' ') !== path;
  });
  expect(wrong).toEqual([]);
});

import { expect, test } from '@jest/globals';
import type { Verb } from '../ci/grammar.ts';
import { autocompleteOf } from './autocomplete.ts';
import { ciGrammar } from './ci-grammar.ts';
import { offerConnections } from './connection-names.ts';

const flagsOf = (verbs: readonly Verb[]): readonly { readonly name: string; readonly choices?: readonly string[] }[] =>
  verbs.flatMap(({ flags = [], verbs: below = [] }) => [...flags, ...flagsOf(below)]);

test('wherever a CI system can be named, the configured names are offered, each once', () => {
  const offered = offerConnections(ciGrammar, ['default', 'lab', 'default']);
  const named = flagsOf(offered.verbs).filter(({ name }) => name === 'connection');
  expect(named.length).toBeGreaterThan(1);
  for (const { choices } of named) expect(choices).toEqual(['default', 'lab']);
  expect(JSON.stringify(autocompleteOf(offered))).toContain('"Item":"lab"');
  expect(flagsOf(offered.verbs).filter(({ name }) => name !== 'connection')).toEqual(
    flagsOf(ciGrammar.verbs).filter(({ name }) => name !== 'connection'),
  );
});

test('without any, what is typed is free', () => {
  expect(offerConnections(ciGrammar, [])).toBe(ciGrammar);
});

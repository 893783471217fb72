import * as fc from 'fast-check';
import { expect, test } from '@jest/globals';
import { eventKinds, type Facts } from '../ci/facts.ts';
import { createMatchIndex } from './match-index.ts';
import { compileMatch, textsOf } from './match.ts';
import type { Match } from './rules.ts';
import { topicOfFacts } from './topic.ts';

const words = ['a', 'b', 'A', 'a/b', 'a/b/c', 'b/a', 'ab', 'passed', 'success'] as const;
const globs = fc.uniqueArray(fc.constantFrom(...words, '*', '**', 'a/*', 'a/**', '**/b', 'a*', '*b', '?', '', 'a/**/c'), {
  minLength: 1,
  maxLength: 3,
});
const matches: fc.Arbitrary<Match> = fc.record(
  {
    provider: globs,
    connection: globs,
    project: globs,
    branch: globs,
    tag: globs,
    author: globs,
    label: globs,
    status: globs,
    event: fc.subarray([...eventKinds], { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const word = fc.constantFrom(...words);
const facts = fc.record(
  {
    event: fc.constantFrom(...eventKinds),
    provider: word,
    connection: word,
    project: word,
    branch: word,
    tag: word,
    status: word,
    authors: fc.array(word, { maxLength: 2 }),
    labels: fc.array(word, { maxLength: 2 }),
  },
  { requiredKeys: ['event', 'provider', 'connection', 'status', 'authors', 'labels'] },
);

test('the index finds what looking at each would find, in the same order', () => {
  fc.assert(
    fc.property(fc.array(matches, { maxLength: 12 }), facts, (all, asked) => {
      const texts = textsOf(topicOfFacts(asked));
      const isMeant = (match: Match): boolean => compileMatch(match)(texts) === undefined;
      const found = createMatchIndex(all, (match) => match)(texts);
      expect(found.filter(isMeant)).toEqual(all.filter(isMeant));
      expect(found.length).toBeLessThanOrEqual(all.length);
    }),
    { numRuns: 500 },
  );
});

test.each<[string, (number: number) => Match]>([
  ['projects', (number) => ({ project: [`team-${number}/**`] })],
  ['single projects', (number) => ({ provider: ['lab'], project: [`team/app-${number}`] })],
  ['services in any group', (number) => ({ project: [`**/service-${number}`] })],
  ['branches of one project', (number) => ({ project: ['team/**'], branch: [`release/${number}.*`, `hotfix/${number}.*`] })],
  ['authors', (number) => ({ event: ['pipeline'], author: [`person-${number}`] })],
  ['labels', (number) => ({ label: [`area::${number}`] })],
])('of thousands of routes by %s only few are looked at', (_name, matchOf) => {
  const index = createMatchIndex(
    Array.from({ length: 5_000 }, (_, number) => matchOf(number)),
    (match) => match,
  );
  const asked: Facts = {
    event: 'pipeline',
    provider: 'lab',
    connection: 'default',
    project: 'team-77/service-77',
    branch: 'release/77.1',
    status: 'failed',
    authors: ['person-77'],
    labels: ['area::77'],
  };
  expect(index(textsOf(topicOfFacts(asked))).length).toBeLessThanOrEqual(4);
  expect(index(textsOf(topicOfFacts({ ...asked, project: 'team/app-77' }))).length).toBeLessThanOrEqual(4);
});

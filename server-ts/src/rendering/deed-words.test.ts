import { expect, test } from '@jest/globals';
import type { Deed } from '../ci/deed.ts';
import { deedsLine, viewDeeds } from './deed-words.ts';

const deeds: readonly Deed[] = [
  { verb: 'cancelled', by: 'carol', at: 1 },
  { verb: 'retried', by: 'alice', at: 2 },
  { verb: 'retried', by: 'alice', at: 3 },
  { verb: 'approved', what: '!7', by: 'bob', at: 4 },
  { verb: 'deployed', what: '@all', by: 'bob', at: 5 },
];

test('one line tells who did what last; nobody is called by it, whatever an environment is named', () => {
  expect(deedsLine([])).toBe('');
  const line = deedsLine(deeds);
  expect(line.replaceAll('\u200B', '')).toBe(
    '**From chat:** retried by @alice (2 times) · !7 approved by @bob · deploy to @all by @bob · 1 earlier',
  );
  expect(line).not.toMatch(/@\w/);
});

test('the web app gets the same as data', () => {
  expect(viewDeeds(deeds)[0]).toEqual({ verb: 'retried', by: ['alice'], times: 2, at: 3 });
  expect(viewDeeds(deeds)).toHaveLength(3);
});

import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { formatAge, formatDuration } from './duration.ts';
import { listSome, shorten } from './shorten.ts';

test('short text stays, long text ends in the mark of the cut, never above the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
      const short = shorten(text, limit);
      expect(short.length).toBeLessThanOrEqual(limit);
      expect(short.isWellFormed()).toBe(true);
      if (text.length <= limit) expect(short).toBe(text);
      else expect(short.endsWith('…')).toBe(true);
    }),
  );
});

test('what is cut ends where a letter ends, as the language itself has it', () => {
  const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 8, maxLength: 60 }), fc.integer({ min: 2, max: 7 }), (text, limit) => {
      const kept = shorten(`${text} and more`, limit).slice(0, -1);
      const ends = [0, ...[...letters.segment(text)].map(({ index, segment }) => index + segment.length)];
      // Spaces at the end are left away.
      expect(ends.some((end) => text.slice(0, end).trimEnd() === kept)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('a letter made of several signs is kept whole or not at all', () => {
  expect(shorten('ab👨‍👩‍👧cd', 6)).toBe('ab…');
});

test('a list names the first and counts the rest', () => {
  expect(listSome(['a', 'b'], 2)).toBe('a, b');
  expect(listSome(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});

test.each([
  [0, '0 s'],
  [59.6, '1 min'],
  [283, '4 min 43 s'],
  [3600, '1 h'],
  [3599.7, '1 h'],
  [7530, '2 h 6 min'],
  [273_600, '3 d 4 h'],
])('%d seconds are said as %s', (seconds, words) => {
  expect(formatDuration(seconds)).toBe(words);
});

test('an age is said in its largest unit; a clock ahead of ours is now', () => {
  expect([-5, 30, 90, 3 * 60, 49 * 60].map((minutes) => formatAge(0, minutes * 60_000))).toEqual([
    'just now',
    '30 min ago',
    '1 h ago',
    '3 h ago',
    '2 d ago',
  ]);
});

import { expect, test } from '@jest/globals';
import { english, type Catalogue } from './english.ts';
import { german } from './german.ts';
import { wordsOf } from './say.tsx';
import { ageText } from './time.ts';

const HOUR = 3600;

test.each([
  [-5, 'just now', 'gerade eben'],
  [59, 'just now', 'gerade eben'],
  [7 * 60 + 59, '7 min ago', 'vor 7 Min.'],
  [2 * HOUR, '2 h ago', 'vor 2 Std.'],
  [30 * HOUR, 'yesterday', 'gestern'],
  [73 * HOUR, '3 days ago', 'vor 3 Tagen'],
  [65 * 24 * HOUR, '2 months ago', 'vor 2 Monaten'],
  [800 * 24 * HOUR, '2 years ago', 'vor 2 Jahren'],
])('what is %d s old is “%s”, “%s”', (seconds, inEnglish, inGerman) => {
  const age = (locale: string, catalogue: Catalogue): string => ageText(0, seconds * 1000, wordsOf(locale, catalogue));
  expect([age('en', english), age('de', german)]).toEqual([inEnglish, inGerman]);
});

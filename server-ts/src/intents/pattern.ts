// Patterns of values: regular expressions that whole values must match, without a way to hang whoever checks one.
//
// They come from administrators and from files of projects, and the values from anybody: JavaScript's own engine took minutes for
// `(a+)+$`. RE2's takes time by the length of the value times the size of the program it makes of the pattern, and both are bounded here:
// the slowest that were found took 60 ms.

import { RE2JS } from 're2js';

/** Letters of a pattern. */
const LONGEST_PATTERN = 300;
/** Instructions; `[0-9a-f]{40}` has 42. */
const LARGEST = 1_000;
/** Letters of a value that is checked by a pattern. */
export const LONGEST_MATCHED = 500;

export type PatternReading = { readonly matches: (value: string) => boolean } | { readonly fault: string };

/** RE2's syntax: without looking ahead or behind, and without references to what was found. `fault`: half a sentence. */
export function readPattern(pattern: string): PatternReading {
  if (pattern.length > LONGEST_PATTERN) return { fault: `is longer than ${LONGEST_PATTERN} characters` };
  try {
    const compiled = RE2JS.compile(pattern);
    if (compiled.programSize() > LARGEST) return { fault: 'repeats too much to be checked quickly: use smaller counts in {}' };
    return { matches: (value) => value.length <= LONGEST_MATCHED && compiled.matches(value) };
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).replace(/^error parsing regexp: /, '').split('\n');
    return { fault: `is no regular expression as RE2 knows them (${why.slice(0, 100)})` };
  }
}

import * as fc from 'fast-check';
import { expect, test } from '@jest/globals';
import { compileGlob, literalEnds } from './glob.ts';

test.each([
  ['main', 'main', true],
  ['main', 'Main', false],
  ['main', 'maintenance', false],
  ['release/*', 'release/1.2', true],
  ['release/*', 'release/1/2', false],
  ['release/*', 'release/', true],
  ['platform/**', 'platform/api', true],
  ['platform/**', 'platform/deep/group/api', true],
  ['platform/**', 'platform', false],
  ['platform/**', 'platformer/api', false],
  ['**/api', 'api', true],
  ['**/api', 'a/b/api', true],
  ['**/api', 'a/not-api', false],
  ['a/**/z', 'a/z', true],
  ['a/**/z', 'a/b/c/z', true],
  ['a/**/z', 'a/bz', false],
  ['a/**/z', 'az', false],
  ['**', '', true],
  ['**', 'a/b', true],
  ['*', 'a/b', false],
  ['a**c', 'a/b/c', true],
  ['v?.?', 'v1.2', true],
  ['v?.?', 'v1/2', false],
  ['?', '😀', true],
  // A dot is a dot, and what begins with one is not hidden.
  ['v1.2', 'v1x2', false],
  ['*', '.github', true],
  ['**/x', '.a/x', true],
  // What other globs know as classes, choices and negations stands for itself.
  ['{a,b}', 'a', false],
  ['[ab]', 'a', false],
  ['[ab]', '[ab]', true],
  ['!main', 'other', false],
  ['a+(b)', 'a+(b)', true],
  ['fix/\\*', 'fix/*', true],
  ['fix/\\*', 'fix/a', false],
])('%s and %s: %s', (pattern, text, expected) => expect(compileGlob(pattern)(text)).toBe(expected));

/** The definition, word for word, without any care for time. `bounded`: at the beginning, or after a slash. */
function means(pattern: string, text: string, bounded = true): boolean {
  if (pattern === '') return text === '';
  const splits = Array.from({ length: text.length + 1 }, (_, at) => ({ taken: text.slice(0, at), left: text.slice(at) }));
  const folders = /^\*{2,}\//.exec(pattern)?.[0];
  if (folders !== undefined && bounded)
    return splits.some(({ taken, left }) => /(^|\/)$/.test(taken) && means(pattern.slice(folders.length), left, true));
  const path = /^\*{2,}/.exec(pattern)?.[0];
  if (path !== undefined) return splits.some(({ left }) => means(pattern.slice(path.length), left, false));
  if (pattern.startsWith('*')) return splits.some(({ taken, left }) => !taken.includes('/') && means(pattern.slice(1), left, false));
  const fits = pattern.startsWith('?') ? /^[^/]/.test(text) : text.startsWith(pattern.slice(0, 1));
  return fits && means(pattern.slice(1), text.slice(1), pattern.startsWith('/'));
}

const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?', '.'), maxLength: 8 });
const texts = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 8 });

test('it means what its definition says', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => expect(compileGlob(pattern)(text)).toBe(means(pattern, text))),
    { numRuns: 1000 },
  );
});

test('what matches has the literal beginning and end of the pattern', () => {
  const letters = fc.constantFrom('a', 'b', '/', '*', '?', '\\');
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 8 }), fc.string({ unit: letters, maxLength: 8 }), (pattern, text) => {
      const { head, tail, whole } = literalEnds(pattern);
      if (!compileGlob(pattern)(text)) return;
      expect(text.startsWith(head) && text.endsWith(tail) && (!whole || text === head)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test.each(['a*'.repeat(99) + 'b', '**/'.repeat(60) + 'b', '**a'.repeat(60) + 'b', '*'.repeat(200) + 'b', '?*'.repeat(99) + 'b'])(
  'a hostile pattern takes no longer than its length: %#',
  (pattern) => {
    const text = 'a/aa'.repeat(500);
    const begun = performance.now();
    expect(compileGlob(pattern)(text)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(1_000);
  },
);

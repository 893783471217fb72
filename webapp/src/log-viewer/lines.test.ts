import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { append, find, firstError, noLines, shownLines } from './lines.ts';

const read = (...parts: readonly string[]) => parts.reduce(append, noLines).lines;

test('however a log is cut into parts, it is the same log', () => {
  const piece = fc.constantFrom(
    'a',
    '\n',
    '\r',
    '\u001B[31m',
    '\u001B[0m',
    '\u001B[1;32m',
    '[Pipeline] {',
    'section_start:1:a\r',
    'section_end:1:a\r',
    ' (Build)',
    'error',
    '\t',
    'é',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(200), { maxLength: 6 }), (pieces, cuts) => {
      const whole = pieces.join('');
      const places = [...new Set([0, ...cuts.filter((cut) => cut < whole.length), whole.length])].sort((a, b) => a - b);
      const parts = places.slice(1).map((end, index) => whole.slice(places[index], end));
      expect(read(...parts)).toEqual(read(whole));
    }),
  );
});

test('colours go on over lines; what moves cursors, hides notes or overwrites itself leaves only what is seen in the end', () => {
  const lines = read(
    '\u001B[31mred\nstill red\u001B[0m\nplain\n',
    '10%\r50%\r100%\r\n',
    '\u001B[8mha:////4Ab+/=\u001B[0mStarted\u001B[K\n',
  );
  expect(lines.map(({ text }) => text)).toEqual(['red', 'still red', 'plain', '100%', 'Started']);
  expect(lines.map(({ styled }) => styled?.startsWith('\u001B[31m') ?? false)).toEqual([true, true, false, false, false]);
});

test('what the server writes for itself is folded, but for the names of stages', () => {
  const lines = read('[Pipeline] Start of Pipeline\n[Pipeline] stage\n[Pipeline] { (Build)\nmake\n[Pipeline] }\n');
  expect(shownLines(lines, false).map((index) => lines[index]?.text)).toEqual(['Build', 'make']);
  expect(shownLines(lines, true)).toHaveLength(5);
  expect(find(lines, shownLines(lines, false), 'MAK')).toEqual([1]);
});

test.each([
  ['ERROR: script returned exit code 1', true],
  ['java.lang.NullPointerException: x', true],
  ['Tests run: 3, Failures: 0, Errors: 0', false],
  ['0 errors, 0 failed', false],
  ['compiling terror.c', false],
])('%s', (line, isError) => {
  expect(firstError(read(`${line}\n`)) === 0).toBe(isError);
});

/** Milliseconds to read and search so many lines. */
function timeOf(count: number): number {
  const text = Array.from({ length: count }, (_, index) => `\u001B[32m${index}\u001B[0m compiling module ${index} of the whole`).join('\n');
  const from = performance.now();
  const lines = read(text);
  expect(find(lines, shownLines(lines, false), `module ${count - 1} of`)).toHaveLength(1);
  return performance.now() - from;
}

test('a hundred thousand lines take ten times as long as ten thousand, and no more than chance adds', () => {
  timeOf(10_000);
  const few = Math.max(timeOf(10_000), 10);
  expect(timeOf(100_000)).toBeLessThan(few * 50);
});

const bound = (kind: string, name: string) => `section_${kind}:1700000000:${name}\r\u001B[0K`;

test('sections of a job begin with their heading, end unseen, and hide what lies in them when they are folded', () => {
  const lines = read(
    `${bound('start', 'prepare[collapsed=true]')}\u001B[36;1mPreparing\u001B[0;m\nimage\n`,
    `${bound('end', 'prepare')}${bound('start', 'script')}Executing\n$ make\n${bound('end', 'script')}\ndone\n`,
  );
  const seen = (isFolded?: (index: number) => boolean) => shownLines(lines, false, isFolded).map((index) => lines[index]?.text);
  expect(seen()).toEqual(['Preparing', 'image', 'Executing', '$ make', 'done']);
  expect(lines.map(({ kind, folded }) => [kind, folded])).toEqual([
    ['section', true],
    ['plain', undefined],
    ['section', undefined],
    ['plain', undefined],
    ['mark', undefined],
    ['plain', undefined],
  ]);
  expect(seen((index) => index === 0)).toEqual(['Preparing', 'Executing', '$ make', 'done']);
  expect(seen(() => true)).toEqual(['Preparing', 'Executing', 'done']);
});

test('a folded stage ends where its own block ends, whatever blocks are in it', () => {
  const lines = read('[Pipeline] { (Build)\n[Pipeline] {\nmake\n[Pipeline] }\nmore\n[Pipeline] }\nafter\n');
  const shown = shownLines(lines, false, (index) => index === 0);
  expect(shown.map((index) => lines[index]?.text)).toEqual(['Build', 'after']);
});

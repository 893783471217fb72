import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { lex } from './lexer.ts';

function words(text: string): readonly string[] | string {
  const lexed = lex(text);
  return lexed.ok ? lexed.words.map((word) => word.text) : lexed.message;
}

test.each([
  ['status  platform/api\tmain', ['status', 'platform/api', 'main']],
  ['"my project" \'a b\'', ['my project', 'a b']],
  ['“my project” ‘a b’ „c d“ «e f»', ['my project', 'a b', 'c d', 'e f']],
  ["don't stop", ["don't", 'stop']],
  ['--branch="release 1" --x=“a b”', ['--branch=release 1', '--x=a b']],
  ['KEY="a b" OTHER=“x \'y\'” url?a="b c"', ['KEY=a b', "OTHER=x 'y'", 'url?a="b', 'c"']],
  ['my\\ project \\"x\\" C:\\dir \\\\', ['my project', '"x"', 'C:\\dir', '\\']],
  ['""', ['']],
  ['"a"b', ['ab']],
  ['', []],
])('%j is split into %j', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('an unclosed quote is named', () => {
  expect(words('status "my project')).toBe('The quote in "my project is not closed.');
});

test('nothing that can be typed makes it throw, and a quoted word comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('"', "'", '“', '«'), (text, quote) => {
      lex(`${quote}${text}`);
      lex(text);
      const escaped = text.replace(/[\\"'“”„«»‘’\s]/gu, (sign) => `\\${sign}`);
      expect(words(`"${escaped}"`)).toEqual([text]);
    }),
    { numRuns: 500 },
  );
});

import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { addressesIn, expectHarmless, hostileAddress, hostileText } from '../../../test/hostile-text.ts';
import { block, code, join, link, say, type Sayable, type Words } from '../ci/words.ts';
import { safeUrl } from './escape.ts';
import { hasLinks, isEmpty, markdownOf, plainOf, rowsOf } from './words.ts';

test('what is foreign shows as it is, and what is ours stays Markdown', () => {
  const words = say`**Build** ${link('#14', 'https://ci.example/14')} of ${'team_*app*'} waits: ${code('mvn -q')}`;
  expect(markdownOf(words)).toBe('**Build** [\\#\u200B14](https://ci.example/14) of team\\_\\*app\\* waits: `mvn -q`');
  expect(plainOf(words)).toBe('**Build** #14 of team_*app* waits: mvn -q');
  expect([hasLinks(words), hasLinks(say`x ${link('a', 'javascript:x')}`), hasLinks(say`x`)]).toEqual([true, false, false]);
  expect([isEmpty(say` `), isEmpty(words)]).toEqual([true, false]);
});

test('a space at the beginning of what is put in parts words, and undoes no markup of ours', () => {
  const url = 'https://ci.example/14';
  expect(markdownOf(say`${'app'}${' so far'}: ${'3 h ago'}${' (timer)'}`)).toBe('app so far: 3 h ago (timer)');
  expect(markdownOf(say`${link('app', url)}${' kept'}. ${'It'}`)).toBe(`[app](${url}) kept. It`);
  expect(markdownOf(say`**${' app'}** ${' b'}`)).toBe('**app** b');
});

test('a code block stands on lines of its own, without empty ones around it', () => {
  const words = say`Log of ${'app'}:\n${block('one\ntwo ```\n')}\nThat was it.`;
  expect(markdownOf(words)).toBe('Log of app:\n````\none\ntwo ```\n\n````\nThat was it.');
  expect(markdownOf(say`${block('x')}`)).toBe('```\nx\n```');
});

test('a text that is too long loses whole lines, and never half a code block', () => {
  const long = join(Array.from({ length: 200 }, (_, index) => say`line ${index} ${code('x'.repeat(50))}`));
  const text = markdownOf(long, 1_000);
  expect(text.length).toBeLessThanOrEqual(1_000);
  expect(text).toMatch(/`\n… and \d+ more lines$/);
  const blocks = join([say`a`, block('y\n'.repeat(300)), say`b`]);
  expect(markdownOf(blocks, 300)).toBe('a\n… and 2 more lines');
});

test('the end of a long block is kept', () => {
  const text = markdownOf(block(Array.from({ length: 5_000 }, (_, index) => `row ${index}`).join('\n')));
  expect(text.length).toBeLessThan(7_000);
  expect(text).toContain('row 4999');
});

const text: fc.Arbitrary<Sayable> = fc.oneof(
  hostileText,
  fc.tuple(hostileText, hostileAddress).map(([shown, url]) => link(shown, url)),
  fc.nat(),
);
const any: fc.Arbitrary<Sayable> = fc.oneof(text, hostileText.map(code), hostileText.map(block));

function addressesOf(words: Words): ReadonlySet<string> {
  return new Set(words.pieces.flatMap((each) => (each.kind === 'link' ? (safeUrl(each.url) ?? []) : [])));
}

test('whatever is put into a sentence, nothing in it acts', () => {
  fc.assert(
    fc.property(text, text, text, (one, two, three) => {
      const words = say`Build #${one}${two} of ${three}: @${one}.${two}\n${three}`;
      expectHarmless(markdownOf(words), addressesOf(words));
    }),
    { numRuns: 300 },
  );
});

test('code cannot end early, so no link, picture or heading stands outside of it', () => {
  fc.assert(
    fc.property(any, any, any, (one, two, three) => {
      const words = say`Build ${one}${two} of ${three}\n${two}`;
      const links = addressesOf(words);
      const markdown = markdownOf(words);
      for (const address of addressesIn(markdown)) expect(links).toContain(address);
      const blocks = rowsOf(words).filter((row) => /^`{3,}\n/.test(row));
      expect(blocks).toHaveLength(words.pieces.filter(({ kind }) => kind === 'block').length);
    }),
    { numRuns: 300 },
  );
});

import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { escape, link, neutral, plain, safeUrl } from './escape.ts';

/** What Mattermost's web app, server and mobile app act on, in the text after backslashes are resolved. */
const acting: readonly [string, RegExp][] = [
  ['a mention', /@[a-z0-9]/i],
  ['a channel link', /~[a-z0-9]/i],
  ['a hashtag', /#\p{L}/u],
  ['an emoji', /:[\w+-]+:/],
  ['an address', /[a-z][a-z0-9+.-]*:(\/|[\p{L}\d%])/iu],
  ['a bare address', /www\d*\.|[\p{L}\d]\.\p{L}{2,}/iu],
  ['an entity', /&[#a-z]/i],
  ['a tag', /<[a-z/!?]/i],
  ['a hidden or turning character', /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u200C\u2060\uFEFF\n\r\t\0]/],
];

/** Signs of markup that are not escaped: any of these could start something. */
const bareMarkup = /(?<!\\)(?:\\\\)*[`*[\]|>~#{}]/;

const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@',
        'channel',
        'all',
        '~',
        'town-square',
        '#',
        'tag',
        ':',
        'x',
        '://',
        'http',
        'www.',
        '.com',
        '/',
        '<',
        'b',
        '>',
        '[',
        ']',
        '(',
        ')',
      ),
      fc.constantFrom(
        '`',
        '```',
        '*',
        '_',
        '__',
        '\\',
        '\n',
        '\r',
        '|',
        '---',
        '- ',
        '1. ',
        '> ',
        '&#64;',
        '&lt;',
        '$',
        '^',
        '=',
        '\u202E',
        '\u200B',
        '\u2066',
        '\0',
        '\u{E0041}',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

/** As CommonMark reads backslashes. */
function unescape(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

describe('escaped text', () => {
  test('never acts, whatever it is made of', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const escaped = escape(text);
        expect(escaped).not.toMatch(bareMarkup);
        for (const [, pattern] of acting) expect(unescape(escaped)).not.toMatch(pattern);
        expect(escaped).not.toMatch(/^(?:[-+=]|\d+[.)]|\s)/);
      }),
      { numRuns: 3000 },
    );
  });

  test('still reads as it was written, without what cannot be seen', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(unescape(escape(text)).replaceAll('\u200B', '')).toBe(plain(text));
      }),
    );
  });

  test('is the same where nothing foreign is looked for as where it is', () => {
    const signs = fc.constantFrom(...' aZ7_@#~:&<$^.*-+=\\`', '  ', 'www', 'www1', '1.');
    const ascii = fc.oneof(
      fc.string({ unit: signs }),
      fc.string({ unit: 'binary-ascii' }).map((text) => text.replace(/[^ -~]/g, '')),
    );
    fc.assert(
      fc.property(ascii, (text) => {
        // With one letter that is not ASCII before it, every step is taken.
        for (const made of [plain, escape, neutral]) expect(made(`x${text}`)).toBe(made(`é${text}`).replace('é', 'x'));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['@channel look', '@\u200Bchannel look'],
    ['Merge branch feature/foo_bar', 'Merge branch feature/foo_bar'],
    ['**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_'],
    ['see http://evil.example/x', 'see http:\u200B//evil.\u200Bexample/x'],
    ['mail a@b.com', 'mail a@\u200Bb.\u200Bcom'],
    ['v2.3.0', 'v2.3.0'],
    ['unit: [3.12, linux]', 'unit:\u200B \\[3.12, linux\\]'],
    ['a\n# b', 'a \\#\u200B b'],
    ['1. list', '\u200B1. list'],
    ['👨‍👩‍👧 ok', '👨‍👩‍👧 ok'],
  ])('%j becomes %j', (text, expected) => {
    expect(escape(text)).toBe(expected);
  });
});

describe('a link', () => {
  test('cannot be left early by its text or its address', () => {
    expect(link('a](http://evil)', 'https://ci.example/x)(y "z')).toBe('[a\\](http:\u200B//evil)](https://ci.example/x%29%28y%20%22z)');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '//x', '', 'not an address'])('is only text for %j', (url) => {
    expect(link('text', url)).toBe('text');
    expect(safeUrl(url)).toBeUndefined();
  });

  test('holds no sign that ends it, whatever the address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), nasty, (url, text) => {
        expect(safeUrl(url + text) ?? '').not.toMatch(/[\s()<>"'`\\[\]]/);
      }),
    );
  });
});

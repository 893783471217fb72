// Text as somebody would write it who wants to act in a channel, and the checks that it did not.

import { expect } from '@jest/globals';
import { Parser } from 'commonmark';
import * as fc from 'fast-check';

const signs = [
  '@',
  '~',
  '#',
  ':',
  '/',
  '<',
  '>',
  '[',
  ']',
  '(',
  ')',
  '!',
  '`',
  '```',
  '*',
  '**',
  '_',
  '__',
  '\\',
  '|',
  '$',
  '^',
  '=',
  '&',
  '~~',
];
const words = [
  'channel',
  'all',
  'here',
  'alice',
  'town-square',
  'tag',
  'smile',
  'http',
  'https',
  'www.',
  '.com',
  'evil.example',
  'x',
  'b',
  'javascript',
];
const wholes = [
  '://',
  '](',
  '- ',
  '1. ',
  '> ',
  '---',
  '===',
  '| a | b |\n|---|---|',
  '&#64;',
  '&lt;',
  '<img src=x>',
  '![x](http://evil.example/p.png)',
];
const breaks = ['\n', '\r', '\u2028', '\t', ' ', '    ', '\0', '\u0085'];
const unseen = [
  '\u202E',
  '\u200B',
  '\u200D',
  '\u2066',
  '\u{E0041}',
  '\uFEFF',
  '\u0300\u0301\u0302\u0303\u0304',
  '\uE000',
  '\uE001',
  '\uD800',
];

export const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...signs, ...words, ...wholes),
      fc.constantFrom(...breaks, ...unseen),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 25,
    },
  )
  .map((parts) => parts.join(''));

export const hostileAddress = fc.oneof(
  hostileText,
  hostileText.map((text) => `https://ci.example/${text}`),
  fc.constantFrom('javascript:alert(1)', 'data:text/html,x', '//evil.example', 'https://ci.example/a)[x](https://evil.example'),
);

/** What Mattermost's web app, server and mobile app act on, in the text after backslashes are resolved. */
const acting: readonly [string, RegExp][] = [
  ['a mention', /@[\p{L}\d]/u],
  ['a channel link', /~[a-z0-9]/i],
  ['a hashtag', /#\p{L}/u],
  ['an emoji', /:[\w+-]+:/],
  ['an address', /[a-z][a-z0-9+.-]*:(?:\/|[\p{L}\d%])/iu],
  ['a bare address', /www\d*\.|[\p{L}\d]\.\p{L}{2,}/iu],
  ['an entity', /&[#a-z]/i],
  ['a tag', /<[a-z/!?]/i],
  ['a hidden or turning character', /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u200C\u2060\uFEFF\u{E0041}]/u],
  ['a control character', /[\0\r\t]/],
];

export function expectNothingActs(text: string): void {
  const found = acting.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
  if (found.length > 0) expect([found, text]).toEqual([[], text]);
  expect(text.isWellFormed()).toBe(true);
}

/** The parts that our own Markdown is made of; anything else is foreign markup. */
const ours = new Set(['document', 'paragraph', 'text', 'softbreak', 'linebreak', 'strong', 'link', 'block_quote', 'code_block']);

/** Where the links and images of a text lead to. */
export function addressesIn(markdown: string): readonly string[] {
  const walker = new Parser().parse(markdown).walker();
  const found: string[] = [];
  for (let step = walker.next(); step !== null; step = walker.next())
    if (step.entering && step.node.destination !== null) found.push(step.node.destination);
  return found;
}

/** As CommonMark reads it (the server and the phones do), with what Mattermost adds: no other markup than ours, no address but `addresses`. */
export function expectHarmless(markdown: string, addresses: ReadonlySet<string>): void {
  const walker = new Parser().parse(markdown).walker();
  let text = '';
  for (let step = walker.next(); step !== null; step = walker.next()) {
    const { node, entering } = step;
    if (!entering) {
      if (node.type === 'paragraph') text += '\n';
      continue;
    }
    if (!ours.has(node.type)) expect([node.type, markdown]).toEqual(['ours', markdown]);
    if (node.type === 'link' && !addresses.has(node.destination ?? '')) expect(node.destination).toBe([...addresses].join(' or '));
    if (node.type === 'text') text += node.literal ?? '';
    if (node.type === 'softbreak') text += '\n';
  }
  expectNothingActs(text);
  expect(withoutCode(markdown)).not.toMatch(/(?<!\\)(?:\\\\)*[|~{}`]/);
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^(`{3,})\n[\s\S]*?\n\1$/gm, '');
}

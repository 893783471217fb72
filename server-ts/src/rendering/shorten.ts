// Cuts text at limits without cutting a letter in two.

import { splitGraphemes } from 'unicode-segmenter/grapheme';

/** Each of these is a letter of its own; a carriage return and the end of a line together would be one. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** At most `limit` UTF-16 units, the mark of the cut included; whole letters as people see them. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const near = text.slice(0, limit + 64);
  return `${(PLAIN.test(near) ? near.slice(0, Math.max(0, limit - 1)) : wholeLetters(near, limit - 1)).trimEnd()}…`;
}

function wholeLetters(text: string, most: number): string {
  let end = 0;
  // Not by `Intl.Segmenter`: the first of `Intl` keeps 10 MB for good (docs/decisions/0015-a-small-process.md).
  for (const letter of splitGraphemes(text)) {
    if (end + letter.length > most) break;
    end += letter.length;
  }
  return text.slice(0, end);
}

/** The first `count` shown, the rest counted: `a, b and 12 more`. */
export function listSome(items: readonly string[], count: number): string {
  const left = items.length - count;
  return left > 0 ? `${items.slice(0, count).join(', ')} and ${left} more` : items.join(', ');
}

// Words shown letter by letter: patterns and names would otherwise be taken for markup.

import { plain } from './escape.ts';
import { shorten } from './shorten.ts';

const LONGEST = 200;

/** A code span; nothing in it acts, and it cannot end early. */
export function codeSpan(text: string): string {
  const shown = shorten(plain(text).replaceAll('`', 'ˋ'), LONGEST);
  return shown === '' ? '' : `\`${shown}\``;
}

/** `` `a`, `b` `` */
export function codeSpans(texts: readonly string[]): string {
  return texts.map(codeSpan).join(', ');
}

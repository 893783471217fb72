// A text of several lines that a person wrote elsewhere, quoted: it shows, and nothing in it acts.

import { escape, link, plain } from './escape.ts';
import { shorten } from './shorten.ts';

export interface QuoteLimits {
  readonly lines: number;
  /** Letters in all. */
  readonly letters: number;
}

/** Markdown, a `>` line each; what is left out is a click away at `url`. Empty for a text without letters. */
export function quote(text: string, url: string | undefined, { lines, letters }: QuoteLimits): readonly string[] {
  const all = text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(plain)
    .filter((line) => line !== '');
  const kept: string[] = [];
  let room = letters;
  for (const line of all.slice(0, lines)) {
    if (room <= 0) break;
    kept.push(shorten(line, room));
    room -= line.length;
  }
  const cut = kept.length < all.length || room < 0;
  const more = cut && kept.length > 0 ? [`> ${link('read the rest', url)}`] : [];
  return [...kept.map((line) => `> ${escape(line)}`), ...(url === undefined ? [] : more)];
}

// What is said in pieces (ci/words.ts) → Markdown in which nothing foreign acts, cut at whole lines where it is too long.

import type { Piece, Words } from '../ci/words.ts';
import { codeBlock } from './code-block.ts';
import { codeSpan } from './code-span.ts';
import { escape, link, plain, safeUrl } from './escape.ts';
import { shorten } from './shorten.ts';

/** UTF-16 units of one foreign piece that are shown: what is longer is no name and no sentence. */
const MAX_FOREIGN = 500;
const MAX_BLOCK_LINE = 1_000;
/** Of one code block; its end is kept, as it says how a thing came out. */
const MAX_BLOCK = 6_000;

const GAP = '\u200B';
/** Ours, or the end of a link, but with somebody else's letter behind it a mention, a hashtag, an address or an emoji. */
const joining = /[@#~:&<$^./\\)]$/;
/** Behind it a space parts two words; behind anything else it could undo our markup. */
const parting = /[\p{L}\p{N})\].!?…]$/u;

/** Markdown of at most `limit` UTF-16 units. What does not fit is left out by whole lines and code blocks, and said so. */
export function markdownOf(words: Words, limit = Infinity): string {
  return fitRows(rowsOf(words), limit);
}

/** One line of plain text for places that know no markup. */
export function plainOf({ pieces }: Words): string {
  return plain(pieces.map(({ text }) => text).join(''));
}

/** It holds an address that people are sent to. Such a text belongs in an attachment: the server looks up links of messages. */
export function hasLinks({ pieces }: Words): boolean {
  return pieces.some((piece) => piece.kind === 'link' && safeUrl(piece.url) !== undefined);
}

export function isEmpty({ pieces }: Words): boolean {
  return pieces.every(({ text }) => text.trim() === '');
}

/** Lines of Markdown; a code block is one of them, so that none is cut in two. */
export function rowsOf({ pieces }: Words): readonly string[] {
  const rows: string[] = [];
  let current: string | undefined;
  for (const piece of pieces) {
    if (piece.kind === 'block') {
      if (current !== undefined && current !== '') rows.push(current);
      rows.push(blockOf(piece.text));
      current = undefined;
      continue;
    }
    const [first = '', ...more] = markdownPiece(piece).split('\n');
    // The block has ended its line by itself.
    if (current === undefined && first === '' && rows.length > 0 && more.length > 0) current = more.shift() ?? '';
    else current = glued(current ?? '', first, piece);
    for (const line of more) {
      rows.push(current);
      current = line;
    }
  }
  return current === undefined || current === '' ? rows : [...rows, current];
}

function markdownPiece(piece: Exclude<Piece, { kind: 'block' }>): string {
  if (piece.kind === 'own') return piece.text;
  if (piece.kind === 'code') return codeSpan(piece.text);
  const text = shorten(plain(piece.text), MAX_FOREIGN);
  return piece.kind === 'link' ? link(text, piece.url) : escape(text);
}

/** Nothing of ours and what is foreign beside it make one thing that acts: `#` and `main`, `www` and `.example`. */
function glued(before: string, given: string, { kind, text }: Piece): string {
  // Only where a line begins would a number or a dash begin a list.
  const next = given.startsWith(GAP) && /[\p{L}\p{N},;:)] $/u.test(before) ? given.slice(1) : given;
  if (kind === 'own' || before === '' || next === '') return before + next;
  // What is put in may begin with a space: `${isOver ? '' : ' so far'}`.
  if (kind === 'foreign' && text.startsWith(' ') && parting.test(before)) return `${before} ${given}`;
  const starts = /^\[?[\p{L}\p{N}]/u.test(next) && joining.test(before) && !(before.endsWith('#') && /^\[?\d+\b/.test(next));
  const continues = /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}.:_]/u.test(next);
  // A link behind an exclamation mark is a picture.
  const pictures = before.endsWith('!') && next.startsWith('[');
  return starts || continues || pictures ? before + GAP + next : before + next;
}

function blockOf(text: string): string {
  const kept: string[] = [];
  let room = MAX_BLOCK;
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/).toReversed()) {
    room -= Math.min(line.length, MAX_BLOCK_LINE) + 1;
    if (room < 0) break;
    kept.unshift(line);
  }
  return codeBlock(kept, MAX_BLOCK_LINE);
}

function fitRows(rows: readonly string[], limit: number): string {
  const all = rows.join('\n');
  if (all.length <= limit) return all;
  const kept: string[] = [];
  let room = limit - 40;
  for (const row of rows) {
    room -= row.length + 1;
    if (room < 0) break;
    kept.push(row);
  }
  const left = rows.length - kept.length;
  return [...kept, `… and ${left} more ${left === 1 ? 'line' : 'lines'}`].join('\n');
}

// Lines of a file → what is put behind a message: where they are from, and a code block in which nothing foreign acts.

import type { CodeAddress, FoundCode } from '../ci/preview.ts';
import { code, say } from '../ci/words.ts';
import { codeBlock } from '../rendering/code-block.ts';
import { markdownOf } from '../rendering/words.ts';
import { languageOf } from './language.ts';

/** Lines before and behind one that is pointed at alone. */
const AROUND = 3;
const MOST_LINES = 20;
const LONGEST_LINE = 300;
/** What is left of a line before its marks are looked at one by one: more than is shown of it. */
const WIDEST = 3_000;

/** Undefined where the file has no such lines, or is no text. */
export function codeText({ path, ref, text }: FoundCode, { project, first, last }: CodeAddress): string | undefined {
  if (text.includes('\0')) return undefined;
  const [from, to] = first === last ? [Math.max(1, first - AROUND), last + AROUND] : [first, last];
  const { lines, count } = linesOf(text, from, Math.min(to, from + MOST_LINES - 1));
  if (first > count) return undefined;
  const end = from + lines.length - 1;
  const left = Math.min(to, count) - end;
  const where = from === end ? `line ${from}` : `lines ${from}–${end}`;
  const head = markdownOf(say`${code(path)} ${where} · ${code(project)} at ${code(ref)}`);
  const block = codeBlock(lines, LONGEST_LINE, languageOf(path));
  return [head, block, ...(left > 0 ? [`… ${left} more ${left === 1 ? 'line' : 'lines'}`] : [])].join('\n');
}

/** Those from the one to the other, and how many there are. A megabyte is not cut into a million lines for some of them. */
function linesOf(text: string, from: number, to: number): { readonly lines: readonly string[]; readonly count: number } {
  const plain = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  const lines: string[] = [];
  let count = 0;
  for (let at = 0; at < plain.length;) {
    const next = plain.indexOf('\n', at);
    const end = next < 0 ? plain.length : next;
    count += 1;
    if (count >= from && count <= to) lines.push(plain.slice(at, Math.min(end, at + WIDEST)));
    at = end + 1;
  }
  return { lines, count };
}

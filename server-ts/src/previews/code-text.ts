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

/** Undefined where the file has no such lines, or is no text. */
export function codeText({ path, ref, text }: FoundCode, { project, first, last }: CodeAddress): string | undefined {
  if (text.includes('\0')) return undefined;
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  if (first > lines.length) return undefined;
  const [from, to] = first === last ? [Math.max(1, first - AROUND), last + AROUND] : [first, last];
  const end = Math.min(to, lines.length, from + MOST_LINES - 1);
  const left = Math.min(to, lines.length) - end;
  const where = from === end ? `line ${from}` : `lines ${from}–${end}`;
  const head = markdownOf(say`${code(path)} ${where} · ${code(project)} at ${code(ref)}`);
  const block = codeBlock(lines.slice(from - 1, end), LONGEST_LINE, languageOf(path));
  return [head, block, ...(left > 0 ? [`… ${left} more ${left === 1 ? 'line' : 'lines'}`] : [])].join('\n');
}

// A log that somebody asked for: its end for the post and the whole as a file, without colours, secrets masked in both.

import { setImmediate as breathe } from 'node:timers/promises';
import type { LogText } from '../ci/command.ts';
import { createMask } from '../logs/mask.ts';
import { isStep } from '../logs/noise.ts';
import { plainText } from '../logs/plain-text.ts';
import { withoutPrivateKeys } from '../logs/private-keys.ts';
import { codeBlock } from '../rendering/code-block.ts';
import type { NamedFile } from './ports.ts';

export interface PreparedLog {
  /** Markdown; empty when the log is. */
  readonly tail: string;
  /** Undefined when the tail is all there is, and little. */
  readonly file?: NamedFile;
}

/** Of the end that is shown in the post: what a person reads at a glance. */
const MOST_LINES = 40;
const MOST_LETTERS = 4_000;
const MOST_IN_LINE = 300;
/** Lines that are read as they stand there. More of them are also a file, to keep and to search, though the post holds them all. */
const LITTLE = 10;
/** Lines that are masked before others have their turn. */
const PORTION = 2_000;

export async function prepareLog({ fileName, text, cut }: LogText, secrets: readonly string[]): Promise<PreparedLog> {
  const lines = await cleanLines(text, secrets);
  const last = lines.findLastIndex((line) => line !== '');
  const written = lines.slice(0, last + 1);
  if (written.length === 0) return { tail: '' };
  const told = written.filter((line) => !isStep(line));
  const shown = endOf(told.length === 0 ? written : told);
  const tail = codeBlock(shown, MOST_IN_LINE);
  const whole = shown.length === written.length && !cut && written.every((line) => line.length <= MOST_IN_LINE);
  if (whole && written.length <= LITTLE) return { tail };
  return { tail, file: { name: fileName, bytes: new TextEncoder().encode(`${written.join('\n')}\n`) } };
}

/** As a person would have seen it in a terminal. A megabyte takes about a tenth of a second, in portions. */
async function cleanLines(text: string, secrets: readonly string[]): Promise<readonly string[]> {
  const raw = withoutPrivateKeys(text.split('\n').map((line) => ({ text: line })));
  const mask = createMask(secrets);
  const clean: string[] = [];
  for (let at = 0; at < raw.length; at += PORTION) {
    for (const line of raw.slice(at, at + PORTION)) clean.push(mask(plainText(line.text)));
    await breathe();
  }
  return clean;
}

function endOf(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let room = MOST_LETTERS;
  for (const line of lines.slice(-MOST_LINES).toReversed()) {
    room -= Math.min(line.length, MOST_IN_LINE) + 1;
    if (room < 0 && kept.length > 0) break;
    kept.unshift(line);
  }
  return kept;
}

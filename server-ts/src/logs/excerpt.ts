// The few lines of a job's log that say why it failed.

import { readLines } from './lines.ts';
import type { LogLine } from './lines.ts';
import { createMask } from './mask.ts';
import { isAround, isEpilogue, looksWrong } from './noise.ts';
import { withoutPrivateKeys } from './private-keys.ts';

export interface ExcerptLimits {
  /** Values that are masked wherever they stand. */
  readonly secrets?: readonly string[];
  /** 25 when not said. */
  readonly lines?: number;
  /** Of all lines together, 4,000 when not said. */
  readonly characters?: number;
}

export interface Excerpt {
  /** Plain text without control characters, secrets masked, newest last. */
  readonly lines: readonly string[];
  /** Lines of the log that are not among them, what its runner says after every failure apart. */
  readonly leftOut: number;
}

const LINE_LIMIT = 300;
/** Lines after the last error. */
const AFTER = 6;
/** A secret that begins within a shown line is looked for so much further. */
const MARGIN = 4096;

/** Never throws. `log` of up to 5 MiB; of a longer one the end is read. Time and memory in proportion to it. */
export function excerptOf(log: string, { secrets = [], lines: most = 25, characters = 4000 }: ExcerptLimits = {}): Excerpt {
  const { lines, before } = readLines(log);
  const clean = withoutPrivateKeys(lines);
  const region = regionOf(clean, most);
  const reach = secrets.reduce((longest, secret) => Math.max(longest, secret.length), MARGIN);
  const mask = createMask(secrets);
  const shown = fit(
    region.map(({ text }) => shorten(mask(text.slice(0, LINE_LIMIT + reach)))),
    characters,
  );
  return {
    lines: shown,
    leftOut: Math.max(0, before + written(lines.filter((line) => !isEpilogue(line))) - written(region.slice(-shown.length))),
  };
}

function written(lines: readonly LogLine[]): number {
  return lines.reduce((count, { text }) => count + (text === '' ? 0 : 1), 0);
}

/** Around the last error, within its section: the others are folded. */
function regionOf(lines: readonly LogLine[], most: number): readonly LogLine[] {
  const meaningful = lines.filter((line) => !isEpilogue(line));
  const anchor = anchorIn(meaningful);
  const at = meaningful[anchor];
  if (at === undefined) return [];
  const before = meaningful.slice(0, anchor + 1).filter(({ section }) => section === at.section);
  const after = meaningful.slice(anchor + 1).filter(({ section }) => section === at.section);
  const tail = withoutBlanks(after).slice(0, Math.min(AFTER, most - 1));
  return withoutBlanks([...withoutBlanks(before).slice(tail.length - most), ...tail]);
}

/** The last error of the job itself, else of what the runner does around it, else the last line. */
function anchorIn(lines: readonly LogLine[]): number {
  const own = lines.findLastIndex((line) => looksWrong(line) && !isAround(line));
  if (own >= 0) return own;
  const around = lines.findLastIndex(looksWrong);
  if (around >= 0) return around;
  const last = lines.findLastIndex((line) => line.text !== '' && !isAround(line));
  return last >= 0 ? last : lines.findLastIndex(({ text }) => text !== '');
}

/** Of several blank lines one remains, at the ends none. */
function withoutBlanks(lines: readonly LogLine[]): readonly LogLine[] {
  const kept = lines.filter(({ text }, index) => text !== '' || (lines[index - 1]?.text ?? '') !== '');
  return kept.at(-1)?.text === '' ? kept.slice(0, -1) : kept;
}

function shorten(line: string): string {
  return line.length <= LINE_LIMIT
    ? line
    : `${line
        .slice(0, LINE_LIMIT - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}

/** The last ones. */
function fit(lines: readonly string[], characters: number): readonly string[] {
  let left = characters;
  const from = lines.findLastIndex((line) => (left -= line.length + 1) < 0);
  return lines.slice(from + 1);
}

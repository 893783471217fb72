// Indenting by two spaces, as YAML is written: what a key makes of a text and its selection.

export interface Edit {
  /** The part of the text that is replaced. */
  readonly from: number;
  readonly to: number;
  readonly by: string;
  /** The selection afterwards. */
  readonly start: number;
  readonly end: number;
}

const STEP = '  ';

/** A single place gets spaces; of a selection over several lines, each line. */
export function indent(text: string, start: number, end: number): Edit {
  if (!text.slice(start, end).includes('\n'))
    return { from: start, to: end, by: STEP, start: start + STEP.length, end: start + STEP.length };
  return eachLine(text, start, end, (line) => (line === '' ? line : STEP + line));
}

/** Takes a step away from every line of the selection. */
export function outdent(text: string, start: number, end: number): Edit {
  return eachLine(text, start, end, (line) => line.replace(/^ {1,2}|^\t/, ''));
}

/** A new line begins below the first letter of the one before, and below the entry after a dash or a colon at its end. */
export function breakLine(text: string, start: number, end: number): Edit {
  const line = text.slice(lineStart(text, start), start);
  const before = /^ */.exec(line)?.[0] ?? '';
  const by = `\n${before}${line.trimEnd().endsWith(':') ? STEP : ''}`;
  return { from: start, to: end, by, start: start + by.length, end: start + by.length };
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function eachLine(text: string, start: number, end: number, change: (line: string) => string): Edit {
  const from = lineStart(text, start);
  const next = text.indexOf('\n', end);
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const changed = lines.map(change);
  const by = changed.join('\n');
  const first = (changed[0] ?? '').length - (lines[0] ?? '').length;
  return { from, to, by, start: Math.max(from, start + first), end: Math.max(from, end + by.length - (to - from)) };
}

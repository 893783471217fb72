// The text of a job's log → its lines as a person sees them, each with the section that it stands in.

import { plainText } from './plain-text.ts';

export interface LogLine {
  readonly text: string;
  /** Name of the outermost section; undefined outside of sections. */
  readonly section: string | undefined;
}

export interface LogLines {
  readonly lines: readonly LogLine[];
  /** Lines before them, which were not looked at. */
  readonly before: number;
}

/** Characters from the end that are looked at: why a job failed is told there. */
const WINDOW = 1024 * 1024;
/** Lines of the window that are looked at, from its end. */
const MOST = 20_000;
/** When the window begins within a line, its beginning may be the rest of a secret. */
const UNSAFE = 8192;

/** `section_start:1773480421:step_script[collapsed=true]` and its end, each with a carriage return behind it. */
const MARKER = /section_(start|end):\d{1,20}:([\w.-]{1,128})(?:\[[^\]\r\n]{0,200}\])?\r?/g;
/** What newer runners write before each line: the time, the stream, and `+` where the line before goes on. */
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z \d\d[EO](\+| |$)/;
const OTHER_STAMP = /^\uFEFF?(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z |\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z\] )/;

/** Markers are folded away; of several blank lines one remains. Time and memory in proportion to the text. */
export function readLines(log: string): LogLines {
  const start = startOfWindow(log);
  const raw = joined(log.slice(start));
  const open: string[] = [];
  const lines: LogLine[] = [];
  for (const each of raw) {
    const line = lineOf(each, open);
    if (line !== undefined && (line.text !== '' || (lines.at(-1)?.text ?? '') !== '')) lines.push(line);
  }
  return { lines, before: countLines(log, start) };
}

/** The beginning of a line, unless a single one fills the window. */
function startOfWindow(log: string): number {
  const from = Math.max(0, log.length - WINDOW);
  let start = log.length;
  for (let count = 0; count < MOST; count += 1) {
    const newline = start < 2 ? -1 : log.lastIndexOf('\n', start - 2);
    if (newline < from && from === 0) return 0;
    if (newline < from) return start - from > WINDOW / 2 ? from + UNSAFE : start;
    start = newline + 1;
  }
  return start;
}

function countLines(log: string, end: number): number {
  let count = 0;
  for (let at = log.indexOf('\n'); at >= 0 && at < end; at = log.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Without time stamps. A line that goes on is put together again. */
function joined(text: string): readonly string[] {
  const lines: string[] = [];
  for (const raw of text.split('\n')) {
    const stamp = STAMP.exec(raw);
    const rest = stamp === null ? raw.replace(OTHER_STAMP, '') : raw.slice(stamp[0].length);
    const last = lines.length - 1;
    if (stamp?.[1] === '+' && last >= 0) lines[last] = (lines[last] ?? '').replace(/\r$/, '') + rest;
    else lines.push(rest);
  }
  return lines;
}

/** `open`: names of the sections around the line, outermost first; brought up to date by the line. Undefined when there is nothing else in it. */
function lineOf(raw: string, open: string[]): LogLine | undefined {
  if (!raw.includes('section_')) return { text: plainText(raw), section: open[0] };
  const outside = open[0];
  const rest = raw.replace(MARKER, (_marker, kind: string, name: string) => {
    if (kind === 'start') open.push(name);
    else if (open.includes(name)) open.splice(open.lastIndexOf(name));
    return '';
  });
  const text = plainText(rest);
  return text === '' && rest !== raw ? undefined : { text, section: open[0] ?? outside };
}

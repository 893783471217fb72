// A log as lines to show: what came is added at the end; colours, control characters and what a CI server writes for itself are read.

export interface LogLine {
  /** Without escape sequences. */
  readonly text: string;
  /** With the colours that hold in it, where it has any. */
  readonly styled?: string;
  /**
   * `step`: written by the CI server about itself. `section`: it says that a part of the run begins; `text` is its name. `mark`: it only
   * says that a part ends.
   */
  readonly kind: 'plain' | 'step' | 'section' | 'mark';
  /** How many parts end before this line. */
  readonly ends?: number;
  /** A part begins with it, which goes on until its end. */
  readonly begins?: true;
  /** The CI system wants it folded at first. */
  readonly folded?: true;
}

export interface LogLines {
  readonly lines: readonly LogLine[];
  /** Of the last line, when its end has not come yet: it is in `lines`, and read again with what follows. */
  readonly open: string;
  /** Colours that hold at the end of the last whole line. */
  readonly style: string;
}

export const noLines: LogLines = { lines: [], open: '', style: '' };

const ESC = '\u001B';
const COLOUR = new RegExp(`${ESC}\\[([\\d;]*)m`, 'g');
/** Jenkins hides notes for its own page between a concealing and a resetting colour. */
const HIDDEN_NOTE = new RegExp(`${ESC}\\[8mha:[\\w+/=]*${ESC}\\[0m`, 'g');
/** Everything else that moves a cursor, clears, or sets a title. */
const OTHER_ESCAPE = new RegExp(`${ESC}(?:\\[[\\d;?]*[A-LN-Za-ln-z]|\\][^\\u0007${ESC}]*(?:\\u0007|${ESC}\\\\)|[()][AB0]|[=>78cDM])`, 'g');
/** All but tab, line break and escape. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B-\u001A\u001C-\u001F\u007F]/g;
const MAX_STYLE = 60;

/** Adds a part of the log. Takes time in proportion to the part, but for the copy of the list. */
export function append({ lines, open, style }: LogLines, part: string): LogLines {
  if (part === '') return { lines, open, style };
  const all = (open + part).split('\n');
  const last = all.pop() ?? '';
  const added: LogLine[] = [];
  let now = style;
  for (const raw of all) {
    added.push(lineOf(raw, now));
    now = styleAfter(raw, now);
  }
  const whole = open === '' ? lines : lines.slice(0, -1);
  const ending = last === '' ? [] : [lineOf(last, now)];
  return { lines: [...whole, ...added, ...ending], open: last, style: now };
}

function lineOf(raw: string, style: string): LogLine {
  return raw.includes('section_') && raw.search(BOUND) >= 0 ? boundLine(raw, style) : readLine(raw, style);
}

/** `section_start:1560896352:name[collapsed=true]\r` and `section_end:…`, as GitLab's runner writes them around what belongs together. */
const BOUND = new RegExp(`section_(start|end):\\d+:([\\w.-]+)(\\[[^\\]]*\\])?\\r(?:${ESC}\\[0K)?`);
const BOUNDS = new RegExp(BOUND, 'g');

function boundLine(raw: string, style: string): LogLine {
  const bounds = [...raw.matchAll(BOUNDS)];
  const start = bounds.findLast(([, kind]) => kind === 'start');
  const ends = bounds.filter(([, kind]) => kind === 'end').length;
  const rest = readLine(raw.replace(BOUNDS, ''), style);
  const closing = ends > 0 ? { ends } : {};
  if (start === undefined) return { ...rest, ...closing, ...(rest.text === '' && { kind: 'mark' }) };
  const [, , name = '', options = ''] = start;
  const folded = options.includes('collapsed=true') ? { folded: true as const } : {};
  return { ...rest, ...(rest.text.trim() === '' && { text: name }), kind: 'section', begins: true, ...closing, ...folded };
}

function readLine(raw: string, style: string): LogLine {
  const shown = lastWriting(raw.replace(HIDDEN_NOTE, '').replace(OTHER_ESCAPE, ''));
  const coloured = `${style}${shown}`.replace(CONTROL, '').replaceAll('\t', '    ');
  const text = coloured.replace(COLOUR, '').replaceAll(ESC, '');
  const kind = kindOf(text);
  if (kind === 'section') return { text: text.replace(SECTION, '$1'), kind, begins: true };
  const nests = kind === 'plain' ? {} : nestingOf(text);
  return { text, kind, ...nests, ...(coloured.includes(ESC) && { styled: coloured }) };
}

/** A progress bar writes its line again and again: the last writing counts. */
function lastWriting(text: string): string {
  if (!text.includes('\r')) return text;
  return text.split('\r').findLast((each) => each !== '') ?? '';
}

function styleAfter(raw: string, style: string): string {
  if (!raw.includes(ESC)) return style;
  let now = style;
  for (const [sequence, codes = ''] of raw.replace(HIDDEN_NOTE, '').matchAll(COLOUR)) {
    now = /^0*$/.test(codes) ? '' : `${now}${sequence}`.slice(-MAX_STYLE);
  }
  return now;
}

/** `[Pipeline] { (Build)`, as Jenkins begins a stage. */
const SECTION = /^\[Pipeline\] \{ \((.+)\)$/;

/** `[Pipeline] {` begins a part without a name, `[Pipeline] }` ends the last one. */
function nestingOf(text: string): Pick<LogLine, 'begins' | 'ends'> {
  if (text.startsWith('[Pipeline] {')) return { begins: true };
  return text === '[Pipeline] }' ? { ends: 1 } : {};
}

function kindOf(text: string): LogLine['kind'] {
  if (!text.startsWith('[Pipeline]')) return 'plain';
  return SECTION.test(text) ? 'section' : 'step';
}

const ERROR = /\b(?:error|fatal|exception|traceback|panic|failed|failure)\b|npm ERR!|exit (?:code|status) [1-9]/i;
/** `AssertionError`, `java.lang.NullPointerException` */
const NAMED_ERROR = /\b[A-Z]\w*(?:Error|Exception)\b/;
/** What says that there is none. */
const NO_ERROR =
  /\b(?:0|no|without|zero) (?:\w+ )?(?:errors?|failed|failures?|exceptions?)\b|(?:errors?|failed|failures?)[:=] ?0\b|\bfailed \(0\b/i;

/** Index of the first line that looks like an error; -1 when none does. */
export function firstError(lines: readonly LogLine[]): number {
  return lines.findIndex(({ text, kind }) => kind === 'plain' && (ERROR.test(text) || NAMED_ERROR.test(text)) && !NO_ERROR.test(text));
}

/** Indices of the lines that are shown. `isFolded`: of the index of the line that a part begins with. */
export function shownLines(
  lines: readonly LogLine[],
  withSteps: boolean,
  isFolded: (index: number) => boolean = () => false,
): readonly number[] {
  const shown: number[] = [];
  const open: boolean[] = [];
  let hidden = 0;
  for (const [index, { kind, begins, ends = 0 }] of lines.entries()) {
    for (let end = 0; end < ends; end += 1) hidden -= open.pop() === true ? 1 : 0;
    if (hidden === 0 && kind !== 'mark' && (withSteps || kind !== 'step')) shown.push(index);
    if (begins !== true) continue;
    const folded = kind === 'section' && isFolded(index);
    open.push(folded);
    hidden += folded ? 1 : 0;
  }
  return shown;
}

/** Places in `shown` of the lines that hold `query`, in any letter case. */
export function find(lines: readonly LogLine[], shown: readonly number[], query: string): readonly number[] {
  const wanted = query.toLowerCase();
  if (wanted === '') return [];
  return shown.flatMap((index, place) => (lines[index]?.text.toLowerCase().includes(wanted) ? [place] : []));
}

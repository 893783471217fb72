// Addresses that point at lines of files, in a message as it was typed: those that stand open in the text, not in code or in links with words.

const fence = /^ {0,3}(`{3,}|~{3,})/;
/** Lines of code by indentation, and quotations of what somebody else wrote. */
const aside = /^(?: {4}|\t|\s*>)/;
const run = /`+/g;
/** What may be an address has none of these in it. */
const word = /[^\s<>()[\]"'`{}|\\^]+/g;
const lines = /^#L\d{1,9}(?:-L?\d{1,9})?(?![\w#-])/;
/** Letters of the longest that fits, and the one behind it. */
const LONGEST_LINES = 23;
/** Letters of a message that are read: Mattermost takes no longer ones. */
const LONGEST = 20_000;

export interface LinesPointed {
  /** Each once, in the order they stand. */
  readonly links: readonly string[];
  /** A code block is not ended: what is put behind the message would belong to it. */
  readonly open: boolean;
}

export function linksIn(message: string): LinesPointed {
  const found = new Set<string>();
  let open: string | undefined;
  for (const line of message.slice(0, LONGEST).split('\n')) {
    const marks = fence.exec(line)?.[1];
    if (open !== undefined) {
      if (marks?.startsWith(open) === true && line.trim() === marks) open = undefined;
    } else if (marks !== undefined) {
      open = marks;
    } else if (!aside.test(line)) {
      for (const link of addressesIn(withoutCode(line))) found.add(link);
    }
  }
  return { links: [...found], open: open !== undefined };
}

/** One expression for all of it would look through the line again from each backtick, and stop everything else for a second. */
function withoutCode(line: string): string {
  const runs = Array.from(line.matchAll(run), ({ 0: { length }, index }) => ({ index, length }));
  const kept: string[] = [];
  let from = 0;
  const ends = endsOf(runs);
  for (const { index, length } of runs) {
    const end = index < from ? undefined : ends.get(index);
    if (end === undefined) continue;
    kept.push(line.slice(from, index));
    from = end + length;
  }
  return [...kept, line.slice(from)].join(' ');
}

/** Where a run of backticks begins → where the next one of its length does. */
function endsOf(runs: readonly { readonly index: number; readonly length: number }[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const next = new Map<number, number>();
  for (const { index, length } of runs.toReversed()) {
    const end = next.get(length);
    if (end !== undefined) ends.set(index, end);
    next.set(length, index);
  }
  return ends;
}

function addressesIn(line: string): readonly string[] {
  return Array.from(line.matchAll(word)).flatMap(({ 0: text, index }) => {
    const begin = text.search(/https?:\/\//);
    if (begin < 0 || (begin === 0 && isTarget(line, index))) return [];
    const end = endIn(text);
    return end < begin ? [] : [text.slice(begin, end)];
  });
}

/** Of a link with words: `](` or `](<` stands before it. */
function isTarget(line: string, at: number): boolean {
  return line
    .slice(Math.max(0, at - 100), at)
    .replace(/<$/, '')
    .trimEnd()
    .endsWith('](');
}

/** Behind the last lines that are pointed at; -1 for none. */
function endIn(text: string): number {
  for (let at = text.lastIndexOf('#L'); at >= 0; at = at === 0 ? -1 : text.lastIndexOf('#L', at - 1)) {
    const [found] = lines.exec(text.slice(at, at + LONGEST_LINES)) ?? [];
    if (found !== undefined) return at + found.length;
  }
  return -1;
}

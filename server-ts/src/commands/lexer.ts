// Splits what a person typed into words: quotes (curly ones from phones too), escapes. Never throws.

export interface Word {
  readonly text: string;
  /** It began with a quote, so it is no flag whatever it looks like. */
  readonly quoted: boolean;
}

export type Lexed = { readonly ok: true; readonly words: readonly Word[] } | { readonly ok: false; readonly message: string };

/** Which quotes close a quote. Phones and office programs turn straight ones into these. */
const closers: ReadonlyMap<string, string> = new Map([
  ['"', '"“”„'],
  ['“', '"“”'],
  ['”', '"“”'],
  ['„', '"“”'],
  ['«', '»'],
  ["'", "'‘’"],
  ['‘', "'‘’"],
  ['’', "'‘’"],
]);

/** A backslash before one of these takes its meaning away; before anything else it is a backslash. */
const escapable = /[\s\\"'“”„«»‘’]/u;

/** A quote opens only where a word or the value of `--flag=` or `KEY=` begins, so that `don't` is a word. */
export function lex(text: string): Lexed {
  const signs = [...text];
  const words: Word[] = [];
  let at = 0;
  while (at < signs.length) {
    if (isSpace(signs[at])) {
      at += 1;
      continue;
    }
    const read = readWord(signs, at);
    if (read === undefined) return { ok: false, message: `The quote in ${signs.slice(at, at + 30).join('')} is not closed.` };
    words.push(read.word);
    at = read.end;
  }
  return { ok: true, words };
}

interface WordRead {
  readonly word: Word;
  readonly end: number;
}

/** Undefined when a quote is not closed. */
function readWord(signs: readonly string[], start: number): WordRead | undefined {
  const quoted = closers.has(signs[start] ?? '');
  let text = '';
  let closing: string | undefined;
  let at = start;
  for (; at < signs.length; at += 1) {
    const sign = signs[at] ?? '';
    const next = signs[at + 1] ?? '';
    if (sign === '\\' && escapable.test(next)) {
      text += next;
      at += 1;
    } else if (closing !== undefined) {
      if (closing.includes(sign)) closing = undefined;
      else text += sign;
    } else if (isSpace(sign)) break;
    else if (opensQuote(signs, start, at, text)) closing = closers.get(sign);
    else text += sign;
  }
  return closing === undefined ? { word: { text, quoted }, end: at } : undefined;
}

function opensQuote(signs: readonly string[], start: number, at: number, text: string): boolean {
  if (!closers.has(signs[at] ?? '')) return false;
  return at === start || (signs[at - 1] === '=' && (/^(--|—)[^\s=]+=$/u.test(text) || /^[\p{L}_][\p{L}\p{N}_.-]*=$/u.test(text)));
}

function isSpace(sign: string | undefined): boolean {
  return sign !== undefined && /\s/u.test(sign);
}

// Globs of projects, branches and names: `*` within a name, `**` over slashes, `?` one letter, `\` takes the next letter as it is.
// Own, because libraries turn a glob into a regular expression, on which some patterns take minutes. Every state of the pattern
// that a text can be in is followed at once, so the time is length of pattern × length of text, whatever stands in them.

/** Whether a text is one of those meant. */
export type Glob = (text: string) => boolean;

/** `folders` is `**` and a slash: any number of whole names, none too; it is followed by `inside`, where a name is under way. */
type Token = { readonly kind: 'letter'; readonly letter: string } | { readonly kind: 'one' | 'name' | 'path' | 'folders' | 'inside' };

/** Everything else stands for itself: dots, brackets and braces, too. The whole text must match, and case counts. */
export function compileGlob(pattern: string): Glob {
  const tokens = tokensOf(pattern);
  const { head, whole } = literalEnds(pattern);
  if (whole) return (text) => text === head;
  return (text) => text.startsWith(head) && follow(tokens, text);
}

/** What every text that matches begins and ends with; `whole` when it can only be that. */
export interface LiteralEnds {
  readonly head: string;
  readonly tail: string;
  readonly whole: boolean;
}

/** Of thousands of patterns, so without reading them letter by letter. */
export function literalEnds(pattern: string): LiteralEnds {
  const first = pattern.search(/[*?\\]/);
  if (first < 0) return { head: pattern, tail: pattern, whole: true };
  const last = Math.max(...['*', '?', '\\'].map((wild) => pattern.lastIndexOf(wild)));
  // What follows a backslash is left out, and so is the slash after `**`, which may match nothing.
  const tail = pattern.slice(last + (pattern[last] === '\\' ? 2 : 1));
  return { head: pattern.slice(0, first), tail: tail.startsWith('/') ? tail.slice(1) : tail, whole: false };
}

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  const parts = pattern.matchAll(/(?<stars>\*\*+)(?<slash>\/?)|\\(?<plain>.)|./gsu);
  for (const { 0: part, index, groups } of parts) {
    const bounded = index === 0 || pattern[index - 1] === '/';
    if (groups?.['plain'] !== undefined) tokens.push({ kind: 'letter', letter: groups['plain'] });
    else if (groups?.['stars'] === undefined) tokens.push(single(part));
    else if (groups['slash'] === '/' && bounded) tokens.push({ kind: 'folders' }, { kind: 'inside' });
    else tokens.push({ kind: 'path' }, ...[...(groups['slash'] ?? '')].map(single));
  }
  return tokens;
}

function single(letter: string): Token {
  if (letter === '*') return { kind: 'name' };
  return letter === '?' ? { kind: 'one' } : { kind: 'letter', letter };
}

/** State `i` means: what was read so far is matched by the tokens before `i`. */
function follow(tokens: readonly Token[], text: string): boolean {
  let states = enter(tokens, new Uint8Array(tokens.length + 1), 0);
  for (const letter of text) {
    const after = new Uint8Array(tokens.length + 1);
    for (const [state, token] of tokens.entries()) if (states[state] === 1) step(tokens, after, state, token, letter);
    states = after;
  }
  return states[tokens.length] === 1;
}

function step(tokens: readonly Token[], after: Uint8Array, state: number, token: Token, letter: string): void {
  switch (token.kind) {
    case 'letter':
      if (letter === token.letter) enter(tokens, after, state + 1);
      return;
    case 'one':
      if (letter !== '/') enter(tokens, after, state + 1);
      return;
    case 'name':
      if (letter !== '/') enter(tokens, after, state);
      return;
    case 'path':
      enter(tokens, after, state);
      return;
    case 'folders':
      enter(tokens, after, letter === '/' ? state : state + 1);
      return;
    case 'inside':
      enter(tokens, after, letter === '/' ? state - 1 : state);
  }
}

/** Marks the state, and those that are reached from it without reading a letter. */
function enter(tokens: readonly Token[], states: Uint8Array, from: number): Uint8Array {
  for (let state = from; states[state] !== 1;) {
    states[state] = 1;
    const kind = tokens[state]?.kind;
    if (kind === 'name' || kind === 'path') state += 1;
    else if (kind === 'folders') state += 2;
  }
  return states;
}

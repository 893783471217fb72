// What a template puts out, made harmless: the values by themselves, and the places where they meet the template's own text.
//
// A value that is harmless alone may act where it meets other text: `@{{ author.username }}` would call whoever names themselves
// `channel`, `[x]({{ branch }})` would be a link. So each value is marked while the template runs, and afterwards a space of no width
// is put where a value touches a sign that could act.

import { escape } from './escape.ts';

const GAP = '\u200B';
const BEGIN = '\uE000';
const END = '\uE001';

/** Markdown of our own, which a template puts out as it is; through any filter it becomes foreign text again. */
export class Ready {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }
}

/** For each `{{ … }}`. */
export function escapeOutput(value: unknown): string {
  if (value instanceof Ready) return value.text;
  const text = wordsOf(value);
  return text === '' ? '' : `${BEGIN}${escape(withoutMarks(text))}${END}`;
}

/** The signs that mark values stand for nothing else. */
export function withoutMarks(text: string): string {
  return text.replaceAll(BEGIN, '').replaceAll(END, '');
}

/** Puts the spaces where values begin and end, and takes the marks away. */
export function settleJoints(made: string): string {
  return made
    .replaceAll(new RegExp(`${END}${BEGIN}`, 'g'), GAP)
    .replaceAll(new RegExp(`([^${END}]{0,40})${BEGIN}`, 'gu'), (_all, before: string) => (mayPrecede(before) ? before : `${before}${GAP}`))
    .replaceAll(new RegExp(`${END}(?=([\\s\\S]{0,2}))`, 'gu'), (_all, after: string) => (mayFollow(after) ? '' : GAP));
}

/** No value can begin to act after this; where a link's address stands, any could. */
function mayPrecede(text: string): boolean {
  return /(^|[\s[{("'`*_,;–—·|])$/u.test(text) && !/\]\s*[(:]\s*<?\s*$/u.test(text);
}

/** Signs that make nothing of a value before them. */
function mayFollow(signs: string): boolean {
  return signs === '' || /^[\s)\]}"'`*_,;!?–—·|]/u.test(signs) || /^[.:](?:\s|$)/u.test(signs);
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string' || typeof item === 'number').join(', ') : '';
}

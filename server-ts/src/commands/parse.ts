// Text of a slash command → which verb with which values, or what to tell the person instead.

import { formOf } from '../ci/grammar.ts';
import type { Flag, Grammar, Parameter, Verb } from '../ci/grammar.ts';
import { lex } from './lexer.ts';
import type { Word } from './lexer.ts';
import { nearest } from '../platform/nearest.ts';

export type Parsed =
  | {
      readonly kind: 'run';
      /** The verb, then the verbs below it. */
      readonly path: readonly string[];
      /** By parameter name. */
      readonly values: ReadonlyMap<string, string>;
      /** All words that are no flags, one by one. */
      readonly words: readonly string[];
      /** By flag name; `true` for a flag without a value. */
      readonly flags: ReadonlyMap<string, string | true>;
    }
  | { readonly kind: 'help'; readonly path: readonly string[] }
  /** `path` is how far it was understood; `meant`: the message names the word that was meant. */
  | { readonly kind: 'refused'; readonly path: readonly string[]; readonly message: string; readonly meant?: boolean };

/** `text` as Mattermost gives it: `/ci status "my project"`. Never throws. */
export function parse(grammar: Grammar, text: string): Parsed {
  const lexed = lex(text.replace(/^\s*\/\S+/u, ''));
  if (!lexed.ok) return { kind: 'refused', path: [], message: mayHoldSecret(grammar, text) ? 'A quote is not closed.' : lexed.message };
  return descend(grammar.verbs, [], lexed.words);
}

/** Names of the verbs that a secret may stand behind. */
export function secretVerbs({ verbs }: Grammar): readonly string[] {
  return verbs.filter(holdsSecret).map(({ name }) => name);
}

/** Of what cannot be split into words only the first one is known. */
function mayHoldSecret({ verbs }: Grammar, text: string): boolean {
  const name = /^\s*\/\S+\s+(\S+)/u.exec(text)?.[1]?.toLowerCase();
  return verbs.some((verb) => verb.name === name && holdsSecret(verb));
}

function holdsSecret(verb: Verb): boolean {
  return hasSecret(verb) || (verb.verbs ?? []).some(holdsSecret);
}

function hasSecret({ parameters = [] }: Verb): boolean {
  return parameters.some(({ secret }) => secret === true);
}

function descend(verbs: readonly Verb[], path: readonly string[], words: readonly Word[]): Parsed {
  const [first, ...rest] = words;
  if (first === undefined || asksHelp(first))
    return { kind: 'help', path: path.length > 0 ? path : rest.map(({ text }) => text.toLowerCase()) };
  const verb = verbs.find(({ name }) => name === first.text.toLowerCase());
  if (verb === undefined) return { kind: 'refused', path, ...unknownVerb(verbs, first.text) };
  const below = [...path, verb.name];
  if (verb.verbs !== undefined) return descend(verb.verbs, below, rest);
  const [only, ...more] = rest;
  return only !== undefined && more.length === 0 && asksHelp(only) ? { kind: 'help', path: below } : fill(verb, below, rest);
}

function asksHelp({ text, quoted }: Word): boolean {
  return !quoted && /^(help|--help|-h|—help|\?)$/iu.test(text);
}

function unknownVerb(verbs: readonly Verb[], text: string): Pick<Extract<Parsed, { kind: 'refused' }>, 'message' | 'meant'> {
  const meant = nearest(
    text.toLowerCase(),
    verbs.map(({ name }) => name),
  );
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return { message: `There is no command ${text.slice(0, 60)}.${question}`, ...(meant !== undefined && { meant: true }) };
}

function fill(verb: Verb, path: readonly string[], words: readonly Word[]): Parsed {
  const refused = (message: string): Parsed => ({ kind: 'refused', path, message });
  const flags = new Map<string, string | true>();
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const name = word && flagName(word);
    // A token may begin like a flag, and is not to be told as one that does not exist.
    const isToken = hasSecret(verb) && !(verb.flags ?? []).some((flag) => flag.name === name);
    if (word === undefined || name === undefined || isToken) {
      if (word !== undefined) rest.push(word.text);
      continue;
    }
    const read = readFlag(verb.flags ?? [], name, word, words[at + 1]);
    if ('message' in read) return refused(read.message);
    flags.set(name, read.value);
    at += read.used;
  }
  const parameters = verb.parameters ?? [];
  const extra = parameters.at(-1)?.rest === true ? undefined : rest[parameters.length];
  if (extra !== undefined)
    return refused(`${hasSecret(verb) ? 'There' : extra} is one word too many. Put quotes around a value that has spaces.`);
  const missing = parameters.find(({ required }, index) => required && rest[index] === undefined);
  if (missing !== undefined) return refused(`${formOf(missing)} is missing.`);
  return {
    kind: 'run',
    path,
    values: new Map(parameters.flatMap((parameter, index) => pairOf(parameter, rest.slice(index)))),
    words: rest,
    flags,
  };
}

function pairOf({ name, rest = false }: Parameter, words: readonly string[]): [string, string][] {
  const [first] = words;
  return first === undefined ? [] : [[name, rest ? words.join(' ') : first]];
}

/** `--name`, also with the long dash that phones make of two short ones. */
function flagName({ text, quoted }: Word): string | undefined {
  return quoted ? undefined : /^(?:--|—)([^\s=-][^\s=]*)/u.exec(text)?.[1]?.toLowerCase();
}

type FlagRead = { readonly value: string | true; readonly used: number } | { readonly message: string };

function readFlag(flags: readonly Flag[], name: string, word: Word, next: Word | undefined): FlagRead {
  const flag = flags.find((known) => known.name === name);
  if (flag === undefined) return { message: unknownFlag(flags, name) };
  const equals = word.text.indexOf('=');
  if (flag.value === undefined) return equals < 0 ? { value: true, used: 0 } : { message: `--${name} takes no value.` };
  if (equals >= 0) return { value: word.text.slice(equals + 1), used: 0 };
  return next === undefined || flagName(next) !== undefined
    ? { message: `--${name} needs a value: --${name} ${flag.value}.` }
    : { value: next.text, used: 1 };
}

function unknownFlag(flags: readonly Flag[], name: string): string {
  const meant = nearest(
    name,
    flags.map((flag) => flag.name),
  );
  return `There is no flag --${name} here.${meant === undefined ? '' : ` Did you mean --${meant}?`}`;
}

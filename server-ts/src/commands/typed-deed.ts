// What was typed, as permissions and the audit know it.

import { maskNamed, MASK, type Deed } from '../answers/index.ts';
import type { Act } from '../ci/act.ts';
import type { Parameter, Verb } from '../ci/grammar.ts';

interface TypedWords {
  readonly values: ReadonlyMap<string, string>;
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string | true>;
}

/** `acts`: what the calls do that an answer may offer. */
export function deedOfTyped(act: Act, verb: Verb | undefined, typed: TypedWords, acts: ReadonlyMap<string, Act> = new Map()): Deed {
  const { parameters = [], shows = [] } = verb ?? {};
  const flags = [...typed.flags].map(([name, value]) => [`--${name}`, value === true ? 'yes' : maskNamed(name, value)] as const);
  const given = parameters.flatMap((parameter, index) => valueOf(parameter, typed, index));
  return {
    act: act.name,
    from: 'command',
    values: Object.fromEntries([...given, ...flags]),
    pairs: pairsIn(typed.words, parameters),
    shows: shows === 'always' || shows.includes((typed.words[0] ?? '').toLowerCase()),
    does: (call) => isSame(act, acts.get(call)),
  };
}

/** What asks first offers a button of its kind: `rollback` one that deploys. Setting up goes on from step to step. */
function isSame(act: Act, other: Act | undefined): boolean {
  if (act.changes === undefined || other === undefined) return false;
  return other.name === act.name || (act.changes !== 'administer' && other.changes === act.changes);
}

function valueOf(parameter: Parameter, { values, words }: TypedWords, index: number): readonly (readonly [string, string])[] {
  const { name, rest = false, secret = false } = parameter;
  const text = rest
    ? words
        .slice(index)
        .filter((word) => pairOf(word) === undefined)
        .join(' ')
    : (values.get(name) ?? '');
  return text === '' ? [] : [[name, secret ? MASK : text]];
}

/** `KEY=value`, behind a parameter that takes all that is left. */
function pairsIn(words: readonly string[], parameters: readonly Parameter[]): Readonly<Record<string, string>> {
  const first = parameters.findIndex(({ rest }) => rest === true);
  return Object.fromEntries(first < 0 ? [] : words.slice(first).flatMap((word) => pairOf(word) ?? []));
}

function pairOf(word: string): readonly [readonly [string, string]] | undefined {
  const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(word) ?? [];
  return name === undefined || value === undefined ? undefined : [[name, value]];
}

// Finds what may match among thousands of routes without looking at each: every entry lies under the literal beginning or end of
// one of its globs, the one that it shares with the fewest others.

import { literalEnds } from './glob.ts';
import { matchKeys, patternsOf, type MatchKey, type Texts } from './match.ts';
import type { Match } from './rules.ts';

/** Those that may match, in their order; all that do match are among them. */
export type MatchIndex<T> = (texts: Texts) => readonly T[];

interface Entry<T> {
  readonly position: number;
  readonly value: T;
}

/** One way to look: by how the texts of a key begin, or how they end. */
interface Shelf<T> {
  readonly key: MatchKey;
  readonly end: 'head' | 'tail';
  readonly boxes: Map<string, Entry<T>[]>;
  /** How many entries could lie under each literal. */
  readonly crowd: Map<string, number>;
}

export function createMatchIndex<T>(values: readonly T[], matchOf: (value: T) => Match): MatchIndex<T> {
  const shelves = matchKeys.flatMap((key) => [shelf<T>(key, 'head'), shelf<T>(key, 'tail')]);
  const anywhere: Entry<T>[] = [];
  const placed = values.map((value, position) => ({ entry: { position, value }, places: placesOf(shelves, matchOf(value)) }));
  for (const { places } of placed)
    for (const { on, literals } of places) for (const literal of literals) on.crowd.set(literal, (on.crowd.get(literal) ?? 0) + 1);
  for (const { entry, places } of placed) {
    const best = leastCrowded(places);
    if (best === undefined) anywhere.push(entry);
    else for (const literal of best.literals) put(best.on.boxes, literal, entry);
  }
  const used = shelves.filter(({ boxes }) => boxes.size > 0).map((each) => ({ ...each, lengths: lengthsOf(each.boxes) }));
  return (texts) => {
    const found = new Set(anywhere);
    for (const each of used) for (const text of texts[each.key]) collect(each, text, found);
    return [...found].sort((left, right) => left.position - right.position).map(({ value }) => value);
  };
}

function shelf<T>(key: MatchKey, end: 'head' | 'tail'): Shelf<T> {
  return { key, end, boxes: new Map(), crowd: new Map() };
}

interface Place<T> {
  readonly on: Shelf<T>;
  readonly literals: readonly string[];
}

function placesOf<T>(shelves: readonly Shelf<T>[], match: Match): readonly Place<T>[] {
  return shelves.flatMap((on) => {
    const patterns = patternsOf(match, on.key);
    if (patterns === undefined) return [];
    return [{ on, literals: [...new Set(patterns.map((pattern) => literalEnds(pattern)[on.end]))] }];
  });
}

function leastCrowded<T>(places: readonly Place<T>[]): Place<T> | undefined {
  const crowdOf = ({ on, literals }: Place<T>): number => Math.max(0, ...literals.map((literal) => on.crowd.get(literal) ?? 0));
  return places.reduce<Place<T> | undefined>((best, place) => (best && crowdOf(best) <= crowdOf(place) ? best : place), undefined);
}

function put<T>(boxes: Map<string, Entry<T>[]>, literal: string, entry: Entry<T>): void {
  const box = boxes.get(literal);
  if (box === undefined) boxes.set(literal, [entry]);
  else box.push(entry);
}

function lengthsOf(boxes: ReadonlyMap<string, unknown>): readonly number[] {
  return [...new Set([...boxes.keys()].map(({ length }) => length))];
}

function collect<T>(
  { boxes, end, lengths }: Pick<Shelf<T>, 'boxes' | 'end'> & { readonly lengths: readonly number[] },
  text: string,
  found: Set<Entry<T>>,
): void {
  for (const length of lengths) {
    if (length > text.length) continue;
    const literal = end === 'head' ? text.slice(0, length) : text.slice(text.length - length);
    for (const entry of boxes.get(literal) ?? []) found.add(entry);
  }
}

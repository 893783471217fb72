// All that can be done here, by its name. Pure.

import { actOfCall, actsOf, type Act, type CallAct } from '../ci/act.ts';
import { changes } from '../ci/change.ts';
import type { Grammar } from '../ci/grammar.ts';
import { meansAct } from './verb-match.ts';

export interface Catalogue {
  /** Sorted by name, each once. */
  readonly acts: readonly Act[];
  /** What is not in it is known by its name only; one that ends in a plain word is of that kind. */
  named(name: string): Act;
  /** Whether a verb of a rule means any of it. What runbooks are called is not known here. */
  isKnown(verb: string): boolean;
}

export interface Doing {
  readonly grammar: Pick<Grammar, 'trigger' | 'verbs'>;
  readonly calls?: Readonly<Record<string, CallAct>>;
}

/** `others`: what is done without a command. */
export function catalogueOf(all: readonly Doing[], others: readonly Act[] = []): Catalogue {
  const found = [
    ...all.flatMap(({ grammar, calls = {} }) => [...actsOf(grammar), ...Object.values(calls).map((call) => actOfCall(grammar, call))]),
    ...others,
  ];
  const byName = new Map<string, Act>();
  // Of two words for the same the one that tells its kind counts.
  for (const act of found) if (byName.get(act.name)?.changes === undefined) byName.set(act.name, act);
  const acts = [...byName.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1));
  return {
    acts,
    named: (name) => byName.get(name) ?? unlisted(name),
    isKnown: (verb) =>
      /^intent(?:\.|$)/i.test(verb) || changes.some((each) => each === verb.toLowerCase()) || acts.some((act) => meansAct(verb, act)),
  };
}

function unlisted(name: string): Act {
  const kind = changes.find((each) => name.endsWith(`.${each}`));
  return { name, ...(kind !== undefined && { changes: kind }) };
}

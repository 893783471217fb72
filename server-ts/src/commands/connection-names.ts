// Which names autocomplete offers behind `--connection`: those that the settings have now.

import type { Grammar, Verb } from '../ci/grammar.ts';
import { CONNECTION_FLAG } from './joined-command.ts';

/** The same grammar, with these names to choose from wherever a CI system can be named. */
export function offerConnections(grammar: Grammar, names: readonly string[]): Grammar {
  const choices = [...new Set(names)];
  if (choices.length === 0) return grammar;
  const offer = ({ flags, verbs, ...verb }: Verb): Verb => ({
    ...verb,
    ...(flags !== undefined && { flags: flags.map((flag) => (flag.name === CONNECTION_FLAG ? { ...flag, choices } : flag)) }),
    ...(verbs !== undefined && { verbs: verbs.map(offer) }),
  });
  return { ...grammar, verbs: grammar.verbs.map(offer) };
}

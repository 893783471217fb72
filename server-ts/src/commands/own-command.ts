// The verbs of /ci that answer as those of CI systems do: with buttons, menus, dialogs, and suggestions while somebody types.
//
// They belong to no CI system; what is made for them is told apart from that of CI systems by a name that no provider has.

import { actOfCall, type CallAct } from '../ci/act.ts';
import type { AnswerCall, AnswerVerb, Suggest } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import { ciGrammar } from './ci-grammar.ts';
import type { JoinedCommand } from './joined-command.ts';

/** Stands where a provider's name would. */
export const OWN = 'ci';

/** What is asked of no CI system is asked of this. */
export const ownConnection: Connection = { provider: OWN, name: 'default', url: '', webhookSecrets: [] };

/** What a room brings to /ci; the verbs themselves stand in `ci-grammar.ts`. */
export interface OwnVerbs {
  /** By the verb's name. */
  readonly answers: Readonly<Record<string, AnswerVerb>>;
  /** By the call's name; no two rooms have one of the same name. */
  readonly calls: Readonly<Record<string, AnswerCall>>;
  /** What the calls do, by their names; what is not named does what its own name says. */
  readonly acts?: Readonly<Record<string, CallAct>>;
  /** By what stands behind `suggestions/ci/` in the grammar. */
  readonly suggestions?: Readonly<Record<string, Suggest>>;
}

export function joinOwnCommand(all: readonly OwnVerbs[]): JoinedCommand {
  const answers = new Map(all.flatMap((each) => Object.entries(each.answers)));
  return {
    provider: OWN,
    title: 'CI Command Center',
    grammar: ciGrammar,
    answers,
    calls: new Map(all.flatMap((each) => Object.entries(each.calls))),
    acts: new Map(all.flatMap((each) => Object.entries(each.acts ?? {}).map(([name, act]) => [name, actOfCall(ciGrammar, act)] as const))),
    suggestions: new Map(all.flatMap((each) => Object.entries(each.suggestions ?? {}))),
    addressIn: () => undefined,
    unaddressed: new Set(answers.keys()),
    hasAccounts: false,
  };
}

/** The verb that was typed is one of these. */
export function isOwnVerb({ answers }: Pick<JoinedCommand, 'answers'>, typed: string): boolean {
  const [, verb = ''] = /^\s*\/\S+\s+(\S+)/u.exec(typed) ?? [];
  return answers.has(verb.toLowerCase());
}

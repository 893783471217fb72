// What somebody does, by the names that permissions and the audit have for it.

import type { Change } from './change.ts';
import { verbAt, type Grammar, type Verb } from './grammar.ts';

export interface Act {
  /** `jenkins.safe-restart`, `gitlab.pipeline.retry`, `ci.mute`, `intent.ship`. */
  readonly name: string;
  /** Absent of what only shows something. */
  readonly changes?: Change;
}

/** What a button, menu or form does: the path of the verb that it stands for, or where there is none a name of its own. */
export type CallAct = string | { readonly name: string; readonly changes?: Change };

/** Of all verbs that can be typed, those below others by their whole path. */
export function actsOf({ trigger, verbs }: Pick<Grammar, 'trigger' | 'verbs'>): readonly Act[] {
  const below = (verb: Verb, path: string): readonly Act[] =>
    verb.verbs === undefined ? [actAt(trigger, path, verb)] : verb.verbs.flatMap((each) => below(each, `${path} ${each.name}`));
  return verbs.flatMap((verb) => below(verb, verb.name));
}

/** `path`: of a verb that there is. */
export function actOfVerb({ trigger, verbs }: Pick<Grammar, 'trigger' | 'verbs'>, path: readonly string[]): Act {
  return actAt(trigger, path.join(' '), verbAt({ verbs }, path));
}

export function actOfCall(grammar: Pick<Grammar, 'trigger' | 'verbs'>, call: CallAct): Act {
  return typeof call === 'string' ? actOfVerb(grammar, call.split(' ')) : { ...call, name: `${grammar.trigger}.${call.name}` };
}

function actAt(trigger: string, path: string, verb: Verb | undefined): Act {
  const name = `${trigger}.${(verb?.sameAs ?? path).replaceAll(' ', '.')}`;
  return { name, ...(verb?.changes !== undefined && { changes: verb.changes }) };
}

// The verbs about oneself that every provider's command gets whose CI system can tell people directly: settings, todo.

import type { CallAct } from '../ci/act.ts';
import type { AnswerCall, AnswerVerb } from '../ci/command.ts';
import type { Verb } from '../ci/grammar.ts';
import type { NoticeKind } from '../ci/notice.ts';

export interface PersonalProvider {
  readonly name: string;
  readonly title: string;
  /** The word of its command. */
  readonly trigger: string;
  readonly notices: readonly NoticeKind[];
  /** It can tell what waits for a person. */
  readonly hasTodo: boolean;
}

/** Joined to the provider's own. */
export interface PersonalCommand {
  readonly verbs: readonly Verb[];
  readonly answers: Readonly<Record<string, AnswerVerb>>;
  readonly calls: Readonly<Record<string, AnswerCall>>;
  readonly acts: Readonly<Record<string, CallAct>>;
}

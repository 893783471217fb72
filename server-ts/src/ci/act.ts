// What somebody does, by the names that permissions and the audit have for it.

/** Plain words for what changes something, the same over all CI systems; rules may name these instead of single verbs. */
export const changes = [
  'build',
  'deploy',
  'retry',
  'cancel',
  'play',
  'approve',
  'merge',
  'release',
  'issue',
  'silence',
  'subscribe',
  'mute',
  'account',
  'administer',
] as const;

export type Change = (typeof changes)[number];

export interface Act {
  /** `jenkins.safe-restart`, `gitlab.pipeline.retry`, `ci.mute`, `intent.ship`. */
  readonly name: string;
  /** Absent of what only shows something. */
  readonly changes?: Change;
}

/** What a button, menu or form does: the path of the verb that it stands for, or where there is none a name of its own. */
export type CallAct = string | { readonly name: string; readonly changes?: Change };

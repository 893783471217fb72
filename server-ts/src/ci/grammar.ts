// What one slash command understands, as data: the parser, the help texts and the autocomplete are all made of it.

import type { Change } from './change.ts';

export interface Parameter {
  readonly name: string;
  /** What stands for it in help, where its name says too little: `project|job|group/**`. */
  readonly form?: string;
  readonly required: boolean;
  /** It takes all the words that are left. Only the last one can. */
  readonly rest?: boolean;
  readonly help: string;
  /** All values there are; without them any text. */
  readonly choices?: readonly string[];
  /** Name of what is suggested as the person types: a key of `ProviderCommand.suggestions`. */
  readonly suggestions?: string;
  /** What is typed here is nobody's business: no error and no log repeats it. */
  readonly secret?: true;
}

export interface Flag {
  readonly name: string;
  readonly help: string;
  /** What stands for the value in help; without it the flag has none. */
  readonly value?: string;
  /** Values to offer while the person types. */
  readonly choices?: readonly string[];
}

export interface Verb {
  readonly name: string;
  /** A few words, in lists. */
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly flags?: readonly Flag[];
  /** Without the command itself: `status platform/api main`. */
  readonly examples?: readonly string[];
  readonly verbs?: readonly Verb[];
  /** It is about all of the provider's connections alike: where nobody says which, any is handed to its answer. */
  readonly everywhere?: true;
  /** The kind of what it changes, for permissions and the audit; absent where it only shows something. */
  readonly changes?: Change;
  /** First words with which it only shows something all the same; empty for none at all. `always`: it is done elsewhere, as in a browser. */
  readonly shows?: readonly string[] | 'always';
  /** Path of the verb that it is another word for: both have one name for permissions. */
  readonly sameAs?: string;
}

export interface Grammar {
  /** The slash command's word. */
  readonly trigger: string;
  readonly summary: string;
  readonly verbs: readonly Verb[];
}

/** Undefined where the words lead to none. */
export function verbAt({ verbs }: Pick<Grammar, 'verbs'>, [name, ...rest]: readonly string[]): Verb | undefined {
  const found = verbs.find((verb) => verb.name === name);
  return found === undefined || rest.length === 0 ? found : verbAt({ verbs: found.verbs ?? [] }, rest);
}

/** `status [project] [branch]` */
export function usage(verb: Verb): string {
  const parameters = (verb.parameters ?? []).map((parameter) => formOf(parameter));
  const flags = (verb.flags ?? []).map(({ name, value }) => `[--${name}${value === undefined ? '' : ` ${value}`}]`);
  return [verb.name, ...parameters, ...flags].join(' ');
}

/** `subscribe <provider> <project> [--flag …]`: in lists, where the verb's own help names the flags. One that nearly every verb has is not said. */
export function shortUsage({ flags = [], ...verb }: Verb): string {
  return `${usage(verb)}${flags.every(({ name }) => name === 'connection') ? '' : ' [--flag …]'}`;
}

/** `<project>`, `[branch]` */
export function formOf({ name, form = name, required }: Parameter): string {
  return required ? `<${form}>` : `[${form}]`;
}

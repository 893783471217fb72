// How a CI system is set up step by step: what is asked for its connection, and the ways in which it is told to send its events here.

import type { Reach } from './account.ts';
import type { Field } from './command.ts';
import type { Connection } from './connection.ts';
import type { HookTarget } from './hooks.ts';
import type { Words } from './words.ts';

/** What the guide of one CI system is made of. The steps around it, and what they remember, are the same for all. */
export interface SetupGuide {
  /** What it brings, in a few words: `quality gates on the card of their commit`. */
  readonly purpose: string;
  /** Of the field in which its address is asked; `optional` where its webhooks say all that is shown. */
  readonly address: { readonly help: string; readonly placeholder: string; readonly optional?: true };
  /** What is asked besides the address, in this order. */
  readonly parts: readonly SetupPart[];
  /** What is to be done there before the form can be filled in: which application to register, which token to make. */
  before?(place: SetupPlace): Words;
  /** How it is told to send here, the best first. */
  readonly ways: readonly SetupWay[];
}

export interface SetupPart {
  readonly part: 'clientId' | 'clientSecret' | 'username' | 'token';
  readonly label: string;
  readonly help: string;
  readonly optional?: true;
}

export interface SetupPlace {
  readonly connection: Connection;
  /** Where its events go, and with which secret. */
  readonly hook: HookTarget;
  /** Where people come back to from linking an account, for each address of this Mattermost. */
  readonly redirects: readonly string[];
}

/** One way to have it send: made by its API, or a text to paste there. */
export interface SetupWay {
  /** Of letters and hyphens, unlike the others of its guide. */
  readonly name: string;
  /** Of its button: `Make the webhook`, `Configuration as code`. */
  readonly label: string;
  /** Asked before; nothing where it is left out. */
  readonly fields?: readonly Field[];
  /** Throws CiError for what the person can mend. Repeated, it makes nothing twice. */
  run(asked: SetupAsked): Promise<SetupOutcome>;
}

export interface SetupAsked extends SetupPlace {
  /** What was filled in: texts, `true` and `false`. */
  readonly fields: Readonly<Record<string, string>>;
  /** As the connection's own token reaches it; undefined without one. */
  own(): Reach | undefined;
  /** As the person reaches it. Throws CI_ACCOUNT_MISSING when they linked no account. */
  as(): Promise<Reach>;
  /** Hooks on all that the connection's token maintains, new projects too; until it is stopped. */
  keepHooks(keep: boolean): Promise<void>;
  progress(text: Words): void;
}

export interface SetupOutcome {
  readonly text: Words;
  /** Shown to the person only, never stored: the secret stands in them. */
  readonly pastes?: readonly Paste[];
  /** What is wrong, by field name: the dialog stays open. */
  readonly faults?: Readonly<Record<string, string>>;
}

/** Something to paste into a file or form of the CI system, filled in. */
export interface Paste {
  /** Where it goes: `alertmanager.yml`. */
  readonly title: string;
  /** For the colours: `yaml`, `groovy`, `sh`. */
  readonly language: string;
  readonly text: string;
}

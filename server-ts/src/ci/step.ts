// What a runbook can have a CI system do: a step is begun once, looked at until it ends, and can be stopped.

import type { Account, Reach } from './account.ts';
import type { Connection } from './connection.ts';
import type { DeployGates } from './deploy-gate.ts';
import type { SubjectKey } from './ids.ts';
import type { Instant } from './pipeline.ts';
import type { Words } from './words.ts';

/** What can be written of a step. The schema of the YAML, the one for editors and the documentation are made of it. */
export interface StepField {
  readonly name: string;
  /** `values`: texts by name, as the parameters of a build. */
  readonly kind: 'text' | 'yes-no' | 'values';
  readonly required: boolean;
  readonly help: string;
  /** As it stands in the YAML. */
  readonly example: unknown;
}

/** What was written, checked by its fields, with templates filled. */
export interface StepInput {
  readonly texts: Readonly<Record<string, string>>;
  readonly switches: Readonly<Record<string, boolean>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A request that it would make, for a dry run. */
export interface StepCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** What it does, in a few words. */
  readonly what: Words;
}

/** As whom, and with what is asked besides. */
export interface StepAsked {
  /** The CI system as the person reaches it for whom it is done. */
  readonly reach: Reach & { readonly account: Account };
  readonly gates?: DeployGates;
  readonly now: Instant;
}

/** Where it stands. `outputs`: for the steps after it, by name; those of {@link StepKind.outputs}. */
export type StepSeen =
  /** `handle`: by which it is looked at and stopped, as JSON or plain text; only its own kind reads it. */
  | {
      readonly kind: 'running';
      readonly handle: string;
      readonly text: Words;
      readonly outputs: Readonly<Record<string, string>>;
      /** The pipeline whose news tell that it is time to look. */
      readonly run?: SubjectKey;
    }
  | { readonly kind: 'succeeded'; readonly text: Words; readonly outputs: Readonly<Record<string, string>> }
  /** `log`: its last lines, secrets still in them. */
  | {
      readonly kind: 'failed';
      readonly text: Words;
      readonly outputs: Readonly<Record<string, string>>;
      readonly log?: readonly string[];
    };

export interface StepKind {
  /** A few words, for the documentation and editors. */
  readonly help: string;
  readonly fields: readonly StepField[];
  readonly outputs: readonly { readonly name: string; readonly help: string }[];
  /** In the order in which they would be made. Pure: what only the CI system knows is not in them. */
  calls(input: StepInput, connection: Connection): readonly StepCall[];
  /**
   * Begins it. Throws a CiError when it was surely not begun; any other error leaves open whether it was, and it is never begun again.
   */
  start(input: StepInput, asked: StepAsked): Promise<StepSeen>;
  /** Throws a CiError when the CI system cannot be asked now: then it is asked again later. */
  look(handle: string, asked: StepAsked): Promise<StepSeen>;
  /** Throws a CiError. Stopping what has ended is no error. */
  stop?(handle: string, asked: StepAsked): Promise<void>;
}

/** By what comes after the provider's name and a dot in a step: `build` of `jenkins.build`. */
export type StepKinds = Readonly<Record<string, StepKind>>;

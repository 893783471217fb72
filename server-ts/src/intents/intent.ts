// A runbook as it was written and checked: what can be run, with which values, by whom, after whose approval, and its steps.

import type { StepField } from '../ci/step.ts';

/** Plain data: `JSON.stringify` keeps all of it. */
export interface Intent {
  readonly name: string;
  readonly description?: string;
  /** What it is about, in the words that its kind asks for. */
  readonly about: About;
  readonly parameters: readonly IntentParameter[];
  /** What the merge request or commit must carry that it is run for; not empty: a run names one. */
  readonly labels: readonly string[];
  /** Undefined: nobody is asked. */
  readonly approval?: Approval;
  /** Undefined: whoever may by the permissions. */
  readonly who?: Who;
  /** How many of its runs may run at the same time, over all nodes; the others wait for their turn, in order. */
  readonly concurrency: number;
  /** Milliseconds for the whole run once it runs. */
  readonly timeout: number;
  /** Name of the channel of runs that programs begin. */
  readonly channel?: string;
  readonly steps: readonly IntentStep[];
  /** After a step failed whose own `onFailure` does not say otherwise. */
  readonly onFailure: OnFailure;
  readonly source: IntentSource;
  /** The YAML of this intent alone, as JSON: `readIntents` makes the same of it, for runs that outlive a change of it. */
  readonly written: string;
}

/** The texts may be templates over the parameters; in the templates of steps they stand under these names. */
export type About =
  | { readonly kind: 'scale'; readonly service: string; readonly replicas: string }
  | { readonly kind: 'rollout'; readonly stacks: readonly string[] }
  | { readonly kind: 'backup'; readonly target: string }
  | { readonly kind: 'custom' };

interface ParameterBase {
  readonly name: string;
  /** One that is not required and has no default is empty. */
  readonly required: boolean;
  readonly help?: string;
}

/** Values are texts: numbers as `-1.5`, booleans as `true` and `false`. */
export type IntentParameter = ParameterBase &
  (
    | { readonly type: 'string'; readonly pattern?: string; readonly default?: string }
    | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly default?: string }
    | { readonly type: 'boolean'; readonly default?: string }
    | { readonly type: 'choice'; readonly choices: readonly string[]; readonly default?: string }
    /** Asked in a dialog or given by a program, never typed; masked wherever it is shown. */
    | { readonly type: 'secret'; readonly pattern?: string }
  );

/** One of these people; all empty: nobody. */
export interface Among {
  /** User names. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly Role[];
}

export const roles = ['system_admin', 'team_admin', 'channel_admin', 'member'] as const;
export type Role = (typeof roles)[number];

export interface Who {
  /** Undefined: anybody. */
  readonly people?: Among;
  /** Names of the channels in which it may be run; empty: in any. */
  readonly channels: readonly string[];
}

export interface Approval {
  readonly count: number;
  readonly from: Among;
  /** Whoever runs it may be one of them. */
  readonly selfApproval: boolean;
  /** Milliseconds after which it is as if it had been rejected. */
  readonly expires: number;
  /** Name of the channel where they are asked; undefined: where it was run. */
  readonly channel?: string;
}

export type OnFailure =
  | { readonly kind: 'stop' }
  /** The steps after it are done, and the run has failed all the same. */
  | { readonly kind: 'continue' }
  /** These are done, and the run has failed. */
  | { readonly kind: 'rollback'; readonly steps: readonly IntentStep[] };

/** What is written of a step; every text may be a template. */
export interface IntentStep {
  /** Of its own within the intent; `steps.<name>.<output>` in templates after it. */
  readonly name: string;
  readonly kind: StepName;
  /** Of which connection; undefined: the usual one of that CI system. */
  readonly connection?: string;
  readonly input: TemplateInput;
  /** Milliseconds; undefined: only the whole run's. */
  readonly timeout?: number;
  /** Undefined: as the intent says. */
  readonly onFailure?: 'stop' | 'continue';
  /** Once for each stack of a rollout, with `stack` in its templates. */
  readonly forEach?: 'stacks';
}

/** Either a CI system's, by the names of the provider and of one of its `steps`, or one of our own. */
export type StepName =
  | { readonly of: 'provider'; readonly provider: string; readonly step: string }
  | { readonly of: 'own'; readonly step: OwnStep };

export const ownSteps = ['http', 'wait', 'post'] as const;
export type OwnStep = (typeof ownSteps)[number];

/** As `StepInput` of ci/step.ts, with templates in it; a switch may be a template that becomes `true` or `false`. */
export interface TemplateInput {
  readonly texts: Readonly<Record<string, string>>;
  readonly switches: Readonly<Record<string, boolean | string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Where it was read. */
export type IntentSource =
  | { readonly kind: 'configuration'; readonly line: number }
  | {
      readonly kind: 'file';
      readonly provider: string;
      readonly connection: string;
      readonly project: string;
      readonly file: string;
      readonly line: number;
    };

/** What a kind of step takes and gives, as far as reading and planning need it; `StepKind` of a provider is one. */
export interface StepForm {
  readonly help: string;
  readonly fields: readonly StepField[];
  readonly outputs: readonly { readonly name: string; readonly help: string }[];
}

/** `jenkins.build`, `post`. */
export function titleOfStep(kind: StepName): string {
  return kind.of === 'own' ? kind.step : `${kind.provider}.${kind.step}`;
}

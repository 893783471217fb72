// What the templates of an intent may ask for, and what they are given.

import type { About, Intent, IntentStep, StepForm } from './intent.ts';
import { titleOfStep } from './intent.ts';
import type { Values } from './values.ts';

/** What can be known of a run, under `run`. */
export interface RunFacts {
  readonly id: string;
  readonly intent: string;
  /** User name of who began it. */
  readonly by: string;
  /** Address of the merge request or commit that it is run for; empty for none. */
  readonly subject: string;
}

const facts: readonly (keyof RunFacts)[] = ['id', 'intent', 'by', 'subject'];

/** Names by path: `{ version: {}, steps: { build: { number: {} } } }`. A leaf has no parts. */
export interface Names {
  readonly [name: string]: Names;
}

export interface ModelParts {
  readonly values: Values;
  /** What the intent is about, templates filled. */
  readonly about: About;
  /** Of the stack that the step is done for. */
  readonly stack?: string;
  readonly run: RunFacts;
  /** What steps put out, by the step's name. */
  readonly outputs: Readonly<Record<string, Values>>;
}

/** For the templates of a step. */
export function modelOf({ values, about, stack, run, outputs }: ModelParts): object {
  return { ...values, ...subjectsOf(about), ...(stack !== undefined && { stack }), run, steps: outputs };
}

/** `before`: the steps whose outputs are there by then. */
export function namesFor(
  { parameters, about }: Pick<Intent, 'parameters' | 'about'>,
  before: readonly IntentStep[],
  forms: Forms,
  each: boolean,
): Names {
  return {
    ...leaves(parameters.map(({ name }) => name)),
    ...leaves(Object.keys(subjectsOf(about))),
    ...(each && leaves(['stack'])),
    run: leaves(facts),
    steps: Object.fromEntries(before.flatMap((step) => outputsOf(step, forms))),
  };
}

/** What the texts of `about` may be made of. */
export function namesForAbout({ parameters }: Pick<Intent, 'parameters'>): Names {
  return leaves(parameters.map(({ name }) => name));
}

export type Forms = Readonly<Record<string, StepForm>>;

/** One that is done for each stack puts out something for each: none of it has a name. */
function outputsOf({ name, kind, forEach }: IntentStep, forms: Forms): readonly [string, Names][] {
  if (forEach !== undefined) return [];
  return [[name, leaves((forms[titleOfStep(kind)]?.outputs ?? []).map((output) => output.name))]];
}

function subjectsOf(about: About): Readonly<Record<string, string | readonly string[]>> {
  switch (about.kind) {
    case 'scale':
      return { service: about.service, replicas: about.replicas };
    case 'rollout': {
      const [only, ...others] = about.stacks;
      return { ...(only !== undefined && others.length === 0 && { stack: only }), stacks: about.stacks };
    }
    case 'backup':
      return { target: about.target };
    case 'custom':
      return {};
  }
}

function leaves(names: readonly string[]): Names {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

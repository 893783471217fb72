// KEY=value and a filled-in form → the inputs and variables of a new pipeline, by what the ref declares. Pure.

import type { Choice, Field } from '../../../ci/command.ts';
import { CiError } from '../../../platform/errors.ts';
import { nearest } from '../../../platform/nearest.ts';
import type { Declared, DeclaredInput, DeclaredVariable } from '../api/declared.ts';
import type { Start } from '../api/pipelines.ts';
import { checkVariables, readPairs, type Pairs } from './pairs.ts';

/** More than that is no form any more: the rest has its defaults. */
const MOST_FIELDS = 40;
const [INPUT, VARIABLE, OTHERS, REF] = ['input_', 'variable_', 'others', 'ref'];

export type Given = Pick<Start, 'inputs' | 'variables'>;

/** Names that are declared as inputs are inputs, all others variables. Throws CI_GITLAB_VALUE and CI_GITLAB_VARIABLE. */
export function valuesOf(pairs: Pairs, { inputs, variables }: Declared): Given {
  const given: { inputs: Record<string, unknown>; variables: Record<string, string> } = { inputs: {}, variables: {} };
  for (const [typed, value] of Object.entries(pairs)) {
    const input = named(typed, inputs);
    if (input !== undefined) given.inputs[input.name] = readInput(input, value);
    else given.variables[named(typed, variables)?.name ?? typed] = readVariable(named(typed, variables), value);
  }
  unknownInput(given.variables, inputs);
  checkVariables(given.variables);
  return given;
}

/** Inputs that must be given and were not. */
export function missing({ inputs }: Given, declared: Declared): readonly DeclaredInput[] {
  return declared.inputs.filter(({ name, required }) => required && inputs[name] === undefined);
}

export function hasQuestions({ inputs, variables }: Declared): boolean {
  return inputs.length + variables.length > 0;
}

/** `pairs`: what was given already. */
export function fieldsOf(ref: string, declared: Declared, pairs: Pairs): readonly Field[] {
  const byNeed = declared.inputs.toSorted((left, right) => Number(right.required) - Number(left.required));
  const others = Object.entries(pairs).filter(([key]) => !named(key, declared.inputs) && !named(key, declared.variables));
  return [
    { kind: 'text', name: REF, label: 'Branch or tag', value: ref },
    ...byNeed.slice(0, MOST_FIELDS).map((input) => inputField(input, valueIn(pairs, input.name))),
    ...declared.variables.slice(0, MOST_FIELDS).map((variable) => variableField(variable, valueIn(pairs, variable.name))),
    {
      kind: 'lines',
      name: OTHERS,
      label: 'Other variables',
      help: 'KEY=value, one in each line.',
      optional: true,
      ...(others.length > 0 && { value: others.map(([key, value]) => `${key}=${value}`).join('\n') }),
    },
  ];
}

export interface Filled {
  readonly ref: string;
  readonly given: Given;
  /** What is wrong, by field. */
  readonly faults: Readonly<Record<string, string>>;
}

/** Variables that were left as they are declared are not sent: whoever may not set any can start it nevertheless. */
export function filledIn(fields: Pairs, declared: Declared): Filled {
  const faults: Record<string, string> = {};
  const inputs: Record<string, unknown> = {};
  const variables: Record<string, string> = {};
  const take = (field: string, read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      faults[field] = error.message;
    }
  };
  for (const input of declared.inputs) {
    const value = fields[INPUT + input.name];
    if (value === undefined || (value === '' && !input.required)) continue;
    take(INPUT + input.name, () => void (inputs[input.name] = readInput(input, value)));
  }
  for (const { name, preset } of declared.variables) {
    const value = fields[VARIABLE + name];
    if (value !== undefined && value !== preset) variables[name] = value;
  }
  const lines = (fields[OTHERS] ?? '').split('\n').filter((line) => line.trim() !== '');
  take(OTHERS, () => {
    const others = readPairs(lines.map((line) => line.trim()));
    checkVariables(others);
    Object.assign(variables, others);
  });
  const ref = (fields[REF] ?? '').trim();
  if (ref === '') faults[REF] = 'Which branch or tag?';
  return { ref, given: { inputs, variables }, faults };
}

function named<Named extends { readonly name: string }>(typed: string, all: readonly Named[]): Named | undefined {
  return all.find(({ name }) => name === typed) ?? all.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
}

function valueIn(pairs: Pairs, name: string): string | undefined {
  return pairs[name] ?? Object.entries(pairs).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** A name that no variable can have was meant as an input. */
function unknownInput(variables: Pairs, inputs: readonly DeclaredInput[]): void {
  const names = inputs.map(({ name }) => name);
  const typed = Object.keys(variables).find((key) => !/^\w+$/.test(key));
  if (typed === undefined || names.length === 0) return;
  const meant = nearest(typed, names);
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  throw new CiError(
    'CI_GITLAB_VALUE',
    `There is no input ${typed.slice(0, 60)}.${question} There are: ${names.join(', ')}.`,
    'Correct its name.',
  );
}

function readInput({ name, type, choices }: DeclaredInput, value: string): unknown {
  const wrong = (what: string): CiError => new CiError('CI_GITLAB_VALUE', `${name}: ${value.slice(0, 60)} ${what}`, 'Correct the value.');
  if (choices.length > 0 && !choices.includes(value)) throw wrong(`is none of ${choices.slice(0, 20).join(', ')}.`);
  switch (type) {
    case 'number':
      if (value.trim() === '' || !Number.isFinite(Number(value))) throw wrong('is no number.');
      return Number(value);
    case 'boolean':
      if (!/^(?:true|false|yes|no|on|off)$/i.test(value)) throw wrong('is neither true nor false.');
      return /^(?:true|yes|on)$/i.test(value);
    case 'array':
      return readArray(value, wrong);
    case 'string':
      return value;
  }
}

/** JSON, or words with commas between them. */
function readArray(value: string, wrong: (what: string) => CiError): readonly unknown[] {
  if (!value.trim().startsWith('[')) return value.split(',').map((each) => each.trim());
  try {
    const told: unknown = JSON.parse(value);
    if (Array.isArray(told)) return told;
  } catch {
    // Said below.
  }
  throw wrong('is no JSON array.');
}

function readVariable(variable: DeclaredVariable | undefined, value: string): string {
  if (variable === undefined || variable.choices.length === 0 || variable.choices.includes(value)) return value;
  throw new CiError(
    'CI_GITLAB_VALUE',
    `${variable.name}: ${value.slice(0, 60)} is none of ${variable.choices.slice(0, 20).join(', ')}.`,
    'Correct the value.',
  );
}

function inputField({ name, type, required, description, preset, choices, pattern }: DeclaredInput, given: string | undefined): Field {
  const value = given ?? preset;
  const help = [description, pattern === undefined ? undefined : `Must match ${pattern}`].filter((each) => each !== undefined).join(' · ');
  const base = {
    name: INPUT + name,
    label: name,
    ...(help !== '' && { help }),
    ...(!required && { optional: true }),
  };
  if (choices.length > 0) return { ...base, kind: 'choice', choices: choices.map(choiceOf), ...(value !== undefined && { value }) };
  if (type === 'boolean') return { ...base, kind: 'yes-no', optional: true, value: /^(?:true|yes|on)$/i.test(value ?? '') };
  const placeholder = type === 'array' ? 'one, two' : undefined;
  return {
    ...base,
    kind: type === 'number' ? 'number' : 'text',
    ...(value !== undefined && { value }),
    ...(placeholder !== undefined && { placeholder }),
  };
}

function variableField({ name, description, preset, choices }: DeclaredVariable, given: string | undefined): Field {
  const base = { name: VARIABLE + name, label: name, help: description, optional: true };
  const value = given ?? preset;
  if (choices.length > 0) return { ...base, kind: 'choice', choices: choices.map(choiceOf), value };
  return { ...base, kind: 'text', value };
}

function choiceOf(choice: string): Choice {
  return { label: choice, value: choice };
}

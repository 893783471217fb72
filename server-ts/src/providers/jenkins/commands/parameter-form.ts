// What a job or an input step asks for → fields of a form, with what is known already. Pure.

import type { Call, Choice, Field, Form } from '../../../ci/command.ts';
import { say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import type { Asks } from '../api/parameters.ts';
import type { Values } from './parameter-values.ts';

/** More than that is no form any more: the rest has its defaults. */
const MOST_FIELDS = 50;

export interface FormOf {
  readonly title: string;
  readonly submit: string;
  readonly call: Call;
  readonly parameters: readonly Asks[];
  /** What was given before: it stands in the fields instead of the defaults. */
  readonly given?: Values;
  /** Builds to choose from, by the parameter's name. */
  readonly runs?: ReadonlyMap<string, readonly Choice[]>;
  readonly introduction?: Words;
}

export function formOf({ title, submit, call, parameters, given = {}, runs = new Map(), introduction }: FormOf): Form {
  const sendable = parameters.filter(({ kind }) => kind !== 'file');
  const byNeed = [...sendable.filter(({ name }) => given[name] !== undefined), ...sendable];
  const shown = new Set([...new Set(byNeed)].slice(0, MOST_FIELDS));
  const inOrder = sendable.filter((each) => shown.has(each));
  const left = sendable.length - inOrder.length;
  const note = left === 0 ? introduction : say`${left} further parameters have their defaults. ${introduction ?? ''}`;
  return {
    title,
    submit,
    call,
    fields: inOrder.map((each) => fieldOf(each, given[each.name], runs.get(each.name))),
    ...(note !== undefined && { introduction: note }),
  };
}

function fieldOf(parameter: Asks, given: string | undefined, runs: readonly Choice[] | undefined): Field {
  const { name, kind, choices = [], type } = parameter;
  const value = given ?? parameter.value;
  const base = { name, label: name, ...helpOf(parameter) };
  const preset = value === undefined ? {} : { value };
  switch (kind) {
    case 'yes-no':
      return { ...base, kind: 'yes-no', optional: true, value: /^(true|yes|y|on|1)$/i.test(value ?? '') };
    case 'choice':
      return {
        ...base,
        kind: 'choice',
        // Something is always chosen: Jenkins begins with the first.
        ...(choices.includes('') && { optional: true }),
        choices: choices.map((choice) => ({ label: choice, value: choice })),
        value: value ?? choices[0] ?? '',
      };
    case 'run':
      if (runs !== undefined && runs.length > 0) return { ...base, kind: 'choice', choices: runs, value: value ?? runs[0]?.value ?? '' };
      return { ...base, kind: 'text', ...preset, placeholder: `${parameter.project ?? 'job'}#14` };
    case 'secret':
      // What was typed is not repeated, and must not become the default unnoticed.
      return (given ?? '') === ''
        ? { ...base, kind: 'secret', optional: true, placeholder: 'Left empty: its default' }
        : { ...base, kind: 'secret', placeholder: 'Enter it again: what you typed is not repeated here' };
    case 'credentials':
      return { ...base, kind: 'text', optional: true, ...preset, placeholder: 'ID of credentials in Jenkins' };
    case 'lines':
      return { ...base, kind: 'lines', optional: true, ...preset };
    case 'text':
      return { ...base, kind: 'text', optional: true, ...preset };
    default:
      return { ...base, kind: 'text', optional: true, ...preset, placeholder: `As text: its kind is not known here (${type})` };
  }
}

function helpOf({ description, kind, type }: Asks): { readonly help?: string } {
  const note = kind === 'other' ? `(${type}, sent as text)` : kind === 'credentials' ? '(ID of credentials in Jenkins)' : '';
  const help = [description ?? '', note].filter((each) => each !== '').join(' ');
  return help === '' ? {} : { help };
}

// KEY=value of a command, and what was filled into a form → the values of a job's parameters, or what is wrong with them. Pure.

import { CiError } from '../../../platform/errors.ts';
import { nearest } from '../../../platform/nearest.ts';
import type { Asks } from '../api/parameters.ts';

export type Values = Readonly<Record<string, string>>;

/** Words as they were typed, `REGION=eu`. Throws CI_JENKINS_NOT_A_VALUE. */
export function readPairs(words: readonly string[]): Values {
  const pairs = words.map((word): readonly [string, string] => {
    const at = word.indexOf('=');
    if (at <= 0)
      throw new CiError(
        'CI_JENKINS_NOT_A_VALUE',
        at < 0 ? `${word.slice(0, 60)} is no KEY=value.` : 'A name is missing before =.',
        'Parameters are written as `KEY=value`, with quotes where there are spaces: `KEY="two words"`. So is the name of a job with spaces.',
      );
    return [word.slice(0, at), word.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

/** With the names as Jenkins has them. Throws CI_JENKINS_NO_PARAMETER for one that the job does not have. */
export function namedValues(given: Values, parameters: readonly Asks[], job: string): Values {
  const named = Object.entries(given).map(([typed, value]): readonly [string, string] => {
    const exact =
      parameters.find(({ name }) => name === typed) ?? parameters.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
    if (exact === undefined) throw noParameter(typed, parameters, job);
    return [exact.name, value];
  });
  return Object.fromEntries(named);
}

function noParameter(typed: string, parameters: readonly Asks[], job: string): CiError {
  const names = parameters.map(({ name }) => name);
  if (names.length === 0)
    return new CiError('CI_JENKINS_NO_PARAMETER', `${job} has no parameters.`, 'Type the command without `KEY=value`.');
  const upper = new Map(names.map((name) => [name.toUpperCase(), name]));
  const meant = upper.get(nearest(typed.toUpperCase(), [...upper.keys()]) ?? '');
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new CiError(
    'CI_JENKINS_NO_PARAMETER',
    `${job} has no parameter ${typed.slice(0, 60)}.${question} It has: ${names.slice(0, 30).join(', ')}.`,
    'Correct its name.',
  );
}

export interface Checked {
  /** To send: what is left to Jenkins' default is not among them. */
  readonly values: Values;
  /** What is wrong, by parameter. No value of a secret is in it. */
  readonly faults: Values;
}

/** Of each value whether Jenkins can take it; yes and no in any words. */
export function checkValues(given: Values, parameters: readonly Asks[]): Checked {
  const values: Record<string, string> = {};
  const faults: Record<string, string> = {};
  for (const parameter of parameters) {
    const value = given[parameter.name];
    if (value === undefined) continue;
    const read = readValue(parameter, value);
    if (read.ok) Object.assign(values, read.value === undefined ? {} : { [parameter.name]: read.value });
    else faults[parameter.name] = read.fault;
  }
  return { values, faults };
}

type ReadValue = { readonly ok: true; readonly value: string | undefined } | { readonly ok: false; readonly fault: string };

function readValue({ kind, choices = [], name }: Asks, value: string): ReadValue {
  switch (kind) {
    case 'yes-no':
      if (/^(true|yes|y|on|1)$/i.test(value)) return { ok: true, value: 'true' };
      if (/^(false|no|n|off|0|)$/i.test(value)) return { ok: true, value: 'false' };
      return { ok: false, fault: `${value} is neither true nor false.` };
    case 'choice':
      return readChoice(choices, value);
    case 'run':
      if (value === '') return { ok: true, value: undefined };
      return /^.+#\d+$/.test(value) ? { ok: true, value } : { ok: false, fault: 'Write it as job#number.' };
    case 'file':
      return { ok: false, fault: `${name} is a file: it cannot be sent from here.` };
    // What is left empty is Jenkins' default, which nobody is shown.
    case 'secret':
    case 'credentials':
      return { ok: true, value: value === '' ? undefined : value };
    default:
      return { ok: true, value };
  }
}

function readChoice(choices: readonly string[], value: string): ReadValue {
  const exact = choices.find((choice) => choice === value) ?? choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (exact !== undefined) return { ok: true, value: exact };
  if (value === '') return { ok: true, value: undefined };
  const meant = nearest(value, choices);
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return {
    ok: false,
    fault: `${value.slice(0, 60)} is none of its choices: ${choices.slice(0, 20).join(', ')}${choices.length > 20 ? ' …' : ''}.${question}`,
  };
}

/**
 * Those that a person must be asked for: without a default, and not given. Jenkins itself starts with empty ones, so they may be left
 * empty in the form. A build of another job has no empty value.
 */
export function unanswered(given: Values, parameters: readonly Asks[]): readonly Asks[] {
  return parameters.filter(({ name, kind, value = '' }) => {
    if (given[name] !== undefined || kind === 'yes-no' || kind === 'choice') return false;
    // Whether a secret has a default is not told.
    return value === '' || kind === 'secret';
  });
}

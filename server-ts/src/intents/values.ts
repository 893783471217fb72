// The values of a run: what was given, checked by what the intent says of each parameter.

import { nearest } from '../platform/nearest.ts';
import type { Intent, IntentParameter } from './intent.ts';
import { LONGEST_MATCHED, readPattern } from './pattern.ts';

export type Values = Readonly<Record<string, string>>;

/** `fields`: a sentence for each parameter that is wrong, and for each name that is none; it never repeats a secret value. */
export type CheckedValues = { readonly kind: 'good'; readonly values: Values } | { readonly kind: 'wrong'; readonly fields: Values };

/** Shown where a secret value would stand. */
export const MASK = '••••••';

/** Letters. */
const LONGEST = 4_000;
const LONGEST_QUOTE = 60;

/** Every parameter has a value then: its default, or none, where nothing was given. */
export function checkValues({ parameters }: Pick<Intent, 'parameters'>, given: Values): CheckedValues {
  const checked = parameters.map((parameter) => [parameter.name, readValue(parameter, given)] as const);
  const names = parameters.map(({ name }) => name);
  const fields = [
    ...checked.flatMap(([name, { fault }]) => (fault === undefined ? [] : [[name, fault] as const])),
    ...Object.keys(given).flatMap((name) => (names.includes(name) ? [] : [[name, unknown(name, names)] as const])),
  ];
  if (fields.length > 0) return { kind: 'wrong', fields: Object.fromEntries(fields) };
  return { kind: 'good', values: Object.fromEntries(checked.map(([name, { value = '' }]) => [name, value])) };
}

/** For posts, the audit and dry runs. */
export function masked({ parameters }: Pick<Intent, 'parameters'>, values: Values): Values {
  const secret = new Set(parameters.flatMap(({ name, type }) => (type === 'secret' ? [name] : [])));
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, secret.has(name) && value !== '' ? MASK : value]));
}

/** What must not be shown wherever it stands. */
export function secretsAmong({ parameters }: Pick<Intent, 'parameters'>, values: Values): readonly string[] {
  return parameters.flatMap(({ name, type }) => {
    const value = values[name] ?? '';
    return type === 'secret' && value !== '' ? [value] : [];
  });
}

interface Read {
  readonly value?: string;
  readonly fault?: string;
}

function readValue(parameter: IntentParameter, given: Values): Read {
  const { name, required } = parameter;
  const text = Object.hasOwn(given, name) ? (given[name] ?? '') : '';
  if (text !== '') return checkValue(parameter, text);
  if (parameter.type !== 'secret' && parameter.default !== undefined) return { value: parameter.default };
  if (required) return { fault: 'It is missing.' };
  return { value: parameter.type === 'boolean' ? 'false' : '' };
}

/** One that is not empty. */
export function checkValue(parameter: IntentParameter, text: string): Read {
  if (text.length > LONGEST) return { fault: `It is longer than ${LONGEST} characters.` };
  if (hasControls(text)) return { fault: 'It holds characters that cannot be seen.' };
  switch (parameter.type) {
    case 'string':
      return matching(parameter.pattern, text, `${quote(text)} does not match`);
    case 'secret':
      return matching(parameter.pattern, text, 'It does not match');
    case 'number':
      return numeric(parameter, text.trim());
    case 'boolean':
      return logical(text.trim());
    case 'choice':
      return chosen(parameter.choices, text);
  }
}

function matching(pattern: string | undefined, text: string, sentence: string): Read {
  if (pattern === undefined) return { value: text };
  if (text.length > LONGEST_MATCHED) return { fault: `It is longer than ${LONGEST_MATCHED} characters.` };
  const read = readPattern(pattern);
  return 'matches' in read && read.matches(text) ? { value: text } : { fault: `${sentence} ${pattern}.` };
}

function numeric({ min, max }: { readonly min?: number; readonly max?: number }, text: string): Read {
  if (!/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)) return { fault: `${quote(text)} is no number.` };
  const value = Number(text);
  if (min !== undefined && value < min) return { fault: `${text} is less than ${min}.` };
  return max !== undefined && value > max ? { fault: `${text} is more than ${max}.` } : { value: text };
}

function logical(text: string): Read {
  if (/^(?:true|yes|on)$/i.test(text)) return { value: 'true' };
  return /^(?:false|no|off)$/i.test(text) ? { value: 'false' } : { fault: `${quote(text)} is neither true nor false.` };
}

function chosen(choices: readonly string[], text: string): Read {
  if (choices.includes(text)) return { value: text };
  const meant = nearest(text, choices);
  const guess = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return { fault: `${quote(text)} is not one of ${choices.join(', ').slice(0, 300)}.${guess}` };
}

function unknown(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  if (meant !== undefined) return `It is not known here. Did you mean ${meant}?`;
  return names.length === 0
    ? 'It is not known here: this intent takes no values.'
    : `It is not known here. There are: ${names.join(', ')}.`;
}

function quote(text: string): string {
  return `“${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}”`;
}

/** All but line breaks and tabs. */
function hasControls(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- Just these are looked for.
  return /[\u0000-\u0008\u000B-\u001F\u007F\u2028\u2029]/.test(text);
}

// `name=value …` as it was typed → the values of a run, or why not.

import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import type { Intent } from './intent.ts';
import { checkValue, type Values } from './values.ts';

/** Throws CiError `CI_RUN_VALUES` that names what is wrong; no value that may be secret is repeated. */
export function readTyped(intent: Intent, words: readonly string[]): Values {
  const values = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1) throw wrong(intent, 'A value stands without its name.', 'Type `name=value`, with quotes around a value that has spaces.');
    const [name, value] = [nameOf(intent, word.slice(0, at)), word.slice(at + 1)];
    if (values.has(name)) throw wrong(intent, `${name} stands there twice.`, 'Leave one of them out.');
    values.set(name, value);
  }
  for (const parameter of intent.parameters) {
    const value = values.get(parameter.name) ?? '';
    if (value !== '' && parameter.type === 'secret')
      throw wrong(
        intent,
        `${parameter.name} is secret, and was not used.`,
        'Leave it out: a dialog asks for it. Change it where it is used, as others may have seen it.',
      );
    const { fault } = value === '' ? {} : checkValue(parameter, value);
    if (fault !== undefined) throw wrong(intent, `${parameter.name}: ${fault}`, 'Correct it.');
  }
  return Object.fromEntries(values);
}

/** As the intent writes it, however it was typed. */
function nameOf(intent: Intent, typed: string): string {
  const names = intent.parameters.map(({ name }) => name);
  const found = names.find((name) => name === typed) ?? names.find((name) => name.toLowerCase() === typed.toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(typed, names);
  const all = names.length === 0 ? 'It takes no values.' : `It takes ${names.join(', ')}.`;
  throw wrong(intent, `It takes no ${typed.slice(0, 60)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`, all);
}

function wrong({ name }: Intent, message: string, remedy: string): CiError {
  return new CiError('CI_RUN_VALUES', `${name} was not run. ${message}`, remedy);
}

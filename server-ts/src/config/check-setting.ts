// What is wrong with one setting, before it is saved: found by reading it just as it will be read then.
import type { CiError } from '../platform/errors.ts';
import { readConfig } from './config.ts';
import type { Known } from './schema/configuration.ts';

/** The first thing that is wrong with it and would not be without it; undefined when nothing is. `key` in any case. */
export function checkSetting(key: string, text: string, known: Known): CiError | undefined {
  const without = new Set(readConfig({}, known).problems.map(({ message }) => message));
  return readConfig({ [key.toLowerCase()]: text }, known).problems.find(({ message }) => !without.has(message));
}

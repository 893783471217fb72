// The options of `/gitlab webhook add`, as the earlier plugin had them.

import { TRIGGERS, type HookWish } from '../api/hooks.ts';
import { CiError } from '../../../platform/errors.ts';
import { nearest } from '../../../platform/nearest.ts';

const SSL = 'SSLverification';
const fields: ReadonlyMap<string, string> = new Map(Object.entries(TRIGGERS).map(([field, word]) => [word.toLowerCase(), field]));

/** All that can be typed, for help and suggestions. */
export const optionWords: readonly string[] = ['*', '*noSSL', ...Object.values(TRIGGERS), SSL];

/** `*`: all, certificates verified; `*noSSL`: all, not verified; or words with commas between. Throws CI_GITLAB_HOOK_OPTION. */
export function readOptions(typed: string): Required<Pick<HookWish, 'triggers' | 'ssl'>> {
  const words = typed
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
  if (words.length === 1 && (words[0] === '*' || words[0] === '*nossl'))
    return { triggers: new Set(fields.values()), ssl: words[0] === '*' };
  const unknown = words.find((word) => word !== SSL.toLowerCase() && !fields.has(word));
  if (unknown !== undefined || words.length === 0) throw unclear(unknown ?? '');
  return { triggers: new Set(words.flatMap((word) => fields.get(word) ?? [])), ssl: words.includes(SSL.toLowerCase()) };
}

function unclear(word: string): CiError {
  const meant = nearest(
    word,
    optionWords.map((each) => each.toLowerCase()),
  );
  const known = optionWords.find((each) => each.toLowerCase() === meant);
  return new CiError(
    'CI_GITLAB_HOOK_OPTION',
    `A webhook has no option ${word.slice(0, 60)}.${known === undefined ? '' : ` Did you mean ${known}?`}`,
    `There are \`*\` (all), \`*noSSL\`, or any of these with commas between: ${optionWords.slice(2).join(', ')}.`,
  );
}

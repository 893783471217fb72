// KEY=value as people type it. Pure.

import { CiError } from '../../../platform/errors.ts';

export type Pairs = Readonly<Record<string, string>>;

/** Words before the first KEY=value, and the pairs. Throws CI_GITLAB_NOT_A_VALUE. */
export function splitWords(words: readonly string[]): { readonly names: readonly string[]; readonly pairs: Pairs } {
  const at = words.findIndex((word) => /^[^\s/=:?]+=/.test(word));
  return at < 0 ? { names: words, pairs: {} } : { names: words.slice(0, at), pairs: readPairs(words.slice(at)) };
}

/** Throws CI_GITLAB_NOT_A_VALUE. */
export function readPairs(words: readonly string[]): Pairs {
  return Object.fromEntries(
    words.map((word): readonly [string, string] => {
      const at = word.indexOf('=');
      if (at > 0) return [word.slice(0, at), word.slice(at + 1)];
      throw new CiError(
        'CI_GITLAB_NOT_A_VALUE',
        at < 0 ? `${word.slice(0, 60)} is no KEY=value.` : 'A name is missing before =.',
        'Write `KEY=value`, with quotes where there are spaces: `KEY="two words"`.',
      );
    }),
  );
}

/** https://docs.gitlab.com/ci/variables/: letters, digits and underscores. Throws CI_GITLAB_VARIABLE. */
export function checkVariables(pairs: Pairs): void {
  const wrong = Object.keys(pairs).find((key) => !/^\w{1,255}$/.test(key));
  if (wrong !== undefined)
    throw new CiError(
      'CI_GITLAB_VARIABLE',
      `${wrong.slice(0, 60)} cannot be the name of a variable.`,
      'Names have letters, digits and underscores.',
    );
}

// The numbers by which people name what a list showed them.

import { CiError } from '../platform/errors.ts';

/** `2` or `#2`. `list`: the command that shows the numbers. Throws CiError `CI_COMMAND_NUMBER`. */
export function readNumber(text: string | undefined, what: string, list: string): number {
  const digits = /^#?(\d{1,9})$/.exec(text ?? '')?.[1];
  if (digits !== undefined) return Number(digits);
  const message = text === undefined ? `The ${what}’s number is missing.` : `${text.slice(0, 60)} is no number of a ${what}.`;
  throw new CiError('CI_COMMAND_NUMBER', message, `\`${list}\` shows the numbers.`);
}

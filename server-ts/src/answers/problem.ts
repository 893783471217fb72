// What went wrong, as an answer: with the way out, where a button is one.

import type { Button } from '../ci/command.ts';
import { say, type Words } from '../ci/words.ts';
import { asProblem, type CiError } from '../platform/errors.ts';
import { plain } from '../rendering/escape.ts';

/** Mended by connecting. */
const CONNECTABLE = new Set(['CI_ACCOUNT_MISSING', 'CI_ACCOUNT_MOVED', 'CI_ACCOUNT_UNREADABLE', 'CI_ACCOUNT_ENDED']);
/** As `identity/` names its call. */
const CONNECT_CALL = 'connect';

export interface Problem {
  readonly code: string;
  readonly text: Words;
  readonly buttons?: readonly Button[];
}

/** Of a surprise no details are told: they are in the log. `title`: of the CI system; undefined where nobody can connect to it. */
export function problemOf(error: unknown, title: string | undefined): Problem {
  const problem = asProblem(error);
  const { code } = problem;
  if (code === 'CI_UNEXPECTED') return { code, text: say`Something went wrong here; the server’s log has the details. \`CI_UNEXPECTED\`` };
  const text = wordsOf(problem);
  if (title === undefined || !CONNECTABLE.has(code)) return { code, text };
  return { code, text, buttons: [{ label: `Connect to ${title}`, style: 'primary', call: { name: CONNECT_CALL, args: {} } }] };
}

/** The message may hold words of a CI system; the remedy is ours. */
export function wordsOf({ code, message, remedy }: CiError): Words {
  return {
    pieces: [
      { kind: 'foreign', text: message },
      { kind: 'own', text: ` ${remedy} \`${code}\`` },
    ],
  };
}

/** One line for dialogs, which show text as it is. */
export function lineOf(error: unknown): string {
  const { code, message, remedy } = asProblem(error);
  if (code === 'CI_UNEXPECTED') return 'Something went wrong here; the server’s log has the details.';
  return plain(`${message} ${remedy.replaceAll(/[`*]/g, '')}`);
}

// Lets only system administrators ask.

import type { Context } from 'hono';
import { refuse, signedIn } from '../sidebar/session.ts';

/** Rejects when the server cannot be asked. */
export type IsAdministrator = (userId: string) => Promise<boolean>;

export function asAdministrator(
  isAdministrator: IsAdministrator,
  answer: (context: Context) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return signedIn(async ({ userId }, context) => {
    if (await isAdministrator(userId)) return answer(context);
    return context.json(refuse('CI_API_ADMINISTRATOR', 'Only system administrators may; ask one of them.'), 403);
  });
}

// Accounts that say when they changed, for who has them on screen.

import type { Accounts } from './accounts.ts';

/** `changed` must not throw. */
export function watched(accounts: Accounts, changed: (userId: string) => void): Accounts {
  const telling = async <Result>(userId: string, work: Promise<Result>): Promise<Result> => {
    const result = await work;
    changed(userId);
    return result;
  };
  return {
    ...accounts,
    link: (userId, ...rest) => telling(userId, accounts.link(userId, ...rest)),
    unlink: (userId, server) => telling(userId, accounts.unlink(userId, server)),
    forgetPerson: (userId) => telling(userId, accounts.forgetPerson(userId)),
  };
}

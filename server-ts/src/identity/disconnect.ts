// Unlinking an account: asks nothing, removes what proved it, ends it in the CI system where that was granted to us, and says what stays.

import type { Answer, Asked } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import { join, link, say, type Words } from '../ci/words.ts';
import type { AccountCommandPorts, AccountProvider } from './ports.ts';
import { placeWords, whoWords } from './told.ts';

export function createDisconnect(provider: AccountProvider, { accounts, log }: AccountCommandPorts): (asked: Asked) => Promise<Answer> {
  return async ({ person: { userId }, connection, connections }) => {
    const where = placeWords(provider, connection, connections);
    const unlinked = await accounts.unlink(userId, connection);
    if (unlinked.kind === 'none') return { text: say`You are not connected to ${where}.` };
    const { account, ended } = unlinked;
    log.info('An account was unlinked', { userId, provider: provider.name, connection: connection.name });
    const lines = [
      say`You are disconnected from ${where}, where you were ${whoWords(account)}. ${remainder(provider, connection, ended)}`,
      say`What this channel is told stays as it is, and so do posts about what you started.`,
    ];
    return { text: join(lines) };
  };
}

/** `ended`: as `accounts.unlink` tells. */
function remainder({ title, accounts: way }: AccountProvider, connection: Connection, ended: boolean | undefined): Words {
  if (ended === true) return say`What ${title} granted for you was revoked there, and removed here.`;
  const page = way.kind === 'oauth' ? way.grantsPage(connection) : way.tokenPage(connection);
  const there = page === undefined ? say`revoke it there` : link('revoke it there', page);
  if (ended === false) return say`What ${title} granted for you was removed here, but ${title} could not be told: ${there}.`;
  return say`Your token was removed here.\nIt still works in ${title} until you ${there}.`;
}

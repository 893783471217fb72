// Unlinking an account: asks nothing, removes the token, and says what stays.

import type { Answer, Asked } from '../ci/command.ts';
import { join, link, say } from '../ci/words.ts';
import type { AccountCommandPorts, AccountProvider } from './ports.ts';
import { placeWords, whoWords } from './told.ts';

export function createDisconnect(provider: AccountProvider, { accounts, log }: AccountCommandPorts): (asked: Asked) => Promise<Answer> {
  return async ({ person: { userId }, connection, connections }) => {
    const where = placeWords(provider, connection, connections);
    const known = await accounts.find(userId, connection);
    if (known === undefined || !(await accounts.unlink(userId, connection))) return { text: say`You are not connected to ${where}.` };
    log.info('An account was unlinked', { userId, provider: provider.name, connection: connection.name });
    const page = provider.accounts.tokenPage(connection);
    const lines = [
      say`You are disconnected from ${where}, where you were ${whoWords(known.account)}. Your token was removed here.`,
      say`It still works in ${provider.title} until you ${page === undefined ? 'revoke it there' : link('revoke it there', page)}.`,
      say`What this channel is told stays as it is, and so do posts about what you started.`,
    ];
    return { text: join(lines) };
  };
}

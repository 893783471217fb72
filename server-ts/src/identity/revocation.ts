// Ends at the CI system what it granted.

import type { Log } from '../platform/log.ts';
import type { SealedAccount } from './linked.ts';
import type { RenewalPorts } from './renewal.ts';

/** Answers whether both tokens are ended there. Never rejects. */
export function createRevocation({
  vault,
  client,
  lend,
  log,
}: Pick<RenewalPorts, 'vault' | 'client' | 'lend'> & { readonly log: Log }): (account: SealedAccount) => Promise<boolean> {
  return async (account) => {
    const { userId, provider, connection } = account;
    const [proof, way] = [vault.open(account), client(account)];
    if (proof?.kind !== 'oauth' || way === undefined) return false;
    lend(proof);
    try {
      // First what could be renewed.
      for (const token of [proof.refreshToken, proof.accessToken]) if (token !== undefined) await way.revoke(token);
      return true;
    } catch (error) {
      log.warn('An account could not be revoked', { userId, provider, connection, reason: String(error) });
      return false;
    }
  };
}

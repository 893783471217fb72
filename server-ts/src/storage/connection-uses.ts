// What hangs on a connection, for whoever is about to take it away.

import type { Pool } from 'pg';

export interface ConnectionUses {
  /** Linked accounts, and subscriptions that name this connection. */
  of(provider: string, connection: string): Promise<{ readonly accounts: number; readonly subscriptions: number }>;
  /** Whether anybody linked an account there. */
  hasAccounts(provider: string, connection: string): Promise<boolean>;
}

/** `pool` throws a CiError while the database is away. */
export function createConnectionUses(pool: () => Pool): ConnectionUses {
  const text = `
select (select count(*)::integer from ci_command_center.accounts where provider = $1 and connection = $2) as accounts,
  (select count(*)::integer from ci_command_center.subscriptions where provider = $1 and connection = $2) as subscriptions`;
  const anybody = 'select exists (select from ci_command_center.accounts where provider = $1 and connection = $2) as found';
  return {
    async hasAccounts(provider, connection) {
      return (await pool().query<{ found: boolean }>(anybody, [provider, connection])).rows[0]?.found === true;
    },
    async of(provider, connection) {
      const { rows } = await pool().query<{ accounts: number; subscriptions: number }>(text, [provider, connection]);
      return rows[0] ?? { accounts: 0, subscriptions: 0 };
    },
  };
}

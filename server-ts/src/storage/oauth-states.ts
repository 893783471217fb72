// What is under way while somebody links an account: any node that the person comes back to goes on with it.

import type { Pool } from 'pg';
import type { OAuthState, OAuthStateTable } from '../identity/oauth-state.ts';

interface Row {
  readonly user_id: string;
  readonly provider: string;
  readonly connection: string;
  readonly address: string;
  readonly key_id: string;
  readonly sealed: Buffer;
  readonly expires_at: Date;
}

const TABLE = 'ci_command_center.oauth_states';
const COLUMNS = 'user_id, provider, connection, address, key_id, sealed, expires_at';

/** `pool` throws a CiError while the database is away. */
export function createOAuthStates(pool: () => Pool): OAuthStateTable {
  return {
    async put(digest, { userId, provider, connection, address, keyId, sealed, expiresAt }) {
      const text = `insert into ${TABLE} (digest, ${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8)`;
      const values = [userId, provider, connection, address, keyId, Buffer.from(sealed), new Date(expiresAt)];
      await pool().query(text, [Buffer.from(digest), ...values]);
    },
    async take(digest) {
      const text = `delete from ${TABLE} where digest = $1 returning ${COLUMNS}`;
      const [row] = (await pool().query<Row>(text, [Buffer.from(digest)])).rows;
      return row && stateOf(row);
    },
    async forgetExpired(now) {
      await pool().query(`delete from ${TABLE} where expires_at < $1`, [new Date(now)]);
    },
  };
}

function stateOf(row: Row): OAuthState {
  return {
    userId: row.user_id,
    provider: row.provider,
    connection: row.connection,
    address: row.address,
    keyId: row.key_id,
    sealed: row.sealed,
    expiresAt: row.expires_at.getTime(),
  };
}

// Who signs in to Mattermost with an account of another system: in Mattermost's own table, which is only read.

import type { Pool } from 'pg';

export interface SignIns {
  /** Id of the active person with this `AuthService` and `AuthData` (`model.User`); undefined when there is none. */
  person(service: string, id: string): Promise<string | undefined>;
}

/** `pool` throws a CiError while the database is away. */
export function createSignIns(pool: () => Pool): SignIns {
  const text = 'select id from users where authservice = $1 and authdata = $2 and deleteat = 0 limit 1';
  return {
    async person(service, id) {
      const { rows } = await pool().query<{ id: string }>(text, [service, id]);
      return rows[0]?.id;
    },
  };
}

// When each connection was last heard: noted in memory with every delivery, written down now and then.

import type { Pool } from 'pg';

export interface Senders {
  heard(provider: string, connection: string, at: number): void;
  /** Milliseconds since 1970; undefined when it never delivered. Other nodes' news may be some seconds old. */
  lastOf(provider: string, connection: string): Promise<number | undefined>;
  /** Writes down what is new. */
  flush(): Promise<void>;
}

const FLUSH = `
insert into ci_command_center.senders as s (provider, connection, last_at)
select provider, connection, to_timestamp(at / 1000.0) from unnest($1::text[], $2::text[], $3::float8[]) as heard (provider, connection, at)
order by provider, connection
on conflict (provider, connection) do update set last_at = greatest(s.last_at, excluded.last_at)`;
const LAST = 'select last_at from ci_command_center.senders where provider = $1 and connection = $2';

interface Heard {
  readonly provider: string;
  readonly connection: string;
  readonly at: number;
}

const keyOf = (provider: string, connection: string): string => JSON.stringify([provider, connection]);

/** `pool` throws a CiError while the database is away. */
export function createSenders(pool: () => Pool): Senders {
  const heard = new Map<string, Heard>();
  return {
    heard: (provider, connection, at) => void heard.set(keyOf(provider, connection), { provider, connection, at }),
    async lastOf(provider, connection) {
      const { rows } = await pool().query<{ last_at: Date }>(LAST, [provider, connection]);
      const last = Math.max(rows[0]?.last_at.getTime() ?? 0, heard.get(keyOf(provider, connection))?.at ?? 0);
      return last === 0 ? undefined : last;
    },
    async flush() {
      const news = [...heard];
      if (news.length === 0) return;
      const all = news.map(([, each]) => each);
      await pool().query(FLUSH, [all.map(({ provider }) => provider), all.map(({ connection }) => connection), all.map(({ at }) => at)]);
      for (const [key, each] of news) if (heard.get(key) === each) heard.delete(key);
    },
  };
}

// What another plugin kept in Mattermost's own table: read only, to take it over.

import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

export interface PluginValues {
  /** As text, by key; what was not kept, or has run out, is not in it. `pluginId`: whose. */
  read(pluginId: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

// Of a database without Mattermost's tables, as tests have, nothing is asked.
const THERE = `select to_regclass('pluginkeyvaluestore') is not null as there`;
const VALUES = `
select pkey, pvalue from pluginkeyvaluestore
where pluginid = $1 and pkey = any($2) and (expireat is null or expireat = 0 or expireat > $3)`;

/** `pool` throws a CiError while the database is away. */
export function createPluginValues(pool: () => Pool, now: () => number): PluginValues {
  return {
    async read(pluginId, keys) {
      const { rows: tables } = await pool().query<{ there: boolean }>(THERE);
      if (tables[0]?.there !== true || keys.length === 0) return new Map();
      const names = new Map(keys.flatMap((key) => [[hashOf(key), key] as const, [key, key] as const]));
      const { rows } = await pool().query<{ pkey: string; pvalue: Uint8Array | null }>(VALUES, [pluginId, [...names.keys()], now()]);
      // What was written by its own name is the newer one.
      const sorted = rows.toSorted((left, right) => Number(keys.includes(left.pkey)) - Number(keys.includes(right.pkey)));
      return new Map(sorted.map(({ pkey, pvalue }) => [names.get(pkey) ?? pkey, new TextDecoder().decode(pvalue ?? undefined)]));
    },
  };
}

/** As servers before 5.6 named keys, which newer ones read, too: `getKeyHash` in `channels/app/plugin_key_value_store.go`. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}

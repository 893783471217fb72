// What another plugin keeps in Mattermost's database.
import type { TestServer } from './index.ts';
import { query } from './leaks.ts';

/** A row as the server writes it for a plugin that calls `KV.Set`. */
export async function keepFor(server: TestServer, plugin: string, key: string, value: object): Promise<void> {
  await query(server, 'insert into pluginkeyvaluestore (pluginid, pkey, pvalue, expireat) values ($1, $2, $3, 0)', [
    plugin,
    key,
    Buffer.from(JSON.stringify(value)),
  ]);
}

// Which connections keep hooks on all that their token maintains: remembered where every node reads it.
import type { Connection } from '../ci/connection.ts';
import type { Api } from '../mattermost/index.ts';

type Named = Pick<Connection, 'provider' | 'name'>;

export interface KeptHooks {
  keep(connection: Named, keep: boolean): Promise<void>;
  isKept(connection: Named): Promise<boolean>;
}

export function createKeptHooks(api: Pick<Api, 'kvGet' | 'kvSet' | 'kvDelete'>): KeptHooks {
  return {
    keep: (connection, keep) => (keep ? api.kvSet(keyOf(connection), new TextEncoder().encode('kept')) : api.kvDelete(keyOf(connection))),
    async isKept(connection) {
      const found: Uint8Array | undefined = await api.kvGet(keyOf(connection));
      return found !== undefined && found.length > 0;
    },
  };
}

function keyOf({ provider, name }: Named): string {
  return `hooks ${provider}/${name}`;
}

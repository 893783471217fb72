// The HTTP clients of one configuration: each connection has its own sockets, so that one that is slow holds up no other on the same machine.

import type { SecureContext } from 'node:tls';
import type { Connection } from '../ci/connection.ts';
import type { Http } from '../ci/http.ts';
import { createHttp } from './http.ts';
import type { ClosableHttp, HttpOptions } from './http.ts';
import { trustRoots } from './tls-roots.ts';

/** Whose requests they are; `ca` is the PEM of its own authorities. */
export type Asking = Pick<Connection, 'provider' | 'name' | 'ca'>;

export interface HttpPool {
  of(connection: Asking): Http;
  /** Lets requests under way come to their end. */
  close(): Promise<void>;
}

/** The client of the configuration as it is at each request: who asks several times goes on when it changes in between. */
export function currentHttp(pool: () => HttpPool, connection: Asking): Http {
  return (address, request) => pool().of(connection)(address, request);
}

/** `options.ca` is trusted for every connection. Make a new one when the configuration changes, then close the old one. */
export function createHttpPool(options: HttpOptions = {}): HttpPool {
  const clients = new Map<string, ClosableHttp>();
  const roots = keptRoots();
  return {
    of({ provider, name, ca = '' }) {
      const key = `${provider}/${name}\n${ca}`;
      const known = clients.get(key);
      if (known !== undefined) return known;
      const client = createHttp({ ...options, roots, ca: [options.ca ?? '', ca].join('\n') });
      clients.set(key, client);
      return client;
    },
    async close() {
      await Promise.all(Array.from(clients.values(), (client) => client.close()));
    },
  };
}

/** Connections that trust the same authorities share them: they are some megabytes. */
function keptRoots(): typeof trustRoots {
  const kept = new Map<string, SecureContext>();
  return (extra) => {
    const roots = kept.get(extra.trim()) ?? trustRoots(extra);
    kept.set(extra.trim(), roots);
    return roots;
  };
}

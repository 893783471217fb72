// The HTTP clients of one configuration: connections that trust the same authorities share sockets and roots.

import type { Http } from '../ci/http.ts';
import { createHttp } from './http.ts';
import type { ClosableHttp, HttpOptions } from './http.ts';

export interface HttpPool {
  /** For a connection with this PEM of its own authorities, undefined when it has none. */
  of(ca: string | undefined): Http;
  /** Lets requests under way come to their end. */
  close(): Promise<void>;
}

/** The client of the configuration as it is at each request: who asks several times goes on when it changes in between. */
export function currentHttp(pool: () => HttpPool, ca: string | undefined): Http {
  return (address, request) => pool().of(ca)(address, request);
}

/** `options.ca` is trusted for every connection. Make a new one when the configuration changes, then close the old one. */
export function createHttpPool(options: HttpOptions = {}): HttpPool {
  const clients = new Map<string, ClosableHttp>();
  return {
    of(ca = '') {
      const known = clients.get(ca);
      if (known !== undefined) return known;
      const client = createHttp({ ...options, ca: [options.ca ?? '', ca].join('\n') });
      clients.set(ca, client);
      return client;
    },
    async close() {
      await Promise.all(Array.from(clients.values(), (client) => client.close()));
    },
  };
}

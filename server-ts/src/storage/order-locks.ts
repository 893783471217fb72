// One worker at a time for one order key, on all nodes.

import type { ClientBase } from 'pg';
import { createBatch } from './batch.ts';

export interface OrderLocks {
  /** False when another node works on the key. Asked by one worker of a node at a time. */
  take(key: string): Promise<boolean>;
  release(key: string): Promise<void>;
}

/** Class of the advisory locks; the second number is a hash of the key, and two keys that share one only wait for each other. */
const ORDER_LOCK = 1_667_851_365;
/** Milliseconds for which locks that are let go wait for each other. */
const LINGER = 10;
const CHANGE = `
select case when taking then pg_try_advisory_lock(${ORDER_LOCK}, hashtext(key)) else pg_advisory_unlock(${ORDER_LOCK}, hashtext(key)) end as done
from unnest($1::text[], $2::boolean[]) as change (key, taking)`;

/** The locks live on one connection: a node that dies lets go of all of them. Those asked for at the same time are taken together. */
export function createOrderLocks(client: ClientBase): OrderLocks {
  const changeAll = async (changes: readonly { readonly key: string; readonly taking: boolean }[]): Promise<readonly boolean[]> => {
    const values = [changes.map(({ key }) => key), changes.map(({ taking }) => taking)];
    const { rows } = await client.query<{ done: boolean }>({ name: 'ci_order_locks', text: CHANGE, values });
    return rows.map(({ done }) => done);
  };
  const options = { max: 200, inFlight: 1, mayBlameOne: () => false };
  const take = createBatch(changeAll, options);
  const release = createBatch(changeAll, { ...options, linger: LINGER });
  return {
    take: (key) => take({ key, taking: true }),
    async release(key) {
      await release({ key, taking: false });
    },
  };
}

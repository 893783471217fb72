// One worker at a time for one order key, on all nodes.

import type { Pool } from 'pg';

/** Class of the advisory locks; the second number is a hash of the key, and two keys that share one only wait for each other. */
const ORDER_LOCK = 1_667_851_365;

/** The lock lives on a connection of its own: whoever dies lets go of it. */
export async function withLock(pool: Pool, key: string, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query({ name: 'ci_order_lock', text: 'select pg_advisory_lock($1, hashtext($2))', values: [ORDER_LOCK, key] });
    await work();
  } finally {
    const text = 'select pg_advisory_unlock($1, hashtext($2))';
    // A connection that may still hold the lock is thrown away, and the lock with it.
    await client.query({ name: 'ci_order_unlock', text, values: [ORDER_LOCK, key] }).catch(() => (broken = true));
    client.release(broken);
  }
}

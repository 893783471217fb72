// Knows which nodes live: each holds an advisory lock that PostgreSQL lets go the moment its process dies.

import { randomInt, randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';

export interface Presence {
  /** Names the workers whose jobs are free once this process is gone. */
  register(workerIds: readonly string[]): Promise<void>;
  /** Frees the jobs of dead nodes at once; how many nodes were found dead. */
  sweep(): Promise<number>;
}

/** Class of the advisory locks; the second number is the node's own. */
const NODE_LOCK = 1_667_851_364;

/** `client` is a connection that nothing else uses: the lock lives and dies with it. */
export async function enter(client: ClientBase): Promise<Presence> {
  const id = randomUUID();
  const lockKey = randomInt(2 ** 31);
  await client.query('select pg_advisory_lock($1, $2)', [NODE_LOCK, lockKey]);
  await client.query('insert into ci_command_center.nodes (id, lock_key) values ($1, $2)', [id, lockKey]);
  return {
    async register(workerIds) {
      await client.query('update ci_command_center.nodes set worker_ids = $2 where id = $1', [id, workerIds]);
    },
    async sweep() {
      const text = 'select id, lock_key, worker_ids from ci_command_center.nodes where id <> $1';
      const { rows } = await client.query<Node>(text, [id]);
      let dead = 0;
      for (const node of rows) if (await bury(client, node)) dead += 1;
      return dead;
    },
  };
}

interface Node {
  readonly id: string;
  readonly lock_key: number;
  readonly worker_ids: readonly string[];
}

async function bury(client: ClientBase, node: Node): Promise<boolean> {
  const { rows } = await client.query<{ dead: boolean }>('select pg_try_advisory_lock($1, $2) as dead', [NODE_LOCK, node.lock_key]);
  if (rows[0]?.dead !== true) return false;
  await client.query('select ci_command_center_queue.force_unlock_workers($1)', [node.worker_ids]);
  await client.query('delete from ci_command_center.nodes where id = $1', [node.id]);
  await client.query('select pg_advisory_unlock($1, $2)', [NODE_LOCK, node.lock_key]);
  return true;
}

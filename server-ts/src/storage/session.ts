// One spell of the database being there: pool, presence and queue, begun and ended together.

import { Client, Pool } from 'pg';
import type { Log } from '../platform/log.ts';
import type { Connect } from './connection-string.ts';
import { migrate } from './migrate.ts';
import { enter } from './presence.ts';
import { migrateQueue, startQueue, type Work } from './queue.ts';

export interface Session {
  readonly pool: Pool;
  /** Resolves with the cause once the database or the queue is gone. */
  readonly lost: Promise<unknown>;
  close(): Promise<void>;
}

/** Each of the queue's four workers may hold two, one of them for its lock; the rest is for what comes in. */
const POOL_SIZE = 12;
/** Shorter than senders wait for their answer (10 s). */
const QUERY_WITHIN = 8_000;
const SWEEP_EVERY = 10_000;
/** How long work in hand may take when the plugin is stopped; Mattermost gives 10 s. */
const STOP_WITHIN = 5_000;

/** Rejects with the database's error, or CiError of the migrations; nothing is left open then. */
export async function openSession(connect: Connect, log: Log, work: Work): Promise<Session> {
  const lost = Promise.withResolvers<unknown>();
  // Its lock says that this process lives: losing this connection is losing the session.
  const witness = new Client({ ...connect, keepAlive: true, application_name: 'ci-command-center' });
  witness.on('error', lost.resolve);
  witness.on('end', () => lost.resolve(new Error('The database closed the connection')));
  const pool = openPool(connect, log);
  try {
    await witness.connect();
    await migrate(witness, () => migrateQueue(pool, log));
    return await begin(witness, pool, lost, log, work);
  } catch (error) {
    await Promise.allSettled([witness.end(), pool.end()]);
    throw error;
  }
}

async function begin(
  witness: Client,
  pool: Pool,
  lost: { promise: Promise<unknown>; resolve: (error: unknown) => void },
  log: Log,
  work: Work,
): Promise<Session> {
  const presence = await enter(witness);
  const sweep = async (): Promise<void> => {
    const dead = await presence.sweep();
    if (dead > 0) log.info('Freed the jobs of nodes that died', { nodes: dead });
  };
  await sweep();
  const runner = await startQueue(pool, log, work, presence.register);
  runner.promise.then(() => lost.resolve(new Error('The queue stopped')), lost.resolve);
  const timer = setInterval(() => void sweep().catch(lost.resolve), SWEEP_EVERY);
  const end = async (): Promise<void> => {
    clearInterval(timer);
    await within(STOP_WITHIN, runner.stop());
    // Not when the work in hand did not end: its jobs are then free for others once our lock is gone.
    await within(1_000, witness.end());
    await within(1_000, pool.end());
  };
  let ending: Promise<void> | undefined;
  return { pool, lost: lost.promise, close: () => (ending ??= end()) };
}

function openPool(connect: Connect, log: Log): Pool {
  const pool = new Pool({
    ...connect,
    max: POOL_SIZE,
    query_timeout: QUERY_WITHIN,
    keepAlive: true,
    application_name: 'ci-command-center',
  });
  // Without listeners an idle connection that breaks would end the process.
  pool.on('error', (error) => log.debug('An idle database connection broke', { reason: error.message }));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([
    work.then(
      () => undefined,
      () => undefined,
    ),
    limit,
  ]);
  clearTimeout(timer);
}

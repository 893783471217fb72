// One spell of the database being there: pool, presence and queue, begun and ended together.

import { Client, defaults, type Pool } from 'pg';
import type { Log } from '../platform/log.ts';
import type { Connect } from './connection-string.ts';
import type { ChangeWatch } from './changes.ts';
import { ForgivingPool } from './forgiving-pool.ts';
import { migrate } from './migrate.ts';
import { createOrderLocks, type OrderLocks } from './order-locks.ts';
import { enter } from './presence.ts';
import { migrateTasks, startTasks, type TaskOptions } from './tasks.ts';

export interface Session {
  readonly pool: Pool;
  readonly locks: OrderLocks;
  /** Resolves with the cause once the database or the queue is gone. */
  readonly lost: Promise<unknown>;
  close(): Promise<void>;
}

export interface SessionOptions extends Pick<TaskOptions, 'tasks' | 'schedules'> {
  readonly log: Log;
  readonly changes: ChangeWatch;
  /** Other nodes were found dead. */
  died(): void;
}

/** Statements are of many rows: few are under way at the same time. */
const POOL_SIZE = 10;
/** Shorter than senders wait for their answer (10 s). */
const QUERY_WITHIN = 8_000;
const SWEEP_EVERY = 10_000;
const STOP_WITHIN = 2_000;
/**
 * Our statements are short, each made for an index, and the same again and again: planning or compiling them anew costs more than they
 * do (measured: docs/decisions/0004), and tables that grew faster than they were analysed must not be read whole.
 */
const PLANNING = `set jit = off; set plan_cache_mode = force_generic_plan;
set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set enable_bitmapscan = off`;

// Times go as UTC: for the local one Node would keep 2 MB of time zones for good.
defaults.parseInputDatesAsUTC = true;

/** Rejects with the database's error, or CiError of the migrations; nothing is left open then. */
export async function openSession(connect: Connect, options: SessionOptions): Promise<Session> {
  const lost = Promise.withResolvers<unknown>();
  // Its lock says that this process lives: losing this connection is losing the session.
  const witness = new Client({ ...connect, keepAlive: true, application_name: 'ci-command-center' });
  witness.on('error', lost.resolve);
  witness.on('end', () => lost.resolve(new Error('The database closed the connection')));
  const pool = openPool(connect, options.log);
  try {
    await witness.connect();
    await migrate(witness, () => migrateTasks(pool, options.log));
    return await begin(witness, pool, lost, options);
  } catch (error) {
    await Promise.allSettled([witness.end(), pool.end()]);
    throw error;
  }
}

async function begin(
  witness: Client,
  pool: Pool,
  lost: { promise: Promise<unknown>; resolve: (error: unknown) => void },
  { log, tasks, schedules, changes, died }: SessionOptions,
): Promise<Session> {
  const presence = await enter(witness);
  const sweep = async (): Promise<void> => {
    const dead = await limited(QUERY_WITHIN, presence.sweep());
    if (dead === 0) return;
    log.info('Took over from nodes that died', { nodes: dead });
    died();
  };
  await sweep();
  const runner = await startTasks(pool, log, { tasks, schedules, announce: presence.register });
  runner.promise.then(() => lost.resolve(new Error('The queue stopped')), lost.resolve);
  await changes.listen(witness);
  const timer = setInterval(() => void sweep().catch(lost.resolve), SWEEP_EVERY);
  const end = async (): Promise<void> => {
    clearInterval(timer);
    await within(STOP_WITHIN, runner.stop());
    // Its jobs, and the subjects that are still worked on, are free for others once our locks are gone.
    await within(1_000, witness.end());
    await within(1_000, pool.end());
  };
  let ending: Promise<void> | undefined;
  return { pool, locks: createOrderLocks(witness), lost: lost.promise, close: () => (ending ??= end()) };
}

function openPool(connect: Connect, log: Log): Pool {
  const pool = new ForgivingPool({
    ...connect,
    max: POOL_SIZE,
    query_timeout: QUERY_WITHIN,
    keepAlive: true,
    application_name: 'ci-command-center',
    onConnect: async (client) => void (await client.query(PLANNING)),
  });
  // Without listeners an idle connection that breaks would end the process.
  pool.on('error', (error) => log.debug('An idle database connection broke', { reason: error.message }));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Rejects when it takes longer: a connection that hangs is as good as lost. */
async function limited<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`The database did not answer within ${ms} ms`)), ms);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  await limited(ms, work).catch(() => undefined);
}

// Runs graphile-worker on our pool, with its words in our log.

import { EventEmitter } from 'node:events';
import { Logger, run, runMigrations, type Runner, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import * as z from 'zod';
import type { Log } from '../platform/log.ts';
import { withLock } from './lock.ts';

const SCHEMA = 'ci_command_center_queue';
const payload = z.object({ orderKey: z.string() });

/** Works on all that waits under the order key. Must not reject but when the database is away. */
export type Work = (orderKey: string) => Promise<void>;

export function migrateQueue(pool: Pool, log: Log): Promise<void> {
  return runMigrations({ pgPool: pool, schema: SCHEMA, logger: queueLogger(log) });
}

/**
 * Starts to work. No job is taken before `announce` has noted under which name they will be locked: a crash after that
 * frees them at once.
 */
export async function startQueue(pool: Pool, log: Log, work: Work, announce: (workerIds: string[]) => Promise<void>): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  const named = new Promise<string>((resolve) => events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)));
  const announced = named.then((id) => announce([id]));
  announced.catch(() => undefined);
  const runner = await run({
    pgPool: pool,
    schema: SCHEMA,
    logger: queueLogger(log),
    // Batched, a job that cannot be marked as done stops the queue, and we begin anew; unbatched, it would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    concurrency: 4,
    pollInterval: 1_000,
    noHandleSignals: true,
    parsedCronItems: [],
    events,
    forbiddenFlags: () => announced.then(() => null),
    taskList: {
      deliver: async (given) => {
        const { orderKey } = payload.parse(given);
        await withLock(pool, orderKey, () => work(orderKey));
      },
    },
  });
  await announced;
  return runner;
}

/** Its successes are not news; JSON on stderr would end the server, so nothing goes there. */
function queueLogger(log: Log): Logger {
  const queue = log.child({ room: 'queue' });
  return new Logger((scope) => (level, message) => {
    const fields = { label: scope.label, worker: scope.workerId, detail: message };
    if (level === 'error') queue.error('The queue reports an error', fields);
    else if (level === 'warning') queue.warn('The queue warns', fields);
  });
}

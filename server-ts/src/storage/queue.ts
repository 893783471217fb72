// Runs graphile-worker on our pool, with its words in our log.

import { EventEmitter } from 'node:events';
import { Logger, run, runMigrations, type Runner, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import * as z from 'zod';
import { toDeliveryId, type DeliveryId } from '../ci/ids.ts';
import type { Log } from '../platform/log.ts';

const SCHEMA = 'ci_command_center_queue';
const payload = z.object({ id: z.string(), queue: z.string() });

/** `queue`: where the job came from, and where its next try goes. Must not reject but when the database is away. */
export type Work = (id: DeliveryId, queue: string) => Promise<void>;

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
    concurrency: 4,
    pollInterval: 1_000,
    noHandleSignals: true,
    parsedCronItems: [],
    events,
    forbiddenFlags: () => announced.then(() => null),
    taskList: {
      deliver: async (given) => {
        const { id, queue } = payload.parse(given);
        await work(toDeliveryId(id), queue);
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

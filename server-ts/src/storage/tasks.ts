// Named tasks and schedules, once per cluster, with retries: graphile-worker on our pool, with its words in our log.

import { EventEmitter } from 'node:events';
import {
  Logger,
  parseCronItems,
  run,
  runMigrations,
  type ParsedCronItem,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Pool } from 'pg';
import type { Log } from '../platform/log.ts';

const SCHEMA = 'ci_command_center_queue';

/** Does one task with what `add` was given, as JSON brought it back. Rejects when it is to be tried again, later and later. */
export type Task = (payload: unknown, attempt: TaskAttempt) => Promise<void>;

export interface TaskAttempt {
  /** It is not tried again when this one fails. */
  readonly last: boolean;
}

export interface Tasks {
  /**
   * Queues a task for any node that knows it. With `key`, one that still waits under the same key is replaced. `at`: milliseconds since
   * 1970. `attempts`: tries in all, 25 when not said (about three days).
   */
  add(name: string, payload: object, options?: { readonly key?: string; readonly at?: number; readonly attempts?: number }): Promise<void>;
  /** Queues it now, unless one waits under this key already: that one keeps its time. One that was given up is queued again. */
  ensure(name: string, payload: object, key: string): Promise<void>;
}

/** A moment, to the minute, in UTC; `month` from 1, `dow` from 0, Sunday. */
export interface Minute {
  readonly min: number;
  readonly hour: number;
  readonly date: number;
  readonly month: number;
  readonly dow: number;
}

/** When a task is queued by itself, by one of the nodes. */
export interface Schedule {
  /** Stable: a schedule is known again by it after a restart. */
  readonly name: string;
  readonly task: string;
  /** Five fields in UTC, as cron has them, or whether a minute is one. */
  readonly at: string | ((minute: Minute) => boolean);
}

export function migrateTasks(pool: Pool, log: Log): Promise<void> {
  return runMigrations({ pgPool: pool, schema: SCHEMA, logger: taskLogger(log) });
}

/** `pool` throws a CiError while the database is away. */
export function createTasks(pool: () => Pool): Tasks {
  const text = `select from ${SCHEMA}.add_job($1, $2::json, run_at => $3::timestamptz, job_key => $4, max_attempts => $5)`;
  const kept = `select from ${SCHEMA}.add_job($1, $2::json, job_key => $3, max_attempts => 25, job_key_mode => 'preserve_run_at')`;
  return {
    async add(name, payload, { key, at, attempts } = {}) {
      const when = at === undefined ? null : new Date(at);
      await pool().query(text, [name, JSON.stringify(payload), when, key?.slice(0, 500) ?? null, attempts ?? 25]);
    },
    async ensure(name, payload, key) {
      await pool().query(kept, [name, JSON.stringify(payload), key.slice(0, 500)]);
    },
  };
}

export interface TaskOptions {
  readonly tasks: Readonly<Record<string, Task>>;
  readonly schedules: readonly Schedule[];
  /** Notes the name under which jobs will be locked, before the first is taken: a crash after that frees them at once. */
  announce(workerIds: string[]): Promise<void>;
}

export async function startTasks(pool: Pool, log: Log, { tasks, schedules, announce }: TaskOptions): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  const named = new Promise<string>((resolve) => events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)));
  const announced = named.then((id) => announce([id]));
  announced.catch(() => undefined);
  const runner = await run({
    pgPool: pool,
    schema: SCHEMA,
    logger: taskLogger(log),
    // Batched, a job that cannot be marked as done stops the queue, and we begin anew; unbatched, it would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    concurrency: 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    parsedCronItems: schedules.flatMap((schedule) => parsed(schedule, log)),
    events,
    forbiddenFlags: () => announced.then(() => null),
    taskList: listOf(tasks),
  });
  await announced;
  return runner;
}

/** One that cannot be read takes nothing else down; it would otherwise keep the database from us (`schedules.test.ts` reads all of them). */
function parsed(schedule: Schedule, log: Log): ParsedCronItem[] {
  try {
    return parseSchedule(schedule);
  } catch (error) {
    log.error('A schedule cannot be read, so what it asks for is not done', { schedule: schedule.name, reason: String(error) });
    return [];
  }
}

/** Throws what the queue says of one that it cannot read: it takes a step of every value, not of a range. */
export function parseSchedule({ name, task, at }: Schedule): ParsedCronItem[] {
  return parseCronItems([{ task, match: at, identifier: name, options: { jobKey: name, jobKeyMode: 'replace' } }]);
}

function listOf(tasks: Readonly<Record<string, Task>>): TaskList {
  const entries = Object.entries(tasks).map(([name, task]): [string, TaskList[string]] => [
    name,
    (payload, { job }) => task(payload, { last: job.attempts >= job.max_attempts }),
  ]);
  return Object.fromEntries(entries);
}

/** Its successes are not news; JSON on stderr would end the server, so nothing goes there. */
function taskLogger(log: Log): Logger {
  const queue = log.child({ room: 'queue' });
  return new Logger((scope) => (level, message) => {
    const fields = { label: scope.label, worker: scope.workerId, detail: message };
    if (level === 'error') queue.error('The queue reports an error', fields);
    else if (level === 'warning') queue.warn('The queue warns', fields);
  });
}

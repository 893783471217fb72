// The queue of deliveries: what is stored is handed to this process's workers, and a sweep finds whatever was left behind.

import type { Pool } from 'pg';
import { systemClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createDeadLetters, type DeadLetters } from './dead.ts';
import { createStore, LEASE, type NewDelivery, type Stored } from './deliveries.ts';
import type { OrderLocks } from './order-locks.ts';
import { createPressureGauge } from './pressure.ts';
import { createScheduler, type SchedulerLimits } from './scheduler.ts';
import { createSenders } from './senders.ts';
import { createSweep } from './sweep.ts';
import { createTurn, type Work } from './turn.ts';
import { createWaitingTable } from './waiting.ts';

export interface Deliveries extends DeadLetters {
  /** Stored, and thereby queued, when it resolves. Rejects when the database did not take it. */
  store(delivery: NewDelivery): Promise<Stored>;
  /** A delivery is on its way in, until the answer is called: while many are, storing them comes before working on them. */
  arriving(): () => void;
  /** Asks that a subject be shown again, not before `at` (milliseconds since 1970), or now: `Work` is then called without deliveries. */
  refresh(orderKey: string, at?: number): Promise<void>;
  /** When a connection was last heard, milliseconds since 1970; undefined when it never delivered. */
  lastOf(provider: string, connection: string): Promise<number | undefined>;
  /** It sent what is not kept, with the right proof: that counts as heard, too. */
  heard(provider: string, connection: string): void;
}

export interface Queue {
  readonly deliveries: Deliveries;
  /** What to do with what waits; until then it waits. */
  work(work: Work): void;
  /** The database is there: begin to work, or go on. */
  resume(locks: OrderLocks): void;
  /** The database is away, or the end has come: nothing new is begun. */
  pause(): void;
  /** A node died: looks at once for what it left. */
  recover(): void;
  /** Resolves when nothing is worked on. */
  idle(): Promise<void>;
}

const LIMITS: SchedulerLimits = {
  atOnce: 64,
  atOnceInFlood: 8,
  group: 8,
  keys: 5_000,
  deliveries: 1_000,
  bytes: 8 * 1024 * 1024,
  fresh: (LEASE - 2) * 1000,
};
const SWEEP_EVERY = 1_000;

/** `pool` throws a CiError while the database is away. */
export function createQueue(pool: () => Pool, log: Log, limits: SchedulerLimits = LIMITS): Queue {
  const table = createWaitingTable(pool);
  const senders = createSenders(pool);
  let turn: ReturnType<typeof createTurn> | undefined;
  let locks: OrderLocks | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** There may be untried deliveries that no process has in hand. */
  let orphans = false;
  /** The session that a key was locked in: with another one the lock is gone. */
  const holding = new Map<string, OrderLocks>();

  const scheduler = createScheduler(
    {
      async take(key) {
        const given = locks;
        const taken = (await given?.take(key)) ?? false;
        if (given !== undefined && taken) holding.set(key, given);
        return taken;
      },
      async release(key) {
        const given = holding.get(key);
        holding.delete(key);
        await given?.release(key);
      },
      perform: async (key, handed) => (await turn?.(key, handed)) ?? false,
      pressure: () => gauge.now(),
      now: () => performance.now(),
    },
    limits,
  );
  const gauge = createPressureGauge(() => performance.now(), scheduler.eased);
  const sweep = createSweep(table, scheduler);
  const store = createStore(pool, scheduler.hand, () => gauge.now() !== 'calm');
  const look = (): void => {
    if (locks === undefined || turn === undefined) return;
    const all = orphans;
    orphans = false;
    // The next one comes soon, or the session is over.
    sweep.run(all).catch(() => undefined);
    senders.flush().catch(() => undefined);
  };
  const begin = (): void => {
    if (locks === undefined || turn === undefined) return;
    scheduler.resume();
    look();
    clearInterval(timer);
    timer = setInterval(look, SWEEP_EVERY);
  };
  return {
    deliveries: {
      ...createDeadLetters(pool),
      async store(delivery) {
        const stored = await store(delivery);
        senders.heard(delivery.provider, delivery.connection, systemClock());
        return stored;
      },
      arriving: gauge.arriving,
      async refresh(orderKey, at) {
        await table.refresh(orderKey, at);
        if (at === undefined || at <= systemClock()) scheduler.offer([orderKey]);
      },
      lastOf: senders.lastOf,
      heard: (provider, connection) => senders.heard(provider, connection, systemClock()),
    },
    work(work) {
      turn = createTurn(table, work, log);
      begin();
    },
    resume(given) {
      locks = given;
      begin();
    },
    pause() {
      locks = undefined;
      clearInterval(timer);
      scheduler.pause();
    },
    recover() {
      orphans = true;
      look();
    },
    idle: scheduler.idle,
  };
}

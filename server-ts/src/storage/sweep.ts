// Finds what waits and nobody has in hand: retries whose time has come, what did not fit in memory, what a dead node left behind.

import type { Scheduler } from './scheduler.ts';
import type { WaitingTable } from './waiting.ts';

export interface Sweep {
  /** `all`: also what was stored just now by another process, as after that one died. One at a time; rejects when the database is away. */
  run(all: boolean): Promise<void>;
}

const AT_ONCE = 500;

export function createSweep(table: Pick<WaitingTable, 'due'>, scheduler: Pick<Scheduler, 'keys' | 'space' | 'offer'>): Sweep {
  let running: Promise<void> | undefined;
  const look = async (all: boolean): Promise<void> => {
    const limit = Math.min(AT_ONCE, scheduler.space());
    if (limit > 0) scheduler.offer(await table.due(scheduler.keys(), limit, all));
  };
  return {
    async run(all) {
      if (running !== undefined && !all) return running;
      await running?.catch(() => undefined);
      running = look(all).finally(() => (running = undefined));
      return running;
    },
  };
}

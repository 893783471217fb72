// Takes one queued delivery through the flow, and says when to try again.
import type { DeliveryId } from './ci/ids.ts';
import type { Outcome } from './flow.ts';
import { CiError } from './platform/errors.ts';
import type { Log } from './platform/log.ts';
import type { Deliveries, StoredDelivery, Work } from './storage/index.ts';

export interface WorkPorts {
  readonly deliveries: Deliveries;
  readonly flow: (delivery: StoredDelivery) => Promise<Outcome>;
  readonly log: Log;
  /** Tells the administrators of what only they can mend. */
  readonly raise: (problem: CiError) => void;
}

/** Rejects only when the database is away: the queue then keeps the job. */
export function createWork({ deliveries, flow, log, raise }: WorkPorts): Work {
  return async (id, queue) => {
    const delivery = await deliveries.load(id);
    if (delivery?.state !== 'pending') return;
    try {
      const outcome = await flow(delivery);
      await deliveries.finish(id, outcome.kind, outcome.kind === 'ignored' ? outcome.reason : undefined);
    } catch (error) {
      if (error instanceof CiError) raise(error);
      await giveBack(id, queue, error);
    }
  };

  async function giveBack(id: DeliveryId, queue: string, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const next = await deliveries.fail(id, reason, queue);
    if (next === 'dead') log.error('A delivery was given up', { code: 'CI_DELIVERY_DEAD', delivery: id, reason });
    else log.warn('A delivery will be tried again', { delivery: id, reason });
  }
}

// Takes what waits under an order key through the flow, and says when to try again.
import type { PipelineEvent } from './ci/event.ts';
import type { DeliveryId } from './ci/ids.ts';
import { normalise, type createFlow, type Sender } from './flow.ts';
import { asProblem, type CiError } from './platform/errors.ts';
import type { Log } from './platform/log.ts';
import type { Deliveries, StoredDelivery, Work } from './storage/index.ts';

export interface WorkPorts {
  readonly deliveries: Deliveries;
  readonly flow: ReturnType<typeof createFlow>;
  /** Undefined when the connection is not configured any more. */
  sender(delivery: StoredDelivery): Sender | undefined;
  readonly log: Log;
  /** Tells the administrators of what only they can mend. */
  readonly raise: (problem: CiError) => void;
}

/** Rejects only when the database is away: the queue then keeps the job. */
export function createWork(ports: WorkPorts): Work {
  return async (orderKey) => {
    for (;;) {
      const waiting = await ports.deliveries.pending(orderKey);
      const [first] = waiting;
      if (first === undefined || !(await perform(ports, orderKey, ports.sender(first), waiting))) return;
    }
  };
}

/** All of one order key came by one connection. False when they must wait. */
async function perform(
  ports: WorkPorts,
  orderKey: string,
  sender: Sender | undefined,
  waiting: readonly StoredDelivery[],
): Promise<boolean> {
  const events: PipelineEvent[] = [];
  const told: DeliveryId[] = [];
  for (const delivery of waiting) {
    const event = sender === undefined ? 'Its connection is not configured any more.' : normalise(sender, delivery);
    if (typeof event === 'string') await ports.deliveries.finish([delivery.id], 'ignored', event);
    else if (event.kind === 'pipeline' || event.kind === 'job') {
      events.push(event);
      told.push(delivery.id);
    }
  }
  const [first, ...more] = events;
  if (first === undefined || sender === undefined) return true;
  try {
    await ports.flow(sender.provider, [first, ...more]);
  } catch (error) {
    await giveBack(ports, told, orderKey, asProblem(error));
    return false;
  }
  await ports.deliveries.finish(told, 'done');
  return true;
}

async function giveBack(
  { deliveries, log, raise }: WorkPorts,
  ids: readonly DeliveryId[],
  orderKey: string,
  problem: CiError,
): Promise<void> {
  if (problem.code !== 'CI_UNEXPECTED') raise(problem);
  const dead = await deliveries.fail(ids, problem.message, orderKey);
  const fields = { pipeline: orderKey, deliveries: ids.length, reason: problem.message };
  if (dead.length > 0) log.error('Deliveries were given up', { code: 'CI_DELIVERY_DEAD', ...fields });
  else log.warn('Deliveries will be tried again', fields);
}

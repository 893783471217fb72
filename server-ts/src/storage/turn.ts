// One turn of an order key: what waits under it goes to the work, and how that ended is noted.

import type { DeliveryId } from '../ci/ids.ts';
import { asProblem, type CiError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { StoredDelivery } from './deliveries.ts';
import type { Waiting, WaitingTable } from './waiting.ts';

/** A delivery that told nothing, and why. */
export interface Ignored {
  readonly id: DeliveryId;
  readonly reason: string;
}

/**
 * Tells what the deliveries of one order key say, oldest first; with none, shows the subject again. Answers those that told nothing.
 * Rejects when all of them are to be tried again later. May be called again for the same after a crash.
 */
export type Work = (orderKey: string, deliveries: readonly StoredDelivery[]) => Promise<readonly Ignored[]>;

/** Never rejects: what could not be noted is found pending again. True when more waits. */
export function createTurn(
  table: Pick<WaitingTable, 'of' | 'finish' | 'fail' | 'refreshed' | 'refreshFailed'>,
  work: Work,
  log: Log,
): (orderKey: string, handed: readonly StoredDelivery[] | undefined) => Promise<boolean> {
  return async (orderKey, handed) => {
    try {
      const waiting: Waiting = handed === undefined ? await table.of(orderKey) : { deliveries: handed, refreshes: [], more: false };
      if (waiting.deliveries.length === 0 && waiting.refreshes.length === 0) return false;
      const told = await work(orderKey, waiting.deliveries).then(
        (ignored) => ({ ok: true, ignored }) as const,
        (error: unknown) => ({ ok: false, problem: asProblem(error) }) as const,
      );
      if (told.ok) await settle(table, waiting, told.ignored);
      else await giveBack(table, waiting, told.problem, log.child({ subject: orderKey }));
      return told.ok && waiting.more;
    } catch (error) {
      log.warn('What was worked on could not be noted', { subject: orderKey, reason: asProblem(error).message });
      return false;
    }
  };
}

async function settle(
  table: Pick<WaitingTable, 'finish' | 'refreshed'>,
  { deliveries, refreshes }: Waiting,
  ignored: readonly Ignored[],
): Promise<void> {
  const reasons = new Map(ignored.map(({ id, reason }) => [id, reason]));
  await Promise.all([
    ...deliveries.map(({ id }) => {
      const reason = reasons.get(id);
      return table.finish(reason === undefined ? { id, state: 'done' } : { id, state: 'ignored', reason });
    }),
    ...refreshes.map((id) => table.refreshed(id)),
  ]);
}

async function giveBack(
  table: Pick<WaitingTable, 'fail' | 'refreshFailed'>,
  { deliveries, refreshes }: Waiting,
  problem: CiError,
  log: Log,
): Promise<void> {
  const outcomes = deliveries.map(({ id }) => table.fail(id, problem.message));
  await Promise.all(refreshes.map((id) => table.refreshFailed(id)));
  const dead = (await Promise.all(outcomes)).filter(Boolean).length;
  const fields = { deliveries: deliveries.length, reason: problem.message, cause: problem.code };
  if (dead > 0) log.error('Deliveries were given up', { code: 'CI_DELIVERY_DEAD', dead, ...fields });
  else log.warn('Deliveries will be tried again', fields);
}

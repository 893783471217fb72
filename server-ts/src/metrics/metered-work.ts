// Times deliveries from their receipt until all that they say was posted.
import type { Clock } from '../platform/clock.ts';
import { receivedAt, type Work } from '../storage/index.ts';
import type { Meters } from './meters.ts';

export function meterWork(work: Work, meters: Pick<Meters, 'told'>, now: Clock): Work {
  return async (orderKey, deliveries) => {
    const ignored = await work(orderKey, deliveries);
    if (deliveries.length === 0) return ignored;
    const [nothing, at] = [new Set(ignored.map(({ id }) => id)), now()];
    for (const { id, provider } of deliveries) if (!nothing.has(id)) meters.told(provider, Math.max(0, at - receivedAt(id)) / 1000);
    return ignored;
  };
}

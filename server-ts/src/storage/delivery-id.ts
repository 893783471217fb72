// Identities of deliveries that grow with time (UUID version 7, RFC 9562): new rows lie together in the index, and old ones are a range.

import { randomUUID } from 'node:crypto';
import { toDeliveryId, type DeliveryId } from '../ci/ids.ts';
import type { Clock } from '../platform/clock.ts';

/** Each is greater than the one before, also when the clock stands or goes back. */
export function createDeliveryIds(now: Clock): () => DeliveryId {
  let last = 0;
  let count = 0;
  return () => {
    const at = now();
    count = at > last ? 0 : count + 1;
    if (at > last) last = at;
    if (count > 0xfff) {
      last += 1;
      count = 0;
    }
    return idAt(last, count, randomUUID().slice(19));
  };
}

/** When one was made, in milliseconds since 1970. */
export function receivedAt(id: DeliveryId): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** The lowest identity of that moment, in milliseconds since 1970. */
export function firstIdAt(at: number): DeliveryId {
  return idAt(at, 0, '8000-000000000000');
}

function idAt(at: number, count: number, tail: string): DeliveryId {
  const time = at.toString(16).padStart(12, '0');
  return toDeliveryId(`${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${tail}`);
}

// Takes the deliveries of one subject through the flow: read, all told at once; what cannot be read is put aside with the reason.
import type { Connection } from './ci/connection.ts';
import type { CiEvent } from './ci/event.ts';
import { toSubjectKey, type SubjectKey } from './ci/ids.ts';
import type { Provider } from './ci/provider.ts';
import { asProblem, type CiError } from './platform/errors.ts';
import type { Ignored, StoredDelivery, Work } from './storage/index.ts';

/** The provider and the connection that a delivery came by. */
export interface Sender {
  readonly provider: Provider;
  readonly connection: Connection;
}

export interface WorkPorts {
  /** Tells what happened to a subject; without events it shows the subject again. Rejects when it is to be told again later. */
  readonly flow: (key: SubjectKey, events: readonly CiEvent[]) => Promise<void>;
  /** Undefined when the connection is not configured any more. */
  sender(delivery: StoredDelivery): Sender | undefined;
  /** Tells the administrators of what only they can mend. */
  readonly raise: (problem: CiError) => void;
}

/** All of one order key came by one connection. */
export function createWork({ flow, sender: senderOf, raise }: WorkPorts): Work {
  return async (orderKey, deliveries) => {
    const [first] = deliveries;
    const sender = first && senderOf(first);
    const events: CiEvent[] = [];
    const ignored: Ignored[] = [];
    for (const delivery of deliveries) {
      const event = sender === undefined ? 'Its connection is not configured any more.' : eventOf(sender, delivery);
      if (typeof event === 'string') ignored.push({ id: delivery.id, reason: event });
      else events.push(event);
    }
    if (events.length === 0 && deliveries.length > 0) return ignored;
    try {
      await flow(toSubjectKey(orderKey), events);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code !== 'CI_UNEXPECTED') raise(problem);
      throw problem;
    }
    return ignored;
  };
}

/** The event that a delivery tells, or why it tells none. */
function eventOf({ provider, connection }: Sender, { content }: StoredDelivery): CiEvent | string {
  if (content.kind === 'event') return content.event;
  const { headers, query, body } = content;
  const reading = provider.read({ headers: new Headers(headers), query: new URLSearchParams(query), body }, connection);
  return reading.kind === 'event' ? reading.event : reading.reason;
}

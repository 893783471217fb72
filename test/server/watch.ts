// What a signed-in person's client hears on the websocket, so that a test can wait for an event instead of for time.
import { z } from 'zod';

const message = z.object({ event: z.string(), data: z.record(z.string(), z.unknown()).default({}) });
export type SocketEvent = z.infer<typeof message>;

export interface Watch {
  /** Resolves with the first answer of `look` over all events heard so far and to come; rejects after `limit` ms with what was heard. */
  until<T>(what: string, look: (event: SocketEvent) => T | undefined, limit?: number): Promise<T>;
  readonly events: readonly SocketEvent[];
  close(): void;
}

export async function watch(url: string, token: string): Promise<Watch> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v4/websocket`);
  const events: SocketEvent[] = [];
  const listeners = new Set<(event: SocketEvent) => void>();
  socket.addEventListener('message', ({ data }) => {
    const event = message.safeParse(JSON.parse(String(data)));
    if (!event.success) return;
    events.push(event.data);
    // A listener that is satisfied takes itself out of the set.
    for (const listener of listeners) listener(event.data);
  });
  const until: Watch['until'] = (what, look, limit = 30_000) =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        listeners.delete(listener);
      };
      const listener = (event: SocketEvent): void => {
        const seen = look(event);
        if (seen === undefined) return;
        stop();
        resolve(seen);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`${what}: not within ${limit / 1000} s; heard ${events.map(({ event }) => event).join(', ')}`));
      }, limit);
      listeners.add(listener);
      events.slice().forEach(listener);
    });
  socket.addEventListener('open', () => socket.send(JSON.stringify({ seq: 1, action: 'authentication_challenge', data: { token } })));
  await until('the websocket', ({ event }) => (event === 'hello' ? true : undefined), 10_000);
  return { until, events, close: () => socket.close() };
}

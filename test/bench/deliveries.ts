// How many deliveries a second are taken, and how long each is on its way to a watcher's screen,
// beside Mattermost's own incoming webhook and a Go plugin that posts inside its handler.
import type { Watcher } from './client.ts';
import type { Figure } from './statistics.ts';

/** One way in: how to send delivery number `n`, and the mark by which its post is known. */
export interface Way {
  readonly name: string;
  send(n: number): Promise<{ status: number; body: string }>;
  mark(n: number): string;
}

export interface Measured {
  /** Accepted deliveries a second. */
  readonly accepted: number;
  /** Posts seen a second, from the first request to the last post. */
  readonly posted: number;
}

async function check(way: Way, n: number): Promise<void> {
  const { status, body } = await way.send(n);
  if (status >= 300) throw new Error(`${way.name} answered ${status}: ${body.slice(0, 300)}`);
}

/** Sends `count` deliveries, `width` at a time, as fast as they are taken. `from` keeps the numbers of several runs apart. */
export async function measureRate(way: Way, watcher: Watcher, from: number, count: number, width: number): Promise<Measured> {
  const start = performance.now();
  let next = from;
  const sender = async (): Promise<void> => {
    while (next < from + count) {
      const n = next;
      next += 1;
      await check(way, n);
    }
  };
  await Promise.all(Array.from({ length: width }, sender));
  const accepted = performance.now();
  const seen = await Promise.all(Array.from({ length: count }, (_, i) => watcher.seen(way.mark(from + i))));
  return { accepted: (count / (accepted - start)) * 1000, posted: (count / (Math.max(...seen) - start)) * 1000 };
}

/** Milliseconds from each request to its post on the watcher's websocket, at `rate` requests a second. */
export async function measureDelay(way: Way, watcher: Watcher, from: number, count: number, rate: number): Promise<number[]> {
  const start = performance.now();
  const delays: Promise<number>[] = [];
  for (let i = 0; i < count; i += 1) {
    const due = start + (i * 1000) / rate;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const sent = performance.now();
    const sending = check(way, from + i);
    delays.push(Promise.all([watcher.seen(way.mark(from + i)), sending]).then(([at]) => at - sent));
  }
  return Promise.all(delays);
}

/** The figures of one quantity for us beside each other way. */
export function compare(name: string, unit: string, ours: number, others: Readonly<Record<string, number>>): Figure[] {
  return Object.entries(others).map(([beside, other]) => ({ name, unit, ours, beside, other }));
}

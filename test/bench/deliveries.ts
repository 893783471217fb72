// How many deliveries a second are taken, and how long each is on its way to a watcher's screen,
// beside Mattermost's own incoming webhook and a Go plugin that posts inside its handler.
import type { Watcher } from './client.ts';
import { costs } from './processes.ts';
import type { Bench } from './bench.ts';
import { percentile, type Figure } from './statistics.ts';
import type { Way } from './ways.ts';

export interface Measured {
  /** Accepted deliveries a second. */
  readonly accepted: number;
  /** Posts seen a second, from the first request to the last post. */
  readonly posted: number;
}

type Some = Pick<Bench, 'ways' | 'watcher' | 'take' | 'times' | 'say'>;

const ROUNDS = 3;
const COUNT = 1_000;
/** Requests under way at the same time. */
const WIDTH = 16;

async function check(way: Way, n: number): Promise<void> {
  const { status, body } = await way.send(n);
  if (status >= 300) throw new Error(`${way.name} answered ${status}: ${body.slice(0, 300)}`);
}

/** Sends `count` deliveries, `width` at a time, as fast as they are taken. `from` keeps the numbers of several runs apart. */
export async function measureRate(way: Way, watcher: Watcher, from: number, count: number, width = WIDTH): Promise<Measured> {
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

/** Each way in turn, some rounds: a slow moment of the machine then meets all alike. The figures are the medians of the rounds. */
export async function measureRates({ ways, watcher, take, times, say }: Some): Promise<Figure[]> {
  const rates = new Map(ways.map((way) => [way.name, new Array<Measured>()]));
  for (const way of ways) await measureRate(way, watcher, take(200), 200, 8);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const way of ways) {
      const before = await times();
      const rate = await measureRate(way, watcher, take(COUNT), COUNT);
      say(`… ${way.name}, round ${round}: ${rate.accepted.toFixed()} accepted, ${rate.posted.toFixed()} posts seen a second;`);
      say(`    processor time for each: ${costs(before, await times(), COUNT)}`);
      rates.get(way.name)?.push(rate);
    }
  }
  const median = (name: string, read: (rate: Measured) => number): number => percentile((rates.get(name) ?? []).map(read), 0.5);
  return [
    ...compare(ways, 'accepted deliveries', '/s', (name) => median(name, ({ accepted }) => accepted)),
    ...compare(ways, 'posts seen', '/s', (name) => median(name, ({ posted }) => posted)),
  ];
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

/** Each way in turn, some rounds, all delays of a way together. */
export async function measureDelays({ ways, watcher, take, times, say }: Some): Promise<Figure[]> {
  const delays = new Map(ways.map((way) => [way.name, new Array<number>()]));
  for (const way of ways) await measureDelay(way, watcher, take(100), 100, 50);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const way of ways) {
      const before = await times();
      delays.get(way.name)?.push(...(await measureDelay(way, watcher, take(300), 300, 50)));
      say(`… ${way.name}, round ${round}: processor time for each at 50 a second: ${costs(before, await times(), 300)}`);
    }
  }
  return [0.5, 0.99].flatMap((share) =>
    compare(ways, `request to post at 50/s, ${share === 0.5 ? 'median' : '99th percentile'}`, 'ms', (name) =>
      percentile(delays.get(name) ?? [], share),
    ),
  );
}

/** The figures of one quantity for the first way beside each other one. */
function compare(ways: readonly Way[], name: string, unit: string, of: (way: string) => number): Figure[] {
  const [ours, ...others] = ways;
  return others.map((other) => ({ name, unit, ours: of(ours?.name ?? ''), beside: other.name, other: of(other.name) }));
}

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
export const WIDTH = 16;

async function check(way: Way, n: number): Promise<void> {
  const { status, body } = await way.send(n);
  if (status >= 300) throw new Error(`${way.name} answered ${status}: ${body.slice(0, 300)}`);
}

/** Sends `count` deliveries, `width` at a time, as fast as they are taken. `from` keeps the numbers of several runs apart. */
export async function sendAll(way: Way, from: number, count: number, width = WIDTH): Promise<void> {
  let next = from;
  const sender = async (): Promise<void> => {
    while (next < from + count) {
      const n = next;
      next += 1;
      await check(way, n);
    }
  };
  await Promise.all(Array.from({ length: width }, sender));
}

/** The moment at which the last of `count` posts was seen. */
export async function lastSeen(way: Way, watcher: Watcher, from: number, count: number): Promise<number> {
  return Math.max(...(await Promise.all(Array.from({ length: count }, (_, i) => watcher.seen(way.mark(from + i))))));
}

export async function measureRate(way: Way, watcher: Watcher, from: number, count: number, width = WIDTH): Promise<Measured> {
  const start = performance.now();
  await sendAll(way, from, count, width);
  const accepted = performance.now();
  const seen = await lastSeen(way, watcher, from, count);
  return { accepted: (count / (accepted - start)) * 1000, posted: (count / (seen - start)) * 1000 };
}

/** What is measured in turn with others: `count` deliveries from number `from` on. */
export interface Contender {
  readonly name: string;
  measure(from: number, count: number): Promise<Partial<Measured>>;
}

/** Each in turn, some rounds: a slow moment of the machine then meets all alike. Answers the medians of the rounds. */
export async function inTurn(contenders: readonly Contender[], { take, times, say }: Pick<Bench, 'take' | 'times' | 'say'>) {
  const rates = new Map(contenders.map(({ name }) => [name, new Array<Partial<Measured>>()]));
  for (const { measure } of contenders) await measure(take(200), 200);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { name, measure } of contenders) {
      const before = await times();
      const rate = await measure(take(COUNT), COUNT);
      const all = Object.entries(rate).map(([what, each]) => `${each.toFixed()} ${what} a second`);
      say(`… ${name}, round ${round}: ${all.join(', ')};`);
      say(`    processor time for each: ${costs(before, await times(), COUNT)}`);
      rates.get(name)?.push(rate);
    }
  }
  return (name: string, what: keyof Measured): number =>
    percentile(
      (rates.get(name) ?? []).map((rate) => rate[what] ?? 0),
      0.5,
    );
}

export const contender = (way: Way, watcher: Watcher): Contender => ({
  name: way.name,
  measure: (from, count) => measureRate(way, watcher, from, count),
});

export async function measureRates(bench: Some): Promise<Figure[]> {
  const { ways, watcher } = bench;
  const median = await inTurn(
    ways.map((way) => contender(way, watcher)),
    bench,
  );
  return [
    ...compare(ways, 'accepted deliveries', '/s', (name) => median(name, 'accepted')),
    ...compare(ways, 'posts seen', '/s', (name) => median(name, 'posted')),
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

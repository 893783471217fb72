// What a flood does: everything is shown, once, and the plugin's memory comes back to where it was.
import { setTimeout as pause } from 'node:timers/promises';
import { costs, residentOf, timesOf } from './processes.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './statistics.ts';

const BURST = 10_000;
const MANY = 100_000;
const WIDTH = 32;

type Send = (n: number) => Promise<{ status: number; body: string }>;

/** Sends until it is taken, as a sender does that heeds Retry-After. Answers how often it was put off. */
async function insist(send: Send, n: number): Promise<number> {
  for (let refused = 0; ; refused += 1) {
    const answer = await send(n);
    if (answer.status < 300) return refused;
    if (answer.status !== 429 && answer.status !== 503) throw new Error(`It answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    await pause(1_000);
  }
}

async function flood(send: Send, from: number, count: number): Promise<number> {
  let next = from;
  let refused = 0;
  const sender = async (): Promise<void> => {
    while (next < from + count) refused += await insist(send, next++);
  };
  await Promise.all(Array.from({ length: WIDTH }, sender));
  return refused;
}

/** Megabytes now and at most, until told to end. */
async function follow(pid: number): Promise<() => Promise<{ most: number; last: number }>> {
  let most = 0;
  const look = async (): Promise<number> => {
    const now = await residentOf(pid);
    most = Math.max(most, now);
    return now;
  };
  await look();
  const timer = setInterval(() => void look(), 200);
  return async () => {
    clearInterval(timer);
    return { last: await look(), most };
  };
}

/** Ten thousand deliveries of as many pipelines as fast as they are taken: each makes exactly one post. */
export async function measureBurst(bench: Bench): Promise<Figure[]> {
  const {
    ways: [ours],
    watcher,
    take,
    times,
    say,
    pluginPid,
  } = bench;
  const from = take(BURST);
  const memory = await follow(await pluginPid());
  const [start, before] = [performance.now(), await times()];
  const refused = await flood((n) => ours.send(n), from, BURST);
  const accepted = performance.now();
  say(`… burst of ${BURST}: taken after ${((accepted - start) / 1000).toFixed(1)} s, put off ${refused} times`);
  const seen = await Promise.all(Array.from({ length: BURST }, (_, i) => watcher.seen(ours.mark(from + i))));
  const last = Math.max(...seen);
  const { most } = await memory();
  const again = Array.from({ length: BURST }, (_, i) => watcher.times(ours.mark(from + i))).filter((count) => count > 1).length;
  say(
    `… all seen after ${((last - start) / 1000).toFixed(1)} s, ${again} twice; memory at most ${most.toFixed()} MB; ${costs(before, await times(), BURST)}`,
  );
  return [
    { name: `burst of ${BURST}: posts seen more than once`, unit: '', ours: again, beside: 'wanted', other: 0 },
    { name: `burst of ${BURST}: memory at most`, unit: 'MB', ours: most, beside: 'wanted', other: 100 },
  ];
}

/** A hundred thousand deliveries, most of them news of pipelines that were shown before. */
export async function measureMemory(bench: Bench): Promise<Figure[]> {
  const {
    say,
    take,
    pluginPid,
    ways: [ours],
  } = bench;
  const pid = await pluginPid();
  const few = 2_000;
  await flood((n) => ours.send(n), take(few), few);
  await settle(pid);
  const before = await residentOf(pid);
  const memory = await follow(pid);
  const base = take(few);
  await flood((n) => ours.send(base + ((n - base) % few), `again-${n}`), base, MANY);
  await settle(pid);
  const { most, last } = await memory();
  say(`… memory: ${before.toFixed()} MB before ${MANY} deliveries, at most ${most.toFixed()} MB, ${last.toFixed()} MB afterwards`);
  return [
    { name: `memory after ${MANY} deliveries`, unit: 'MB', ours: last, beside: 'before', other: before },
    { name: `memory during ${MANY} deliveries, at most`, unit: 'MB', ours: most, beside: 'wanted', other: 100 },
  ];
}

/** Until the plugin uses hardly any processor time. */
async function settle(pid: number): Promise<void> {
  for (let before = Number.NaN; ;) {
    const now = (await timesOf({ plugin: pid }, 0))['plugin'] ?? 0;
    if (now - before < 0.1) return;
    before = now;
    await pause(2_000);
  }
}

// Gives each order key its turn: one worker a key, some keys at once, and no more kept in memory than was agreed.

import type { HandedDelivery, StoredDelivery } from './deliveries.ts';
import type { Pressure } from './pressure.ts';

export interface SchedulerPorts {
  /** False when another node works on the key. Rejects when the database is away. */
  take(key: string): Promise<boolean>;
  release(key: string): Promise<void>;
  /** `handed`: all there is, when known here; else it is to be read. Never rejects. True when more waits under the key. */
  perform(key: string, handed: readonly StoredDelivery[] | undefined): Promise<boolean>;
  /** How much is on its way in: storing it comes first. */
  pressure(): Pressure;
  /** Milliseconds, never going back. */
  now(): number;
}

export interface SchedulerLimits {
  /** Order keys worked on at the same time. */
  readonly atOnce: number;
  /** The same in a flood; in a burst no turn begins. */
  readonly atOnceInFlood: number;
  /** So many turns begin together while more wait than there is room for, or as many as are under way when that is less. */
  readonly group: number;
  /** Order keys that wait for their turn; what is more stays in the table until the sweep finds it. */
  readonly keys: number;
  /** Handed deliveries kept until their turn comes; of what is more only the order key is. */
  readonly deliveries: number;
  readonly bytes: number;
  /** Milliseconds for which what was handed is surely nobody else's. */
  readonly fresh: number;
}

export interface Scheduler {
  /** `since`: before they were stored, on the clock of the ports. */
  hand(deliveries: readonly HandedDelivery[], since: number): void;
  /** Something waits in the table under these. */
  offer(keys: readonly string[]): void;
  /** Order keys that wait here or are worked on. */
  keys(): string[];
  /** How many order keys more would be taken. */
  space(): number;
  /** Begins to work, or goes on. */
  resume(): void;
  /** The pressure has eased. */
  eased(): void;
  /** Forgets what waits, as it is in the table; work in hand goes on, and its keys stay taken until it ends. */
  pause(): void;
  /** Resolves when nothing is worked on. */
  idle(): Promise<void>;
}

interface Entry {
  handed: HandedDelivery[] | undefined;
  readonly since: number;
  tries: number;
}

/** Milliseconds until a key that another node works on is tried again: 10, 20, 40 …, then it is left to the sweep. */
const FIRST_WAIT = 10;
const MOST_TRIES = 8;

export function createScheduler(ports: SchedulerPorts, limits: SchedulerLimits): Scheduler {
  const waiting = new Map<string, Entry>();
  const working = new Set<string>();
  /** What came for a key while it was worked on, or was put off. */
  const behind = new Map<string, Entry>();
  let held = { deliveries: 0, bytes: 0 };
  let running = 0;
  let paused = true;
  const idle: (() => void)[] = [];

  const space = (): number => limits.keys - waiting.size - behind.size;
  const forget = (entry: Entry): void => {
    for (const { bytes } of entry.handed ?? []) held = { deliveries: held.deliveries - 1, bytes: held.bytes - bytes };
    entry.handed = undefined;
  };
  const entryOf = (key: string, handed: HandedDelivery[] | undefined, since: number): Entry | undefined => {
    const queue = working.has(key) ? behind : waiting;
    const known = queue.get(key);
    if (known !== undefined || space() <= 0) return known;
    const entry: Entry = { handed, since, tries: 0 };
    queue.set(key, entry);
    return entry;
  };
  const keep = (given: HandedDelivery, since: number): void => {
    const entry = entryOf(given.orderKey, [], since);
    if (entry?.handed === undefined) return;
    if (held.deliveries >= limits.deliveries || held.bytes + given.bytes > limits.bytes) return forget(entry);
    entry.handed.push(given);
    held = { deliveries: held.deliveries + 1, bytes: held.bytes + given.bytes };
  };
  const offer = (key: string): void => {
    const entry = entryOf(key, undefined, 0);
    if (entry !== undefined) forget(entry);
  };
  const most = (): number => {
    const pressure = ports.pressure();
    if (pressure === 'calm') return limits.atOnce;
    return pressure === 'flood' ? limits.atOnceInFlood : 0;
  };
  const next = (): void => {
    if (paused || waiting.size === 0) return;
    const free = most() - running;
    // When much waits, turns begin in groups: what they ask of the database at the same time goes in one statement each.
    if (waiting.size > free && free < Math.min(running, limits.group)) return;
    for (const [key, entry] of takeFirst(waiting, free)) {
      waiting.delete(key);
      working.add(key);
      running += 1;
      void turn(key, entry);
    }
  };
  const turn = async (key: string, entry: Entry): Promise<void> => {
    const fresh = ports.now() - entry.since < limits.fresh;
    const handed = fresh ? entry.handed?.map(({ delivery }) => delivery) : undefined;
    const outcome = await attempt(ports, key, handed);
    running -= 1;
    if (outcome === 'busy' && entry.tries < MOST_TRIES && !paused) {
      entry.tries += 1;
      // The other node takes all that waits under the key: what is left of it is in the table.
      forget(entry);
      setTimeout(() => leave(key, entry), FIRST_WAIT * 2 ** (entry.tries - 1));
    } else {
      forget(entry);
      leave(key, outcome === 'more' && !paused ? { handed: undefined, since: 0, tries: 0 } : undefined);
    }
    next();
    if (running === 0) for (const resolve of idle.splice(0)) resolve();
  };
  /** The key's turn is over; what is still to be done under it waits for the next. */
  const leave = (key: string, rest: Entry | undefined): void => {
    const added = behind.get(key);
    working.delete(key);
    behind.delete(key);
    const entry = rest ?? added;
    if (rest !== undefined && added !== undefined) {
      forget(rest);
      forget(added);
    }
    if (entry === undefined || paused) {
      if (entry !== undefined) forget(entry);
    } else waiting.set(key, entry);
    next();
  };

  return {
    hand(deliveries, since) {
      if (paused) return;
      for (const each of deliveries) keep(each, since);
      next();
    },
    offer(keys) {
      if (paused) return;
      for (const key of keys) offer(key);
      next();
    },
    keys: () => [...waiting.keys(), ...working],
    space,
    resume() {
      paused = false;
      next();
    },
    eased: next,
    pause() {
      paused = true;
      for (const queue of [waiting, behind]) {
        for (const entry of queue.values()) forget(entry);
        queue.clear();
      }
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
  };
}

function* takeFirst<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  let left = count;
  for (const item of items) {
    if (left <= 0) return;
    left -= 1;
    yield item;
  }
}

async function attempt(
  ports: SchedulerPorts,
  key: string,
  handed: readonly StoredDelivery[] | undefined,
): Promise<'busy' | 'more' | 'done'> {
  // What cannot be locked now is in the table all the same.
  if (!(await ports.take(key).catch(() => false))) return 'busy';
  const more = await ports.perform(key, handed);
  await ports.release(key).catch(() => undefined);
  return more ? 'more' : 'done';
}

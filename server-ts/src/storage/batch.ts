// Calls of one kind made at the same time become one statement of many rows.

import { CiError } from '../platform/errors.ts';

export interface BatchOptions<Item> {
  /** Items of one run at most. */
  readonly max: number;
  /** Runs at the same time. Items wait only while so many are under way. */
  readonly inFlight: number;
  /** Milliseconds that a run waits for more items: for what nobody waits for, or where many wait for each other. None when not said. */
  readonly linger?: number | (() => number);
  /** Weighs an item; a run carries at most `maxBytes`, or one heavier item alone. */
  readonly bytesOf?: (item: Item) => number;
  readonly maxBytes?: number;
  /** Milliseconds that an item waits for its run at most: then it is refused, as its caller may have gone. */
  readonly patience?: number;
  /** Milliseconds, never going back; the process's own clock when not said. */
  readonly now?: () => number;
  /** Whether this failure may be one item's alone, so that the others are worth another run. */
  readonly mayBlameOne?: (error: unknown) => boolean;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly since: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * `run` gets items in the order of the calls and answers one result for each, in the same order. A run goes out at the end of the
 * current turn of the event loop when fewer than `inFlight` are under way, else as soon as one of those is back. When a run of several fails by
 * what may be one item's fault it is repeated in halves, so `run` must leave nothing behind when it rejects.
 */
export function createBatch<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  options: BatchOptions<Item>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  const { patience, now = () => performance.now() } = options;
  let underWay = 0;
  let scheduled = false;
  const send = (): void => {
    scheduled = false;
    refuseLate(waiting, now() - (patience ?? Number.POSITIVE_INFINITY));
    while (waiting.length > 0 && underWay < options.inFlight) {
      underWay += 1;
      const calls = waiting.splice(0, sizeOfNext(waiting, options));
      void carry(calls);
    }
  };
  const carry = async (calls: readonly Waiting<Item, Result>[]): Promise<void> => {
    await settle(run, calls, options.mayBlameOne ?? isDataError);
    underWay -= 1;
    if (!scheduled) send();
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, since: now(), resolve, reject });
      if (scheduled || underWay >= options.inFlight) return;
      scheduled = true;
      const linger = typeof options.linger === 'function' ? options.linger() : (options.linger ?? 0);
      if (linger === 0) setImmediate(send);
      else setTimeout(send, linger);
    });
}

/** Those that wait longest come first. */
function refuseLate(waiting: { readonly since: number; reject(error: unknown): void }[], oldest: number): void {
  const inTime = waiting.findIndex(({ since }) => since >= oldest);
  const late = waiting.splice(0, inTime < 0 ? waiting.length : inTime);
  if (late.length === 0) return;
  const problem = new CiError('CI_STORAGE_SLOW', 'The database takes too long.', 'Check its load, its locks and its disk.');
  for (const { reject } of late) reject(problem);
}

function sizeOfNext<Item>(
  waiting: readonly { readonly item: Item }[],
  { max, bytesOf, maxBytes = Number.POSITIVE_INFINITY }: BatchOptions<Item>,
): number {
  if (bytesOf === undefined) return max;
  let bytes = 0;
  const over = waiting.slice(0, max).findIndex(({ item }) => (bytes += bytesOf(item)) > maxBytes);
  return over < 0 ? max : Math.max(1, over);
}

/** Never rejects: what happened to it is each caller's own. */
async function settle<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  calls: readonly Waiting<Item, Result>[],
  mayBlameOne: (error: unknown) => boolean,
): Promise<void> {
  try {
    const results = await run(calls.map(({ item }) => item));
    if (results.length !== calls.length) throw new Error(`A batch of ${calls.length} was answered with ${results.length} results`);
    for (const [at, result] of results.entries()) calls[at]?.resolve(result);
  } catch (error) {
    if (calls.length === 1 || !mayBlameOne(error)) {
      for (const { reject } of calls) reject(error);
      return;
    }
    const half = Math.ceil(calls.length / 2);
    await settle(run, calls.slice(0, half), mayBlameOne);
    await settle(run, calls.slice(half), mayBlameOne);
  }
}

/** SQLSTATE classes that speak of the rows given: data (22), integrity (23), program limits (54); of the connection none does. */
function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|23|54)...$/.test(error.code);
}

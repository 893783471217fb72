// Does something to each of many, some at the same time.

/** Answers in the order of `items`. `most`: at the same time. Rejects with the first that fails; those begun come to their end. */
export async function eachAtOnce<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const take = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, take));
  return results;
}

/** Under one key so many at the same time; the others wait for their turn, in order. */
export type InLane = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

export function createLanes(most: number): InLane {
  const lanes = new Map<string, { busy: number; readonly waiting: (() => void)[] }>();
  return async (key, work) => {
    const lane = lanes.get(key) ?? { busy: 0, waiting: [] };
    lanes.set(key, lane);
    if (lane.busy < most) lane.busy += 1;
    else await new Promise<void>((begin) => lane.waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      // Whoever is next takes the place as it is.
      if (next !== undefined) next();
      else if ((lane.busy -= 1) === 0) lanes.delete(key);
    }
  };
}

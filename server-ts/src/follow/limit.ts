// Lets few looks at one CI system be under way at the same time.

/** Runs `work` when fewer than `most` of the same key are under way; those that wait come in their order. */
export type Limit = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createLimit(most: number): Limit {
  const lanes = new Map<string, { running: number; readonly waiting: (() => void)[] }>();
  return async (key, work) => {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] };
    lanes.set(key, lane);
    if (lane.running >= most) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.running += 1;
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      if (next !== undefined) next();
      else lane.running -= 1;
      if (lane.running === 0) lanes.delete(key);
    }
  };
}

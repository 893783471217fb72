// Token buckets by key, in bounded memory.

export interface Buckets {
  /** Takes one token of this key: 0, or the milliseconds until there is one. `now` in milliseconds. */
  take(key: string, now: number): number;
  /** What was taken last did not count after all. */
  giveBack(key: string): void;
}

export interface BucketOptions {
  /** Tokens of a full bucket: the burst that is let through. */
  readonly capacity: number;
  readonly perSecond: number;
  /** At most so many keys are remembered; the one that was quiet longest is forgotten first. */
  readonly keys: number;
}

export function createBuckets({ capacity, perSecond, keys }: BucketOptions): Buckets {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key, now) {
      const known = buckets.get(key);
      const tokens = known === undefined ? capacity : Math.min(capacity, known.tokens + (Math.max(0, now - known.at) / 1000) * perSecond);
      const enough = tokens >= 1;
      buckets.delete(key);
      buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: now });
      const [oldest] = buckets.keys();
      if (buckets.size > keys && oldest !== undefined) buckets.delete(oldest);
      return enough ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
    },
    giveBack(key) {
      const known = buckets.get(key);
      if (known !== undefined) known.tokens = Math.min(capacity, known.tokens + 1);
    },
  };
}

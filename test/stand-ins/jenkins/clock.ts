// Jenkins's seconds, as short as a test wants them. Times it tells are real ones; only waiting is shortened.

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** How many real milliseconds so many of Jenkins's seconds take. */
  lasting(seconds: number): number;
  /** Resolves after so many of Jenkins's seconds, at once when `signal` aborts or all of it is stopped. */
  wait(seconds: number, signal?: AbortSignal): Promise<void>;
  /** What waits resolves at once, and so does all that waits from now on. */
  stop(): void;
  readonly stopped: boolean;
}

/** `speed`: how many of Jenkins's seconds pass in one of ours. */
export function createClock(speed: number): Clock {
  const ends = new Set<() => void>();
  let stopped = false;
  const lasting = (seconds: number) => (seconds * 1000) / speed;
  return {
    now: () => Date.now(),
    lasting,
    wait(seconds, signal) {
      if (stopped || signal?.aborted === true) return Promise.resolve();
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          ends.delete(end);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, lasting(seconds));
        ends.add(end);
        signal?.addEventListener('abort', end);
      });
    },
    stop() {
      stopped = true;
      for (const end of ends) end();
    },
    get stopped() {
      return stopped;
    },
  };
}

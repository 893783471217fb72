// Wakes for one thing by its name at a time: no sooner than asked, never twice at once, and once more when it was woken meanwhile.

export interface Alarms {
  /** In so many milliseconds; what was set before is replaced. */
  set(id: string, wait: number): void;
  stop(): void;
}

/** `wake` must not reject. */
export function createAlarms(wake: (id: string) => Promise<void>): Alarms {
  const timers = new Map<string, NodeJS.Timeout>();
  const busy = new Set<string>();
  const again = new Map<string, number>();
  let stopped = false;
  const ring = async (id: string): Promise<void> => {
    timers.delete(id);
    busy.add(id);
    await wake(id).finally(() => busy.delete(id));
    const wait = again.get(id);
    again.delete(id);
    if (wait !== undefined) set(id, wait);
  };
  const set: Alarms['set'] = (id, wait) => {
    if (stopped) return;
    if (busy.has(id)) return void again.set(id, Math.min(wait, again.get(id) ?? Infinity));
    clearTimeout(timers.get(id));
    timers.set(id, setTimeout(() => void ring(id), Math.min(wait, 2 ** 31 - 1)).unref());
  };
  return {
    set,
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

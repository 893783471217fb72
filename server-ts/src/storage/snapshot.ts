// A small table held in memory, for what is asked at every delivery: read again only after it changed.

export interface Snapshot<T> {
  /** Resolves once something was read; at once when it was. Rejects while the database is away and nothing ever was read. */
  ready(): Promise<void>;
  /** What was read last; `empty` before that. */
  current(): T;
  /** Reads again. Calls that come meanwhile share one further reading, as theirs may have missed the change. */
  refresh(): Promise<void>;
}

export function createSnapshot<T>(empty: T, read: () => Promise<T>): Snapshot<T> {
  let value = empty;
  let known = false;
  let reading: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const load = async (): Promise<void> => {
    value = await read();
    known = true;
  };
  const begin = (): Promise<void> => {
    const started: Promise<void> = load().finally(() => {
      if (reading === started) reading = undefined;
    });
    reading = started;
    return started;
  };
  const refresh = (): Promise<void> => {
    if (reading === undefined) return begin();
    next ??= reading
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
  return { current: () => value, refresh, ready: async () => (known ? undefined : (next ?? reading ?? begin())) };
}

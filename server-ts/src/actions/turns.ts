// Lets several people's clicks on the same button act one after the other. By this process only; between nodes the CI system decides.

/** Under one key the next begins when the one before has ended, however it did. */
export type InTurn = <T>(key: string, act: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, act) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(act, act);
    last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
}

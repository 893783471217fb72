// What provisioning says while it works: a line for each thing that was looked at, and how many were changed.

export interface Report {
  readonly isDry: boolean;
  /** It is as it shall be. */
  fits(what: string): void;
  /** Does it and says so; in a dry run only says so, and answers undefined. */
  change<T>(what: string, act: () => Promise<T>): Promise<T | undefined>;
  /** It is as it shall be, by something that was done or was not needed. */
  done(what: string): void;
  /** To be known, and none of these. */
  note(text: string): void;
  /** So many changes. */
  changes(): number;
}

/** Lines begin with `=` (as it shall be), `+` (done), `?` (a dry run would do it) or `!`. No secret is ever in them. */
export function createReport(isDry: boolean, write: (line: string) => void): Report {
  let count = 0;
  return {
    isDry,
    fits: (what) => write(`= ${what}`),
    async change(what, act) {
      count += 1;
      if (isDry) {
        write(`? ${what}`);
        return undefined;
      }
      const done = await act();
      write(`+ ${what}`);
      return done;
    },
    done: (what) => write(`+ ${what}`),
    note: (text) => write(`! ${text}`),
    changes: () => count,
  };
}

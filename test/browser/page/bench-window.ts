// What the page for measuring offers to the bench.

export interface Change {
  /** Milliseconds until it was painted. */
  readonly ms: number;
  /** Rows of the list that were drawn differently. */
  readonly rows: number;
}

export interface SidebarBench {
  /** As the server would send it; `revision` also is its time. */
  pipeline(index: number, revision: number): object;
  measureChange(index: number, revision: number): Promise<Change>;
  /** Milliseconds of two frames in which nothing changes: what is measured cannot be faster. */
  measureNothing(): Promise<number>;
  /** So many changes, each in the next of `rows`. */
  many(count: number, rows: number, revision: number): Promise<void>;
}

declare global {
  interface Window {
    sidebarBench: SidebarBench;
  }
}

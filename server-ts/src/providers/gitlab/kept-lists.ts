// Lists that are offered while somebody types: kept for each person, fresh for a minute, asked for anew behind.

import type { Suggestion } from '../../ci/command.ts';
import { inTime } from '../../platform/in-time.ts';

/** Milliseconds after which a list is asked for anew, behind. */
const FRESH = 60_000;
/** Milliseconds after which nobody needs it any more. */
const KEPT = 30 * 60_000;
/** Milliseconds that somebody who types waits for the first list. */
const PATIENCE = 150;
const MOST_LISTS = 300;
/** Entries of all lists: some 30 MB at most. */
const MOST_ENTRIES = 100_000;

interface Kept {
  entries?: readonly Suggestion[];
  at: number;
  usedAt: number;
  loading?: Promise<readonly Suggestion[] | undefined>;
}

/** `key`: whose list of what. What fails is nobody's business who types: the command itself will tell it. */
export type KeptLists = (key: string, load: () => Promise<readonly Suggestion[]>) => Promise<readonly Suggestion[]>;

/** `wait`: milliseconds, for tests. */
export function createKeptLists(now: () => number = Date.now, wait = PATIENCE): KeptLists {
  const kept = new Map<string, Kept>();

  const loaded = async (entry: Kept, load: () => Promise<readonly Suggestion[]>): Promise<readonly Suggestion[] | undefined> => {
    try {
      entry.entries = await load();
      entry.at = now();
      forget(kept, now());
    } catch {
      // Asked for again with the next letter.
    } finally {
      delete entry.loading;
    }
    return entry.entries;
  };

  return async (key, load) => {
    const entry: Kept = kept.get(key) ?? { at: 0, usedAt: now() };
    entry.usedAt = now();
    kept.set(key, entry);
    if (entry.entries === undefined || now() - entry.at >= FRESH) entry.loading ??= loaded(entry, load);
    return entry.entries ?? (await inTime(wait, Promise.resolve(entry.loading), () => undefined)) ?? [];
  };
}

/** The longest unused go first. */
function forget(kept: Map<string, Kept>, now: number): void {
  let entries = 0;
  const byUse = [...kept].toSorted(([, left], [, right]) => right.usedAt - left.usedAt);
  for (const [index, [key, each]] of byUse.entries()) {
    entries += each.entries?.length ?? 0;
    if (index > 0 && (index >= MOST_LISTS || entries > MOST_ENTRIES || now - each.usedAt > KEPT)) kept.delete(key);
  }
}

// What could be typed for a job: folders, jobs and branches that this person may see, out of a list that is kept and refreshed behind.

import { createHash } from 'node:crypto';
import type { Reach } from '../../ci/account.ts';
import type { Asked, Suggest, Suggestion } from '../../ci/command.ts';
import { inTime } from '../../platform/in-time.ts';
import { listItems, type KnownItem } from './api/job-tree.ts';
import { readableName } from './job-address.ts';

/** Milliseconds after which a list is asked for anew, behind. */
const FRESH = 60_000;
/** Milliseconds after which nobody needs it any more. */
const KEPT = 30 * 60_000;
/** Lists: a person with one Jenkins each. Those that are equal are held once. */
const MOST_LISTS = 50;
/** Items of all lists that differ: some 30 MB at most. */
const MOST_ITEMS = 100_000;
/** Milliseconds that somebody who types waits for the first list. */
const PATIENCE = 150;
const MOST = 50;

interface Listed {
  readonly items: readonly Suggestible[];
  readonly digest: string;
  readonly at: number;
}

interface Suggestible {
  /** As people read it. */
  readonly path: string;
  readonly search: string;
  readonly kind: KnownItem['kind'];
  readonly title?: string;
}

interface Kept {
  listed?: Listed;
  loading?: Promise<Listed | undefined>;
  usedAt: number;
}

/** A key of `ProviderCommand.suggestions`; folders are among them, as one types one's way through them. */
type Names = 'jobs';

/** `wait`: milliseconds, for tests. */
export function createJobSuggestions(now: () => number = Date.now, wait = PATIENCE): Readonly<Record<Names, Suggest>> {
  const kept = new Map<string, Kept>();

  const load = async (entry: Kept, reach: Reach): Promise<Listed | undefined> => {
    try {
      const items = await listItems(reach);
      const digest = createHash('sha256').update(JSON.stringify(items)).digest('base64');
      const same = [...kept.values()].find(({ listed }) => listed?.digest === digest)?.listed?.items;
      entry.listed = { items: same ?? items.map(suggestible), digest, at: now() };
      forget(kept, now());
      return entry.listed;
    } catch {
      // Who types a command is not to be told of it: the command itself will.
      return entry.listed;
    } finally {
      delete entry.loading;
    }
  };

  const suggest: Suggest = async (asked, typed) => {
    const reach = await asked.as().catch(() => undefined);
    if (reach === undefined) return [];
    const key = keyOf(asked, reach.account.login);
    const entry: Kept = kept.get(key) ?? { usedAt: now() };
    entry.usedAt = now();
    kept.set(key, entry);
    const isFresh = entry.listed !== undefined && now() - entry.listed.at < FRESH;
    if (!isFresh) entry.loading ??= load(entry, reach);
    const listed = entry.listed ?? (await inTime(wait, Promise.resolve(entry.loading), () => undefined));
    return listed === undefined ? [] : found(listed.items, typed);
  };
  return { jobs: suggest };
}

function keyOf({ connection, person }: Asked, login: string): string {
  return JSON.stringify([connection.name, connection.url, person.userId, login]);
}

function suggestible({ name, kind, title }: KnownItem): Suggestible {
  const path = readableName(name);
  const search = path.toLowerCase();
  return { path, search, kind, ...(title !== undefined && { title }) };
}

/** The oldest go first. */
function forget(kept: Map<string, Kept>, now: number): void {
  const byUse = [...kept.entries()].toSorted(([, left], [, right]) => right.usedAt - left.usedAt);
  const counted = new Set<unknown>();
  let items = 0;
  for (const [index, [key, { usedAt, listed }]] of byUse.entries()) {
    if (listed !== undefined && !counted.has(listed.items)) items += listed.items.length;
    counted.add(listed?.items);
    if (index > 0 && (index >= MOST_LISTS || items > MOST_ITEMS || now - usedAt > KEPT)) kept.delete(key);
  }
}

/** What begins so first, then names whose last part does, then what has it anywhere; nothing typed: what is at the top. */
function found(items: readonly Suggestible[], typed: string): readonly Suggestion[] {
  const wanted = typed
    .trim()
    .toLowerCase()
    .replace(/^["'“”‘’«]+|^\//g, '');
  const ranks: Suggestible[][] = [[], [], []];
  for (const item of items) {
    const rank = rankOf(item, wanted);
    if (rank !== undefined) ranks[rank]?.push(item);
    if ((ranks[0]?.length ?? 0) >= MOST) break;
  }
  return ranks.flat().slice(0, MOST).map(suggestionOf);
}

function rankOf({ search, title }: Suggestible, wanted: string): 0 | 1 | 2 | undefined {
  if (wanted === '') return search.includes('/') ? 2 : 0;
  if (search.startsWith(wanted)) return 0;
  const at = search.indexOf(wanted);
  if (at < 0) return title?.toLowerCase().includes(wanted) === true ? 2 : undefined;
  return search[at - 1] === '/' ? 1 : 2;
}

function suggestionOf({ path, kind, title }: Suggestible): Suggestion {
  return { text: path, ...(title !== undefined && { hint: title }), ...(kind === 'folder' && { help: 'folder' }) };
}

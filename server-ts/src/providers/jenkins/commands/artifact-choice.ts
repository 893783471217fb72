// Which files of a build are meant, and how many of them one post holds.

import type { Artifact } from '../api/artifacts.ts';
import type { NamedBuild } from './asked-job.ts';

/** Mattermost takes ten files a post (`PostFileidsMaxRunes`). */
export const MOST_FILES = 10;
/** Of one post together; all of it is held in memory for a moment. */
export const MOST_BYTES = 20_000_000;

/** Whole paths, names, or patterns with `*` and `?`; `**` over slashes. A pattern without a slash is for names. */
export function matching(all: readonly Artifact[], patterns: readonly string[]): readonly Artifact[] {
  return all.filter(({ path, name }) => patterns.some((pattern) => matches(pattern.includes('/') ? path : name, pattern)));
}

export function fits(all: readonly Artifact[]): boolean {
  return all.length <= MOST_FILES && all.every(({ size }) => size !== undefined) && sum(all) <= MOST_BYTES;
}

export function artifactsUrl({ url }: NamedBuild): string {
  return `${url}artifact/`;
}

function sum(all: readonly Artifact[]): number {
  return all.reduce((total, { size = 0 }) => total + size, 0);
}

/** Letter by letter with one step back, so that no pattern takes long; `**` is as good as `*` in a name, and over slashes in a path. */
function matches(text: string, pattern: string): boolean {
  const [letters, signs] = [[...text], [...pattern.replaceAll(/\*{2,}\/?/g, '\0')]];
  let reachable = new Set([0]);
  for (const sign of signs) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (sign === '\0' || sign === '*') {
        for (let to = at; to <= letters.length; to += 1) {
          next.add(to);
          if (sign === '*' && letters[to] === '/') break;
        }
      } else if (letters[at] === sign || (sign === '?' && letters[at] !== undefined && letters[at] !== '/')) next.add(at + 1);
    }
    reachable = next;
  }
  return reachable.has(letters.length);
}

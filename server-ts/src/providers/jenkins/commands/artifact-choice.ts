// Which files of a build are meant, and how many of them one post holds.

import { CiError } from '../../../platform/errors.ts';
import type { Artifact } from '../api/artifacts.ts';
import type { NamedBuild } from './asked-job.ts';

/** Mattermost takes ten files a post (`PostFileidsMaxRunes`). */
export const MOST_FILES = 10;
/** Of one post together; all of it is held in memory for a moment. */
export const MOST_BYTES = 20_000_000;

/** Of one command, and letters of each: what is tried on hundreds of files must not take long. */
const MOST_PATTERNS = 20;
const LONGEST = 200;

/** Throws CI_JENKINS_PATTERN when they are too many or too long. */
export function patternsIn(typed: string): readonly string[] {
  const patterns = typed.split(/\s+/).filter((word) => word !== '');
  if (patterns.length <= MOST_PATTERNS && patterns.every(({ length }) => length <= LONGEST)) return patterns;
  throw new CiError(
    'CI_JENKINS_PATTERN',
    `Files are chosen by at most ${MOST_PATTERNS} patterns of ${LONGEST} letters.`,
    'Write fewer or shorter ones, such as `*.jar`.',
  );
}

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

/** Which places of the text each sign of the pattern can end at, one after the other: no pattern takes long. */
function matches(text: string, pattern: string): boolean {
  const letters = [...text];
  let reachable = new Set([0]);
  for (const sign of pattern.replaceAll(/\*{2,}\/?/g, '\0'))
    reachable = sign === '\0' || sign === '*' ? afterStar(letters, reachable, sign === '\0') : afterSign(letters, reachable, sign);
  return reachable.has(letters.length);
}

/** From each place on as far as it goes: to the end, or to the next slash. */
function afterStar(letters: readonly string[], reachable: ReadonlySet<number>, overSlashes: boolean): Set<number> {
  const next = new Set<number>();
  for (let at = 0; at <= letters.length; at += 1) {
    const goesOn = next.has(at - 1) && (overSlashes || letters[at - 1] !== '/');
    if (goesOn || reachable.has(at)) next.add(at);
  }
  return next;
}

function afterSign(letters: readonly string[], reachable: ReadonlySet<number>, sign: string): Set<number> {
  const fitting = [...reachable].filter((at) => {
    const letter = letters[at];
    return letter !== undefined && (letter === sign || (sign === '?' && letter !== '/'));
  });
  return new Set(fitting.map((at) => at + 1));
}

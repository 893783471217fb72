// Whether a topic is one of those that a route or a subscription names.

import type { Interest } from '../ci/interest.ts';
import { compileGlob, type Glob } from './glob.ts';
import type { Match } from './rules.ts';
import { statusAliases } from './status-words.ts';
import type { Topic } from './topic.ts';

/** In the order in which an explanation names what did not match. */
export const matchKeys = ['provider', 'connection', 'event', 'project', 'branch', 'tag', 'status', 'author', 'label'] as const;

export type MatchKey = (typeof matchKeys)[number];

/** The key that did not match, or undefined when all did. */
export type Matcher = (texts: Texts) => MatchKey | undefined;

/** What a topic shows to each key; none where it has no such thing. */
export type Texts = Readonly<Record<MatchKey, readonly string[]>>;

/** Branches, tags and labels keep their case, as git does; projects and people are the same in any. */
const caseless: ReadonlySet<MatchKey> = new Set(['provider', 'connection', 'project', 'author']);

export function textsOf({ facts, events }: Topic): Texts {
  const { provider, connection, project, projectId, branch, tag, status, authors, labels } = facts;
  return {
    provider: [provider.toLowerCase()],
    connection: [connection.toLowerCase()],
    event: events,
    // What belongs to no project, as an alert, is reached by patterns that take anything.
    project: [project ?? '', ...(projectId === undefined ? [] : [projectId, projectKeyOf(connection, projectId)])].map((text) =>
      text.toLowerCase(),
    ),
    branch: branch === undefined ? [] : [branch],
    tag: tag === undefined ? [] : [tag],
    status: [status],
    author: authors.map((author) => author.toLowerCase()),
    label: labels,
  };
}

/** A project among those of all connections of one provider: `Subscription.projectKey`. No path has a colon where it has one. */
export function projectKeyOf(connection: string, projectId: string): string {
  return `${connection}:${projectId}`;
}

/** The patterns that stand under one key, in the form that `textsOf` gives; undefined when everything matches. */
export function patternsOf(match: Match, key: MatchKey): readonly string[] | undefined {
  const patterns: readonly string[] | undefined = match[key];
  if (key === 'status') return patterns?.flatMap(meaningOf);
  return caseless.has(key) ? patterns?.map((pattern) => pattern.toLowerCase()) : patterns;
}

function meaningOf(word: string): readonly string[] {
  return word === 'passed' || word === 'cancelled' ? statusAliases[word] : [word];
}

export function compileMatch(match: Match): Matcher {
  const tests = matchKeys.flatMap((key) => {
    const patterns = patternsOf(match, key);
    return patterns === undefined ? [] : [{ key, globs: patterns.map(compileGlob) }];
  });
  return (texts) => tests.find(({ key, globs }) => !texts[key].some((text) => globs.some((glob: Glob) => glob(text))))?.key;
}

/** Somebody asked for this kind of event by its name. */
export function namesEvent(wanted: readonly Interest[] | undefined, topic: Topic): boolean {
  return wanted !== undefined && topic.events.some((event) => wanted.includes(event));
}

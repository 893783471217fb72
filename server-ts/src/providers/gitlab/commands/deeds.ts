// Who did something about a pipeline: what is told to its card, and what is said to whoever comes too late.

import type { Asked, Done } from '../../../ci/command.ts';
import type { DeedVerb } from '../../../ci/deed.ts';
import { subjectKey, type SubjectKey } from '../../../ci/ids.ts';
import type { GitLabProject } from '../api/projects.ts';
import type { Signed } from './find-project.ts';

/** Milliseconds in which somebody may not have seen yet what another one did. */
const LATELY = 10 * 60_000;

export function keyOf(
  { connection }: Pick<Signed, 'connection'>,
  { id }: Pick<GitLabProject, 'id'>,
  pipeline: number | string,
): SubjectKey {
  return subjectKey('gitlab', connection.name, id, String(pipeline));
}

export function done(key: SubjectKey, verb: DeedVerb, what?: string): readonly Done[] {
  return [{ key, verb, ...(what !== undefined && { what }) }];
}

/** ` @alice did so just now.`, or nothing. Plain text. */
export async function whoDid(asked: Pick<Asked, 'deeds' | 'now'>, key: SubjectKey, verbs: readonly DeedVerb[]): Promise<string> {
  const last = (await asked.deeds?.(key))?.findLast(({ verb, at }) => verbs.includes(verb) && asked.now - at < LATELY);
  return last === undefined ? '' : ` @${last.by} did so just now.`;
}

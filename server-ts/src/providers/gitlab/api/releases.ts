// Releases, their tags, and what came since the last one. https://docs.gitlab.com/api/releases/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { name, part, text } from '../../../platform/foreign-json.ts';
import { flag, instant, list as entries, longText, user } from '../fields.ts';
import { list, projectPath, read, send } from './request.ts';

const releaseSchema = z.object({
  tag_name: name,
  name: text,
  description: longText,
  released_at: instant,
  upcoming_release: flag,
  author: user,
  commit: part({ id: text }),
  _links: part({ self: text }),
});
export type Release = z.infer<typeof releaseSchema>;

const commitSchema = z.object({ title: text, author_name: text, parent_ids: z.array(z.unknown()).catch([]) });
const comparisonSchema = z.object({ commits: entries(commitSchema, 500) });
export type ReleasedCommit = z.infer<typeof commitSchema>;

/** Undefined when there is none yet. */
export async function latestRelease(project: string, reach: Reach): Promise<Release | undefined> {
  const query = { order_by: 'released_at', sort: 'desc' };
  return (await list(reach, `${projectPath(project)}/releases`, releaseSchema, { most: 1, query }))?.all[0];
}

/** The newest last. Empty when one of the two does not exist. */
export async function commitsSince(project: string, from: string, to: string, reach: Reach): Promise<readonly ReleasedCommit[]> {
  return (await read(reach, `${projectPath(project)}/repository/compare`, comparisonSchema, { query: { from, to } }))?.commits ?? [];
}

/** The newest first. */
export async function lastCommits(project: string, ref: string, reach: Reach, most: number): Promise<readonly ReleasedCommit[]> {
  return (await list(reach, `${projectPath(project)}/repository/commits`, commitSchema, { most, query: { ref_name: ref } }))?.all ?? [];
}

export interface NewRelease {
  readonly tag: string;
  /** Where the tag is made when there is none of that name. */
  readonly ref: string;
  readonly name: string;
  readonly notes: string;
}

export async function createRelease(project: string, { tag, ref, name: title, notes }: NewRelease, reach: Reach): Promise<Release> {
  const body = { tag_name: tag, ref, ...(title !== '' && { name: title }), description: notes };
  return await send(reach, `${projectPath(project)}/releases`, releaseSchema, { body });
}

// Merge requests, issues and commits as GitLab's API tells them, as far as a preview shows them.
// https://docs.gitlab.com/api/merge_requests/, https://docs.gitlab.com/api/issues/, https://docs.gitlab.com/api/commits/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { address, part, text, texts } from '../../../platform/foreign-json.ts';
import { flag, id, instant, list as listOf, longText, user } from '../fields.ts';
import { list, projectPath, read } from './request.ts';

const MOST_LABELS = 20;
const MOST_PEOPLE = 5;
/** Letters of a description. */
const LONGEST = 300;

const pipelineSchema = part({ id, status: text }).nullish();
const reviewedSchema = z.object({
  title: text,
  description: longText.transform((value) => value?.slice(0, LONGEST)),
  state: text,
  draft: flag,
  web_url: address,
  author: user,
  created_at: instant,
  source_branch: text,
  target_branch: text,
  labels: texts(MOST_LABELS),
  assignees: listOf(user, MOST_PEOPLE),
  milestone: part({ title: text }).nullish(),
  head_pipeline: pipelineSchema,
  has_conflicts: flag,
});
export type Reviewed = z.infer<typeof reviewedSchema>;

const commitSchema = z.object({
  id: text,
  title: text,
  message: longText.transform((value) => value?.slice(0, LONGEST)),
  author_name: text,
  authored_date: instant,
  web_url: address,
  last_pipeline: pipelineSchema,
});

/** A merge request or an issue. Undefined when there is none, or it is hidden from this person. */
export async function readReviewed(
  project: string,
  kind: 'merge_requests' | 'issues',
  number: string,
  reach: Reach,
): Promise<Reviewed | undefined> {
  return await read(reach, `${projectPath(project)}/${kind}/${encodeURIComponent(number)}`, reviewedSchema);
}

export async function readCommit(project: string, sha: string, reach: Reach): Promise<z.infer<typeof commitSchema> | undefined> {
  return await read(reach, `${projectPath(project)}/repository/commits/${encodeURIComponent(sha)}`, commitSchema);
}

const labelSchema = z.object({ name: z.string(), color: z.string().regex(/^#[0-9a-f]{6}$/i) });

/** By name; undefined when they cannot be told. */
export async function readLabelColors(project: string, reach: Reach): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const told = await list(reach, `${projectPath(project)}/labels`, labelSchema);
    return new Map((told?.all ?? []).map(({ name, color }) => [name, color]));
  } catch {
    return undefined;
  }
}

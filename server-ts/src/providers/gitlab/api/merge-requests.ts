// Merge requests as GitLab's API tells them. https://docs.gitlab.com/api/merge_requests/, https://docs.gitlab.com/api/merge_request_approvals/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { address, amount, part, text } from '../../../platform/foreign-json.ts';
import { flag, id, instant, maybeFlag, user } from '../fields.ts';
import { CiError } from '../../../platform/errors.ts';
import { ask, jsonOf, list, projectPath, read, type Listed } from './request.ts';

const mergeRequestSchema = z.object({
  iid: id,
  title: text,
  web_url: address,
  state: text,
  sha: text,
  draft: flag,
  source_branch: text,
  target_branch: text,
  author: user,
  updated_at: instant,
  has_conflicts: flag,
  detailed_merge_status: text,
  head_pipeline: part({ id, status: text, web_url: address }).nullish(),
});
export type GitLabMergeRequest = z.infer<typeof mergeRequestSchema>;

const approvalsSchema = z.object({
  approvals_required: amount,
  approvals_left: amount,
  approved_by: z.array(z.unknown()).catch([]),
  user_has_approved: flag,
  user_can_approve: maybeFlag,
});

export interface Approvals {
  readonly given: number;
  /** Undefined where nobody has to. */
  readonly required?: number;
  /** Whoever asked has approved it. */
  readonly byMe: boolean;
  /** Whoever asked may approve it; older versions do not tell. */
  readonly mayI?: boolean;
}

/** Open ones, the latest changed first; without their pipelines. */
export async function listMergeRequests(project: string, reach: Reach, most: number): Promise<Listed<GitLabMergeRequest>> {
  const query = { state: 'opened', order_by: 'updated_at', sort: 'desc' };
  return (await list(reach, `${projectPath(project)}/merge_requests`, mergeRequestSchema, { most, query })) ?? { all: [], more: false };
}

/** With its pipeline. */
export async function readMergeRequest(project: string, number: string, reach: Reach): Promise<GitLabMergeRequest | undefined> {
  return await read(reach, pathOf(project, number), mergeRequestSchema);
}

export async function readApprovals(project: string, number: string, reach: Reach): Promise<Approvals | undefined> {
  const told = await read(reach, `${pathOf(project, number)}/approvals`, approvalsSchema);
  if (told === undefined) return undefined;
  const { approvals_required: required = 0, approved_by: by, user_has_approved: byMe, user_can_approve: mayI } = told;
  return { given: by.length, byMe, ...(required > 0 && { required }), ...(mayI !== undefined && { mayI }) };
}

const commitSchema = z.object({ parent_ids: z.array(z.string()).catch([]) });

/**
 * `shown` was made of `newest`, the last commit of a merge request, and what it goes into: so are those that GitLab makes for pipelines
 * of merged results. https://docs.gitlab.com/ci/pipelines/merged_results_pipelines/
 */
export async function isMadeOf(project: string, shown: string, newest: string, reach: Reach): Promise<boolean> {
  const made = await read(reach, `${projectPath(project)}/repository/commits/${encodeURIComponent(shown)}`, commitSchema);
  return made !== undefined && made.parent_ids.length > 1 && made.parent_ids.includes(newest);
}

/** `sha`: the newest commit as this person saw it; GitLab refuses when there is a newer one (CI_GITLAB_CONFLICT). */
export async function approve(project: string, number: string, sha: string | undefined, reach: Reach): Promise<void> {
  await change(reach, `${pathOf(project, number)}/approve`, 'POST', sha === undefined ? {} : { sha }, 'approve it');
}

export async function unapprove(project: string, number: string, reach: Reach): Promise<void> {
  await change(reach, `${pathOf(project, number)}/unapprove`, 'POST', {}, 'take it back');
}

/** `whenPassed`: GitLab merges it once its pipeline has passed. Before 17.11 that parameter had another name. */
export async function merge(
  project: string,
  number: string,
  { sha, whenPassed }: { readonly sha: string | undefined; readonly whenPassed: boolean },
  reach: Reach,
): Promise<GitLabMergeRequest> {
  const body = { ...(sha !== undefined && { sha }), ...(whenPassed && { auto_merge: true, merge_when_pipeline_succeeds: true }) };
  return jsonOf(mergeRequestSchema, await change(reach, `${pathOf(project, number)}/merge`, 'PUT', body, 'merge it'));
}

/**
 * Who may not is answered 401 here, as if the token were wrong (`unauthorized!` in GitLab's lib/api/merge_request_approvals.rb and
 * lib/api/merge_requests.rb).
 */
async function change(reach: Reach, path: string, method: 'POST' | 'PUT', body: object, what: string) {
  const answer = await ask(reach, path, { method, body, also: [401] });
  if (answer.status !== 401) return answer;
  throw new CiError(
    'CI_GITLAB_FORBIDDEN',
    `GitLab does not let you ${what}.`,
    'Its author may be left out of the approvals, or the rules of the project or of the target branch name others: see its page in GitLab.',
  );
}

function pathOf(project: string, number: string): string {
  return `${projectPath(project)}/merge_requests/${encodeURIComponent(number)}`;
}

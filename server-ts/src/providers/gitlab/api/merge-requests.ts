// Merge requests as GitLab's API tells them. https://docs.gitlab.com/api/merge_requests/, https://docs.gitlab.com/api/merge_request_approvals/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { address, amount, text } from '../../../platform/foreign-json.ts';
import { flag, id, instant, part, user } from '../fields.ts';
import { list, projectPath, read, type Listed } from './request.ts';

const mergeRequestSchema = z.object({
  iid: id,
  title: text,
  web_url: address,
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

const approvalsSchema = z.object({ approvals_required: amount, approvals_left: amount, approved_by: z.array(z.unknown()).catch([]) });

export interface Approvals {
  readonly given: number;
  /** Undefined where nobody has to. */
  readonly required?: number;
}

/** Open ones, the latest changed first; without their pipelines. */
export async function listMergeRequests(project: string, reach: Reach, most: number): Promise<Listed<GitLabMergeRequest>> {
  const query = { state: 'opened', order_by: 'updated_at', sort: 'desc' };
  return (await list(reach, `${projectPath(project)}/merge_requests`, mergeRequestSchema, { most, query })) ?? { all: [], more: false };
}

/** With its pipeline. */
export async function readMergeRequest(project: string, number: string, reach: Reach): Promise<GitLabMergeRequest | undefined> {
  return await read(reach, `${projectPath(project)}/merge_requests/${encodeURIComponent(number)}`, mergeRequestSchema);
}

export async function readApprovals(project: string, number: string, reach: Reach): Promise<Approvals | undefined> {
  const told = await read(reach, `${projectPath(project)}/merge_requests/${encodeURIComponent(number)}/approvals`, approvalsSchema);
  if (told === undefined) return undefined;
  const { approvals_required: required = 0, approved_by: by } = told;
  return { given: by.length, ...(required > 0 && { required }) };
}

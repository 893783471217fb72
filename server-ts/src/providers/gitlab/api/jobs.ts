// Jobs as GitLab's API tells them, playing, retrying and cancelling them, and their logs.
// https://docs.gitlab.com/api/jobs/

import type { Reach } from '../../../ci/account.ts';
import type { LogPart } from '../../../ci/follow.ts';
import { safeLength } from '../../../ci/log-part.ts';
import { readStatus } from '../statuses.ts';
import { jobSchema, type GitLabJob } from './pipelines.ts';
import { ask, list, projectPath, read, send } from './request.ts';

/** Bytes of one part. */
const PART = 1024 * 1024;
/** Bytes: what lies further is not read, for GitLab sends a log from its start each time. Its own limit is 100 MB. */
const FURTHEST = 24 * PART;

/** Undefined when there is none, or it is hidden from this person. */
export async function readJob(project: string, job: string, reach: Reach): Promise<GitLabJob | undefined> {
  return await read(reach, jobPath(project, job), jobSchema);
}

/** Of the whole project, the newest first. */
export async function listRecentJobs(project: string, reach: Reach, most: number): Promise<readonly GitLabJob[]> {
  return (await list(reach, `${projectPath(project)}/jobs`, jobSchema, { most }))?.all ?? [];
}

/** Starts one that waits for a person. */
export async function playJob(project: string, job: string, variables: Readonly<Record<string, string>>, reach: Reach): Promise<GitLabJob> {
  const pairs = Object.entries(variables).map(([key, value]) => ({ key, value }));
  const body = pairs.length === 0 ? {} : { job_variables_attributes: pairs };
  return await send(reach, `${jobPath(project, job)}/play`, jobSchema, { body });
}

/** Answers the new try, with an id of its own. */
export async function retryJob(project: string, job: string, reach: Reach): Promise<GitLabJob> {
  return await send(reach, `${jobPath(project, job)}/retry`, jobSchema);
}

export async function cancelJob(project: string, job: string, reach: Reach): Promise<GitLabJob> {
  return await send(reach, `${jobPath(project, job)}/cancel`, jobSchema);
}

/** Nothing more will be written to its log. */
export function isOver({ status }: Pick<GitLabJob, 'status'>): boolean {
  return ['success', 'failed', 'canceled', 'skipped'].includes(readStatus(status) ?? 'failed');
}

/** The last `most` bytes, from a whole line on. */
export async function logEnd(
  project: string,
  job: string,
  reach: Reach,
  most: number,
): Promise<{ readonly text: string; readonly cut: boolean }> {
  const { status, text, cut } = await ask(reach, `${jobPath(project, job)}/trace`, { limit: most, keep: 'end', also: [404] });
  if (status === 404) return { text: '', cut: false };
  return { text: cut ? text.slice(text.indexOf('\n') + 1) : text, cut };
}

/** GitLab sends a log from its start; what stands before it may, like a store behind it, answer only the part that is asked for. */
export async function logPart(project: string, job: GitLabJob, start: number, reach: Reach): Promise<LogPart> {
  if (start >= FURTHEST) return { text: start === FURTHEST ? LEFT_OUT : '', next: FURTHEST + 1, more: false };
  const answer = await ask(reach, `${jobPath(project, String(job.id))}/trace`, {
    limit: start + PART,
    headers: start === 0 ? {} : { Range: `bytes=${start}-` },
    also: [404, 416],
  });
  if (answer.status === 404 || answer.status === 416) return { text: '', next: start, more: !isOver(job) };
  const bytes = Buffer.from(answer.text);
  const text = (answer.status === 206 ? bytes : bytes.subarray(start)).toString();
  const more = answer.cut || !isOver(job);
  const part = more ? text.slice(0, safeLength(text)) : text;
  return { text: part, next: start + Buffer.byteLength(part), more };
}

const LEFT_OUT = '\n[… the rest is left out: the whole log is in GitLab]\n';

function jobPath(project: string, job: string): string {
  return `${projectPath(project)}/jobs/${encodeURIComponent(job)}`;
}

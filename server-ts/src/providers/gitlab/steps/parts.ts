// What the steps of GitLab share: the project that is meant, and how jobs and pipelines stand as steps of a runbook.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { subjectKey, type SubjectKey } from '../../../ci/ids.ts';
import type { StepSeen } from '../../../ci/step.ts';
import { link, say, type Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { cancelJob, isOver, logEnd, readJob } from '../api/jobs.ts';
import type { GitLabJob } from '../api/pipelines.ts';
import { readProject, type GitLabProject } from '../api/projects.ts';
import { lookOf } from '../commands/times.ts';
import { readFailureReason, readStatus } from '../statuses.ts';

/** Bytes of a failed job's log; what failed is told at its end. */
const LOG = 256 * 1024;

const handleSchema = z.object({ project: z.string(), path: z.string(), id: z.string() });
export type Handle = z.infer<typeof handleSchema>;

export function handleOf(project: Pick<GitLabProject, 'id' | 'path'>, id: number | string): string {
  return JSON.stringify({ project: project.id, path: project.path, id: String(id) } satisfies Handle);
}

export function readHandle(handle: string): Handle {
  return handleSchema.parse(JSON.parse(handle));
}

/** By its path or id, exactly. Throws CI_GITLAB_NO_PROJECT. */
export async function projectNamed(name: string, reach: Reach): Promise<GitLabProject> {
  const found = await readProject(name, reach);
  if (found !== undefined) return found;
  throw new CiError(
    'CI_GITLAB_NO_PROJECT',
    `There is no project ${name.slice(0, 200)}, or you may not see it.`,
    'Correct its path in the intent, or ask to be added to it.',
  );
}

/** The pipeline whose news tell how it goes. */
export function runOf({ connection }: Pick<Reach, 'connection'>, project: string, pipeline: number | string): { readonly run: SubjectKey } {
  return { run: subjectKey('gitlab', connection.name, project, String(pipeline)) };
}

export const jobOutputs = [
  { name: 'id', help: 'Number of the job' },
  { name: 'url', help: 'Its page' },
  { name: 'pipeline', help: 'Number of its pipeline' },
] as const;

export function begunJob(project: GitLabProject, job: GitLabJob, reach: Reach): StepSeen {
  const text = say`${titleOf(project.path, job)} begins.`;
  return { kind: 'running', handle: handleOf(project, job.id), text, outputs: outputsOf(job), ...runOfJob(project.id, job, reach) };
}

export async function lookAtJob(handle: string, reach: Reach): Promise<StepSeen> {
  const { project, path, id } = readHandle(handle);
  const job = await readJob(project, id, reach);
  if (job === undefined) return { kind: 'failed', text: say`The job ${id} of ${path} is not there any more.`, outputs: {} };
  const [title, outputs] = [titleOf(path, job), outputsOf(job)];
  if (!isOver(job))
    return { kind: 'running', handle, text: say`${title}: ${lookOf(job.status)}`, outputs, ...runOfJob(project, job, reach) };
  if (readStatus(job.status) === 'success') return { kind: 'succeeded', text: say`${title} passed.`, outputs };
  const reason = readFailureReason(job.failure_reason);
  const text = say`${title}: ${lookOf(job.status)}${reason === undefined ? '' : `, ${reason}`}.`;
  return { kind: 'failed', text, outputs, ...(await logOf(project, id, reach)) };
}

export async function stopJob(handle: string, reach: Reach): Promise<void> {
  const { project, id } = readHandle(handle);
  const job = await readJob(project, id, reach);
  if (job !== undefined && !isOver(job)) await cancelJob(project, id, reach);
}

/** Its last lines; nothing where they cannot be read. */
export async function logOf(project: string, job: string, reach: Reach): Promise<{ readonly log?: readonly string[] }> {
  const { text } = await logEnd(project, job, reach, LOG).catch(() => ({ text: '' }));
  return text.trim() === '' ? {} : { log: text.split('\n') };
}

function runOfJob(project: string, { pipeline }: GitLabJob, reach: Reach): { readonly run?: SubjectKey } {
  return pipeline === undefined ? {} : runOf(reach, project, pipeline.id);
}

function titleOf(path: string, { id, name, web_url: page }: GitLabJob): Words {
  return say`${link(`${name} (${id})`, page)} of ${path}`;
}

function outputsOf({ id, web_url: url, pipeline }: GitLabJob): Readonly<Record<string, string>> {
  return { id: String(id), ...(url !== undefined && { url }), ...(pipeline !== undefined && { pipeline: String(pipeline.id) }) };
}

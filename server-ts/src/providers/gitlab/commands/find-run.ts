// What people type for a pipeline or a job → that one: its address, or its number with the project behind it or the channel's.

import type { AskedVerb } from '../../../ci/command.ts';
import { CiError } from '../../../platform/errors.ts';
import { readJob } from '../api/jobs.ts';
import { readPipeline, type GitLabJob, type GitLabPipeline } from '../api/pipelines.ts';
import type { GitLabProject } from '../api/projects.ts';
import { isAddress, readAddress } from '../project-address.ts';
import { findProject, type Signed } from './find-project.ts';

export interface FoundPipeline {
  readonly project: GitLabProject;
  readonly pipeline: GitLabPipeline;
}

export interface FoundJob {
  readonly project: GitLabProject;
  readonly job: GitLabJob;
}

/** Throws CI_GITLAB_NO_PIPELINE. */
export async function findPipeline(asked: AskedVerb, reach: Signed): Promise<FoundPipeline> {
  const { project, number } = await placeOf(asked, 'pipeline', reach);
  const pipeline = await readPipeline(project.id, number, reach);
  if (pipeline === undefined) throw noPipeline(project, number);
  return { project, pipeline };
}

/** Throws CI_GITLAB_NO_JOB. */
export async function findJob(asked: AskedVerb, reach: Signed): Promise<FoundJob> {
  const { project, number } = await placeOf(asked, 'job', reach);
  const job = await readJob(project.id, number, reach);
  if (job === undefined) throw noJob(project, number);
  return { project, job };
}

export function noPipeline({ path }: Pick<GitLabProject, 'path'>, number: string): CiError {
  return new CiError(
    'CI_GITLAB_NO_PIPELINE',
    `${path} has no pipeline ${number}, or you may not see it.`,
    'Type `/gitlab pipelines list <project>` for its last ones.',
  );
}

export function noJob({ path }: Pick<GitLabProject, 'path'>, number: string): CiError {
  return new CiError('CI_GITLAB_NO_JOB', `${path} has no job ${number}, or you may not see it.`, 'Paste the address of the job’s page.');
}

/** The first word is the number or the address; a second one that is no KEY=value is the project. */
async function placeOf(
  asked: AskedVerb,
  kind: 'pipeline' | 'job',
  reach: Signed,
): Promise<{ readonly project: GitLabProject; readonly number: string }> {
  const [first = '', second] = asked.words;
  const address = isAddress(first) ? readAddress(first, reach.connection.url) : undefined;
  const number = isAddress(first) ? address?.[kind] : /^[#!]?(\d{1,15})$/.exec(first)?.[1];
  if (number === undefined)
    throw new CiError(
      `CI_GITLAB_NO_${kind === 'job' ? 'JOB' : 'PIPELINE'}`,
      `${first.slice(0, 200)} is neither the number nor the address of a ${kind}.`,
      `Type its number, with its project behind it, or paste the address of its page in GitLab.`,
    );
  const named = second === undefined || second.includes('=') ? undefined : second;
  return { project: await findProject(asked, address?.project ?? named, reach), number };
}

// Pipelines as GitLab's API tells them, and starting, retrying and cancelling them.
// https://docs.gitlab.com/api/pipelines/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { address, amount, name, part, text } from '../../../platform/foreign-json.ts';
import { flag, id, instant, percentage, user } from '../fields.ts';
import { list, projectPath, read, send, type Query } from './request.ts';

const commitSchema = part({ id: text, title: text, message: text, author_name: text });

const pipelineSchema = z.object({
  id,
  name: text,
  status: name,
  source: text,
  ref: text,
  sha: text,
  tag: flag,
  web_url: address,
  user,
  created_at: instant,
  updated_at: instant,
  finished_at: instant,
  duration: amount,
  queued_duration: amount,
  coverage: percentage,
  detailed_status: part({ group: text, label: text }),
});
export type GitLabPipeline = z.infer<typeof pipelineSchema>;

export const jobSchema = z.object({
  id,
  name,
  stage: text,
  status: name,
  ref: text,
  allow_failure: flag,
  failure_reason: text,
  web_url: address,
  created_at: instant,
  started_at: instant,
  finished_at: instant,
  duration: amount,
  user,
  commit: commitSchema,
  pipeline: part({ id, ref: text, status: text, web_url: address }),
});
export type GitLabJob = z.infer<typeof jobSchema>;

const MOST_JOBS = 1000;

/** Undefined when there is none, or it is hidden from this person. */
export async function readPipeline(project: string, pipeline: string, reach: Reach): Promise<GitLabPipeline | undefined> {
  return await read(reach, pipelinePath(project, pipeline), pipelineSchema);
}

/** The newest first. */
export async function listPipelines(project: string, reach: Reach, most: number, query: Query = {}): Promise<readonly GitLabPipeline[]> {
  return (await list(reach, `${projectPath(project)}/pipelines`, pipelineSchema, { most, query }))?.all ?? [];
}

/** The newest try of each. */
export async function listJobs(project: string, pipeline: string, reach: Reach): Promise<readonly GitLabJob[]> {
  return (await list(reach, `${pipelinePath(project, pipeline)}/jobs`, jobSchema, { most: MOST_JOBS }))?.all ?? [];
}

/** Jobs that start pipelines elsewhere. */
export async function listBridges(project: string, pipeline: string, reach: Reach): Promise<readonly GitLabJob[]> {
  return (await list(reach, `${pipelinePath(project, pipeline)}/bridges`, jobSchema, { most: MOST_JOBS }))?.all ?? [];
}

export interface Start {
  readonly ref: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Of the types that are declared. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Throws CI_GITLAB_REJECTED with GitLab's reason: no such ref, rules that leave no job, a faulty `.gitlab-ci.yml`. */
export async function startPipeline(project: string, { ref, variables, inputs }: Start, reach: Reach): Promise<GitLabPipeline> {
  const pairs = Object.entries(variables).map(([key, value]) => ({ key, value }));
  const body = { ref, ...(pairs.length > 0 && { variables: pairs }), ...(Object.keys(inputs).length > 0 && { inputs }) };
  return await send(reach, `${projectPath(project)}/pipeline`, pipelineSchema, { body });
}

/** Its failed and cancelled jobs run again. */
export async function retryPipeline(project: string, pipeline: string, reach: Reach): Promise<GitLabPipeline> {
  return await send(reach, `${pipelinePath(project, pipeline)}/retry`, pipelineSchema);
}

export async function cancelPipeline(project: string, pipeline: string, reach: Reach): Promise<GitLabPipeline> {
  return await send(reach, `${pipelinePath(project, pipeline)}/cancel`, pipelineSchema);
}

function pipelinePath(project: string, pipeline: string): string {
  return `${projectPath(project)}/pipelines/${encodeURIComponent(pipeline)}`;
}

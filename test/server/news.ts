// Deliveries made of real ones, with what a story needs changed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { pollUntil } from '../../build/embedded/poll.ts';
import { deliver } from './deliver.ts';
import { openLedger } from './ledger.ts';
import type { TestServer } from './index.ts';

const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(join(import.meta.dirname, '../payloads', path), 'utf8'));
const failed = read('gitlab/pipeline_failed_18.json');
const passed = read('gitlab/pipeline_success_tag_18.json');
const built = read('jenkins/finalized_success.json');
const deployed = read('gitlab/deployment_success.json');
const gate = read('sonarqube/gate_failed_strict.json');

export interface PipelineNews {
  readonly id: number;
  /** Full path. */
  readonly project: string;
  readonly branch: string;
  readonly status: 'running' | 'success' | 'failed' | 'canceled';
  readonly sha?: string;
  /** Ids of the projects in the payloads are taken as they are; another project has another id. */
  readonly projectId?: number;
  /** Id of the pipeline of the same project that started it. */
  readonly parent?: number;
}

const part = (whole: Record<string, unknown>, key: string): Record<string, unknown> => {
  const value = whole[key];
  return typeof value === 'object' && value !== null ? { ...value } : {};
};

/** A pipeline event; jobs that failed keep the pipeline of those that pass out. */
export function pipelineNews({ id, project, branch, status, sha, projectId = 1, parent }: PipelineNews): string {
  const base = status === 'failed' ? failed : passed;
  const { duration, ...attributes } = part(base, 'object_attributes');
  // Later pipelines begin later, as they do.
  const begun = Date.UTC(2026, 0, 1) + (id % 1_000_000) * 600_000;
  const ended = status === 'running' ? {} : { finished_at: new Date(begun + 199_000).toISOString(), duration };
  const commit = sha ?? id.toString(16).padStart(40, 'a');
  return JSON.stringify({
    ...base,
    object_attributes: {
      ...attributes,
      finished_at: null,
      created_at: new Date(begun).toISOString(),
      ...ended,
      id,
      iid: id,
      ref: branch,
      tag: false,
      status,
      detailed_status: status === 'success' ? 'passed' : status,
      sha: commit,
      url: `https://gitlab.example.test/${project}/-/pipelines/${id}`,
    },
    project: { ...part(base, 'project'), id: projectId, path_with_namespace: project, web_url: `https://gitlab.example.test/${project}` },
    commit: { ...part(base, 'commit'), id: commit },
    builds: status === 'failed' ? base['builds'] : [],
    ...(parent !== undefined && {
      source_pipeline: { project: { id: projectId, path_with_namespace: project }, pipeline_id: parent, job_id: 1 },
    }),
  });
}

/** A failed quality gate of that commit. */
export function gateNews(sha: string, project: string, task: string): string {
  return JSON.stringify({ ...gate, taskId: task, revision: sha, project: { ...part(gate, 'project'), key: project, name: project } });
}

export interface BuildNews {
  readonly job: string;
  readonly number: number;
  readonly sha: string;
  /** Of Jenkins, as it writes it. */
  readonly status: 'SUCCESS' | 'FAILURE';
}

/** A finished build of that commit. */
export function buildNews({ job, number, sha, status }: BuildNews): string {
  const build = part(built, 'build');
  const path = `job/${job}/${number}/`;
  const own = { number, status, url: path, full_url: `https://jenkins.example.test/${path}`, scm: { ...part(build, 'scm'), commit: sha } };
  return JSON.stringify({ ...built, name: job, display_name: job, url: `job/${job}/`, build: { ...build, ...own } });
}

export interface DeploymentNews {
  readonly id: number;
  readonly sha: string;
  readonly project: string;
  readonly environment: string;
  readonly status: 'running' | 'success' | 'failed';
}

export function deploymentNews({ id, sha, project, environment, status }: DeploymentNews): string {
  return JSON.stringify({
    ...deployed,
    status,
    environment,
    deployment_id: id,
    project: { ...part(deployed, 'project'), path_with_namespace: project, web_url: `https://gitlab.example.test/${project}` },
    short_sha: sha.slice(0, 8),
    commit_url: `https://gitlab.example.test/${project}/-/commit/${sha}`,
  });
}

/** Sends and expects it to be taken. */
export async function tell(
  server: TestServer,
  body: string,
  provider: 'gitlab' | 'sonarqube' | 'jenkins' | 'alertmanager' = 'gitlab',
): Promise<void> {
  const path = `/plugins/ci-command-center/webhooks/${provider}?secret=${server.webhookSecret}`;
  const { status, json } = await deliver(server, body, { 'X-Gitlab-Token': '' }, path);
  expect({ status, json }).toMatchObject({ status: 202 });
}

/** Resolves when nothing that was sent waits any more: what was not posted by then never will be. */
export async function untilTold(server: TestServer): Promise<void> {
  const ledger = await openLedger(server.databaseUrl);
  try {
    await pollUntil('nothing waits', async () => ((await ledger.waiting()) === 0 ? true : undefined), { limit: 30_000, every: 50 });
  } finally {
    await ledger.close();
  }
}

// Environments of a project, what was deployed to them, and what waits to be.
// https://docs.gitlab.com/api/environments/, https://docs.gitlab.com/api/deployments/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { address, amount, name, part, text } from '../../../platform/foreign-json.ts';
import { id, instant, list, user } from '../fields.ts';
import { ask, list as listAll, projectPath, read, type Query } from './request.ts';

const environmentSchema = z.object({ id, name, state: text, external_url: address });
export type Environment = z.infer<typeof environmentSchema>;

const deploymentSchema = z.object({
  id,
  status: name,
  ref: text,
  sha: text,
  created_at: instant,
  updated_at: instant,
  user,
  environment: part({ name: text }),
  deployable: part({
    id,
    name: text,
    status: text,
    web_url: address,
    commit: part({ title: text }),
    pipeline: part({ id, web_url: address }),
  }),
  /** How many people must still agree; only where approvals are asked for. */
  pending_approval_count: amount,
  /** Only where one deployment is asked for. */
  approvals: list(z.object({ user, status: text })),
});
export type GitLabDeployment = z.infer<typeof deploymentSchema>;

/** Those that were not stopped, or any. */
export async function listEnvironments(
  project: string,
  reach: Reach,
  most: number,
  which: 'going' | 'any' = 'going',
): Promise<readonly Environment[]> {
  const told = await listAll(reach, `${projectPath(project)}/environments`, environmentSchema, { most });
  return (told?.all ?? []).filter(({ state }) => which === 'any' || state !== 'stopped');
}

/** The newest first. A manual job's deployment is there, as `created`, before it was played. */
export async function listDeployments(
  project: string,
  environment: string | undefined,
  reach: Reach,
  most: number,
  query: Query = {},
): Promise<readonly GitLabDeployment[]> {
  const asked = { environment, order_by: 'id', sort: 'desc', ...query };
  const told = await listAll(reach, `${projectPath(project)}/deployments`, deploymentSchema, { most, query: asked });
  return (told?.all ?? []).filter((each) => environment === undefined || (each.environment?.name ?? environment) === environment);
}

export async function readDeployment(project: string, deployment: string, reach: Reach): Promise<GitLabDeployment | undefined> {
  return await read(reach, `${projectPath(project)}/deployments/${encodeURIComponent(deployment)}`, deploymentSchema);
}

/** Lets a deployment go on that waits for people to agree, as far as this person counts. */
export async function approveDeployment(project: string, deployment: string, comment: string, reach: Reach): Promise<void> {
  const path = `${projectPath(project)}/deployments/${encodeURIComponent(deployment)}/approval`;
  await ask(reach, path, { method: 'POST', body: { status: 'approved', comment } });
}

// A deployment event of GitLab → one deployment to an environment.

import type { Deployment } from '../../ci/deployment.ts';
import type { Project } from '../../ci/pipeline.ts';
import type { Reading } from '../../ci/provider.ts';
import { deploymentSchema } from './news-schema.ts';
import type { DeploymentPayload } from './news-schema.ts';
import { present } from '../../platform/foreign-json.ts';
import { commitOf, personOf, projectIn, refOf, subjectIn } from './parts.ts';
import { readStatus } from './statuses.ts';

/** Before version 14 a deployment has no id of its own: its job's stands for it. */
export function readDeployment(payload: unknown, connection: string): Reading {
  const { data: told } = deploymentSchema.safeParse(payload);
  const project = projectIn(told?.project, undefined);
  const id = told?.deployment_id ?? told?.deployable_id;
  if (told === undefined || project === undefined || id === undefined)
    return { kind: 'invalid', reason: 'the deployment event names no deployment, no environment or no project' };
  // `blocked` waits for an approval. https://docs.gitlab.com/ci/environments/deployment_approvals/
  const status = told.status === 'blocked' ? 'manual' : readStatus(told.status);
  if (status === undefined) return { kind: 'ignored', reason: 'the deployment has a status that is not known here' };
  const subject = subjectIn(connection, project, 'deployment', String(id));
  return { kind: 'event', event: { kind: 'deployment', subject, deployment: deploymentOf(project, String(id), status, told) } };
}

function deploymentOf(project: Project, id: string, status: Deployment['status'], told: DeploymentPayload): Deployment {
  return {
    id,
    status,
    environment: told.environment,
    ...present({
      environmentUrl: told.environment_external_url,
      url: told.deployable_url,
      ref: told.ref === undefined ? undefined : refOf(project, told.ref, false),
      commit: commitOf(project, shaOf(told), told.commit_title, undefined, told.commit_url),
      by: personOf(told.user),
      at: told.status_changed_at,
    }),
  };
}

/** The whole SHA is only in the commit's address. */
function shaOf({ commit_url: url, short_sha: short }: DeploymentPayload): string | undefined {
  return /\/commit\/([0-9a-f]{40,64})$/i.exec(url ?? '')?.[1] ?? short;
}

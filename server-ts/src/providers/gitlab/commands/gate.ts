// Lets a deployment from chat pass the gates that administrators set for its environment, or says why not. Every way to deploy goes by here.

import type { Asked } from '../../../ci/command.ts';
import type { DeployGate } from '../../../ci/deploy-gate.ts';
import { CiError } from '../../../platform/errors.ts';
import { listDeployments, readDeployment, type GitLabDeployment } from '../api/environments.ts';
import type { GitLabJob } from '../api/pipelines.ts';
import type { GitLabProject } from '../api/projects.ts';
import type { Signed } from './find-project.ts';

/** So far back a job's deployment is looked for; only in projects with gates. */
const FURTHEST = 1000;

type Gated = Pick<Asked, 'gates'>;
type Where = Pick<GitLabProject, 'id' | 'path'>;
type Begun = Pick<GitLabJob, 'id'>;

/** Of jobs that are about to begin. Throws CI_GITLAB_GATE_BRANCH and CI_GITLAB_GATE_APPROVALS for the first that may not. */
export async function passJobs(asked: Gated, project: Where, jobs: readonly Begun[], reach: Signed): Promise<void> {
  if (jobs.length === 0 || asked.gates?.any(project.path) !== true) return;
  const ids = new Set(jobs.map(({ id }) => id));
  const all = await listDeployments(project.id, undefined, reach, FURTHEST);
  for (const deployment of all) {
    const job = deployment.deployable?.id;
    if (job !== undefined && ids.has(job)) await passDeployment(asked, project, deployment, reach);
  }
}

/** The environment that the job deploys to; undefined when it deploys nothing, as far as GitLab tells. */
export async function environmentOf(project: Where, job: Begun, reach: Signed): Promise<string | undefined> {
  const recent = await listDeployments(project.id, undefined, reach, 50).catch(() => []);
  return recent.find(({ deployable }) => deployable?.id === job.id)?.environment?.name;
}

/** One that is there already, waiting or over. */
export async function passDeployment(asked: Gated, project: Where, deployment: GitLabDeployment, reach: Signed): Promise<void> {
  const environment = deployment.environment?.name;
  if (environment === undefined) return;
  const gate = passBranch(asked, project, environment, deployment.ref);
  if (gate === undefined || gate.approvals === 0) return;
  const whole = (await readDeployment(project.id, String(deployment.id), reach)) ?? deployment;
  const given = approversOf(whole, gate, reach).length;
  if (given < gate.approvals) throw unapproved(environment, gate, given, whole.status === 'blocked');
}

/** Throws CI_GITLAB_GATE_BRANCH. Answers the gate, for what else it asks. */
export function passBranch({ gates }: Gated, { path }: Where, environment: string, ref: string | undefined): DeployGate | undefined {
  const gate = gates?.of(path, environment, ref);
  if (gate === undefined || gate.isAllowed) return gate;
  throw new CiError(
    'CI_GITLAB_GATE_BRANCH',
    `${environment} of ${path} is deployed only from ${gate.branches.join(', ')}, and this is ${ref ?? 'of no branch'}.`,
    'Take it there first. The gate is set by `environments` in the Configuration.',
  );
}

/** Where whoever deploys may be none of those who agree. */
export function passSelf({ gates }: Gated, { path }: Where, deployment: GitLabDeployment, reach: Signed): void {
  const { environment, ref, user } = deployment;
  const gate = environment?.name === undefined ? undefined : gates?.of(path, environment.name, ref);
  if (gate === undefined || gate.approvals === 0 || gate.selfApproval || !isMe(user, reach)) return;
  throw new CiError(
    'CI_GITLAB_GATE_SELF',
    `You deploy this to ${environment?.name ?? ''} yourself, so somebody else has to approve it.`,
    'Ask another one. The gate is set by `environments` in the Configuration.',
  );
}

function approversOf({ approvals, user: deployer }: GitLabDeployment, { selfApproval }: DeployGate, reach: Signed): readonly string[] {
  const names = approvals.flatMap(({ status, user }) => {
    if (status !== 'approved' || user?.username === undefined) return [];
    const own = isMe(user, reach) || user.username === deployer?.username;
    return own && !selfApproval ? [] : [user.username];
  });
  return [...new Set(names)];
}

function isMe(user: GitLabDeployment['user'], { account }: Signed): boolean {
  return user !== undefined && (account.id === undefined ? user.username === account.login : String(user.id) === account.id);
}

/** Nothing else than GitLab's own approvals is counted: what chat could count itself is not there yet, and a gate is never passed by. */
function unapproved(environment: string, { approvals, selfApproval }: DeployGate, given: number, isBlocked: boolean): CiError {
  const who = `${approvals} ${selfApproval ? '' : 'other '}${approvals === 1 ? 'person' : 'people'}`;
  return new CiError(
    'CI_GITLAB_GATE_APPROVALS',
    `${environment} asks for the approval of ${who}, and ${given === 0 ? 'nobody' : `only ${given}`} gave it in GitLab.`,
    isBlocked
      ? 'Others approve it with the button below its card or by `/gitlab deploy`; then it can begin.'
      : 'GitLab asks nobody there, so it cannot begin from chat: protect the environment in GitLab with required approvals, or deploy it in GitLab.',
  );
}

// Lets a deployment from chat pass the gates that administrators set for its environment, or says why not. Every way to deploy goes by here.

import type { Asked } from '../../../ci/command.ts';
import type { DeployGate, DeployGates } from '../../../ci/deploy-gate.ts';
import type { Instant } from '../../../ci/pipeline.ts';
import { CiError } from '../../../platform/errors.ts';
import { listDeployments, listEnvironments, readDeployment, type GitLabDeployment } from '../api/environments.ts';
import type { GitLabJob } from '../api/pipelines.ts';
import type { GitLabProject } from '../api/projects.ts';
import type { Signed } from './find-project.ts';

/** So far back a job's deployment is looked for, of the project and of each of its gates; only in projects with gates. */
const FURTHEST = 1000;
const MOST_ENVIRONMENTS = 500;
/** Environments with a gate that are looked through one by one. */
const MOST_GATED = 20;
/** Milliseconds: a deployment is made with its job, or later. */
const SLACK = 60_000;

type Gated = Pick<Asked, 'gates' | 'permit'>;
type Where = Pick<GitLabProject, 'id' | 'path'>;
type Begun = Pick<GitLabJob, 'id'> & { readonly created_at?: Instant | undefined };

/**
 * Of jobs that are about to begin. Throws CI_GITLAB_GATE_BRANCH and CI_GITLAB_GATE_APPROVALS for the first that may not, and
 * CI_GITLAB_GATE_UNSEEN where nobody can tell.
 */
export async function passJobs(asked: Gated, project: Where, jobs: readonly Begun[], reach: Signed): Promise<void> {
  if (jobs.length === 0) return;
  await passPermission(asked, project, jobs, reach);
  if (asked.gates?.any(project.path) !== true) return;
  const lately = await listDeployments(project.id, undefined, reach, FURTHEST);
  const unsure = jobs.filter((job) => !isSeen(job, lately));
  const earlier = unsure.length === 0 ? [] : await ofGates(asked.gates, project, unsure, reach);
  const ids = new Set(jobs.map(({ id }) => id));
  for (const deployment of [...lately, ...earlier]) {
    const job = deployment.deployable?.id;
    if (job !== undefined && ids.has(job)) await passDeployment(asked, project, deployment, reach);
  }
}

/** Who may not deploy may not begin a job that deploys either. It is looked for only where deploying is not for everybody. */
async function passPermission({ permit }: Gated, project: Where, jobs: readonly Begun[], reach: Signed): Promise<void> {
  const refusal = await permit?.('deploy').then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (refusal === undefined) return;
  const lately = await listDeployments(project.id, undefined, reach, FURTHEST);
  if (jobs.some((job) => isOf(job, lately))) throw refusal.error;
}

/** Its deployment is among them, or it has none: they reach back to when it was made. */
function isSeen(job: Begun, newest: readonly GitLabDeployment[]): boolean {
  if (newest.length < FURTHEST || isOf(job, newest)) return true;
  const [made, oldest] = [job.created_at, newest.at(-1)?.created_at];
  return made !== undefined && oldest !== undefined && made > oldest + SLACK;
}

function isOf({ id }: Begun, deployments: readonly GitLabDeployment[]): boolean {
  return deployments.some(({ deployable }) => deployable?.id === id);
}

/** Where many deployments are made, of previews mostly, those to an environment with a gate are looked through on their own. */
async function ofGates(gates: DeployGates, project: Where, jobs: readonly Begun[], reach: Signed): Promise<readonly GitLabDeployment[]> {
  const all = await listEnvironments(project.id, reach, MOST_ENVIRONMENTS, 'any');
  const names = all.map(({ name }) => name).filter((name) => gates.of(project.path, name, undefined) !== undefined);
  if (all.length === MOST_ENVIRONMENTS || names.length > MOST_GATED) throw unseen(project);
  const found: (readonly GitLabDeployment[])[] = [];
  for (const name of names) found.push(await listDeployments(project.id, name, reach, FURTHEST));
  const isTold = (job: Begun): boolean => found.some((each) => isOf(job, each)) || found.every((each) => isSeen(job, each));
  if (!jobs.every((job) => isTold(job))) throw unseen(project);
  return found.flat();
}

/** The environment that the job deploys to; undefined when it deploys nothing, as far as GitLab tells. `supposed`: it is looked for there. */
export async function environmentOf(project: Where, job: Begun, reach: Signed, supposed?: string): Promise<string | undefined> {
  const recent = await listDeployments(project.id, supposed, reach, 50).catch(() => []);
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

function unseen({ path }: Where): CiError {
  return new CiError(
    'CI_GITLAB_GATE_UNSEEN',
    `${path} has had so many deployments since that nobody can tell here whether this one would go to an environment with a gate.`,
    'Begin it in GitLab, or run a new pipeline and deploy from that.',
  );
}

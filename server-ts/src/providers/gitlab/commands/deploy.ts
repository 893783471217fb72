// /gitlab deploy and /gitlab rollback: say what would happen, and ask; the button plays, retries or approves.

import type { Answer, AnswerCall, AnswerVerb, AskedCall, Button } from '../../../ci/command.ts';
import type { Instant } from '../../../ci/pipeline.ts';
import { code, join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { approveDeployment, listDeployments, readDeployment, type GitLabDeployment } from '../api/environments.ts';
import { isOver, playJob, readJob, retryJob } from '../api/jobs.ts';
import type { GitLabJob } from '../api/pipelines.ts';
import type { GitLabProject } from '../api/projects.ts';
import { subjectIn } from '../parts.ts';
import { findDeployable, type Deployable, type ToDeploy } from './deployable.ts';
import { findEnvironment, type FoundEnvironment } from './find-environment.ts';
import type { Signed } from './find-project.ts';
import { noJob } from './find-run.ts';
import { done, keyOf, whoDid } from './deeds.ts';
import { follow, numberIn, placeOf } from './followed.ts';
import { environmentOf, passBranch, passJobs, passSelf } from './gate.ts';
import { doneTo, started } from './job.ts';
import { ago, lookOf } from './times.ts';

/** So far back is looked. */
const RECENT = 100;

export const deploy: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const found = await findEnvironment(asked, reach);
  const next = await findDeployable(found, reach);
  if (next.kind === 'blocked') {
    passBranch(asked, found.project, found.environment, next.deployment.ref);
    return approval(found, next.deployment, next.current, asked.now);
  }
  passBranch(asked, found.project, found.environment, next.ref);
  await passJobs(asked, found.project, [next.job], reach);
  return question(found, next, asked.now);
};

export const rollback: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const found = await findEnvironment(asked, reach);
  const { project, environment } = found;
  const good = await listDeployments(project.id, environment, reach, RECENT, { status: 'success' });
  const [current, ...before] = good.filter(({ status }) => status === 'success');
  const last = before.find(({ sha, deployable }) => sha !== current?.sha && deployable !== undefined);
  if (current === undefined || last?.deployable === undefined)
    throw new CiError(
      'CI_GITLAB_NO_ROLLBACK',
      `There is no deployment to ${environment} before the current one that could be repeated.`,
      'Deploy an older ref: `/gitlab deploy <project> <environment> <ref>`.',
    );
  const job = last.deployable;
  await passJobs(asked, project, [job], reach);
  return {
    text: join([
      nowRuns(found, current, asked.now),
      say`It would go back to ${what(project, last)}, deployed ${ago(last.updated_at ?? last.created_at, asked.now)}${by(last)}: the job ${link(job.name ?? '', job.web_url)} of pipeline #${job.pipeline?.id ?? ''} runs again.`,
    ]),
    buttons: [deployButton(found, job, `Roll ${environment} back`, 'rolled-back')],
  };
};

/** Plays the job, or runs it again when it is over. */
export const deployCall: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { project, pipeline } = await placeOf(asked, reach);
  const number = numberIn(asked.args, 'job');
  const job = await readJob(project.id, number, reach);
  if (job === undefined || String(job.pipeline?.id) !== pipeline) throw noJob(project, number);
  await passJobs(asked, project, [job], reach);
  // The card is told where it went, not where a click says.
  const environment = (await environmentOf(project, job, reach, asked.args['environment'])) ?? job.name;
  // GitLab refuses both for a job that somebody else began or repeated meanwhile.
  const waits = job.status === 'manual' || job.status === 'scheduled';
  if (!waits && !isOver(job)) throw await deploying(asked, project, job, reach);
  const begun = waits ? await playJob(project.id, number, {}, reach) : await retryJob(project.id, number, reach);
  const verb = asked.args['verb'] === 'rolled-back' ? 'rolled-back' : 'deployed';
  return started(project, begun, reach, say`${job.name} begins.`, doneTo(project, begun, verb, reach, environment));
};

async function deploying(asked: AskedCall, project: GitLabProject, { name, status, pipeline }: GitLabJob, reach: Signed): Promise<CiError> {
  const who = pipeline === undefined ? '' : await whoDid(asked, keyOf(reach, project, pipeline.id), ['deployed', 'rolled-back', 'played']);
  return new CiError('CI_GITLAB_DEPLOYING', `The job ${name} is ${lookOf(status)} already.${who}`, 'See its card.');
}

/** When enough have approved, a manual job still waits to be played. */
export const approveCall: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const { project } = await placeOf(asked, reach);
  const number = numberIn(asked.args, 'deployment');
  const waiting = await readDeployment(project.id, number, reach);
  if (waiting !== undefined) {
    if (waiting.status !== 'blocked') throw await notBlocked(asked, project, waiting, reach);
    passBranch(asked, project, waiting.environment?.name ?? '', waiting.ref);
    passSelf(asked, project, waiting, reach);
  }
  await approveDeployment(project.id, number, `From Mattermost, by @${asked.person.username}`, reach);
  const { status, deployable, environment } = (await readDeployment(project.id, number, reach)) ?? {};
  const where = environment?.name ?? 'its environment';
  const of = String(deployable?.pipeline?.id ?? 0);
  const did = [
    ...done(keyOf(reach, project, of), 'deployment-approved', where),
    ...done(subjectIn(reach.connection.name, { ...project }, 'deployment', number).key, 'deployment-approved', where),
  ];
  if (status === 'blocked') return { text: say`You approved the deployment to ${where}. Others must, too.`, did };
  if (deployable?.status === 'manual')
    return {
      text: say`You approved the deployment to ${where}. It can begin now.`,
      did,
      buttons: [deployButton({ project, environment: where }, deployable, `Deploy to ${where}`)],
    };
  const text = say`You approved the deployment to ${where}.`;
  return of === '0' ? { text, did } : { text, did, follow: follow(reach.connection, project, of, 'watched') };
};

async function notBlocked(asked: AskedCall, project: GitLabProject, { status, environment, deployable }: GitLabDeployment, reach: Signed) {
  const pipeline = deployable?.pipeline?.id;
  const who = pipeline === undefined ? '' : await whoDid(asked, keyOf(reach, project, pipeline), ['deployment-approved', 'deployed']);
  const how = status === 'created' ? 'it has been approved and can begin' : lookOf(status);
  return new CiError(
    'CI_GITLAB_NOT_BLOCKED',
    `The deployment to ${environment?.name ?? 'there'} waits for nobody any more: ${how}.${who}`,
    'See its card.',
  );
}

function question(found: FoundEnvironment, { job, current, sha }: Extract<ToDeploy, { kind: 'job' }>, now: Instant): Answer {
  const { project, environment } = found;
  const again = job.status !== 'manual' && job.status !== 'scheduled';
  const verb = again ? 'runs again' : 'begins';
  const ref = found.ref ?? project.defaultBranch;
  const changes = comparison(project, current?.sha, sha);
  return {
    text: join([
      nowRuns(found, current, now),
      say`It would be deployed to: the job ${link(job.name ?? '', job.web_url)} of pipeline ${link(`#${job.pipeline?.id ?? ''}`, job.pipeline?.web_url)}${ref === undefined ? '' : ` on ${ref}`} ${verb}.${job.commit?.title === undefined ? '' : ` ${job.commit.title}.`}${changes}`,
    ]),
    buttons: [deployButton(found, job, again ? `Deploy to ${environment} again` : `Deploy to ${environment}`)],
  };
}

function deployButton(
  { project, environment }: Pick<FoundEnvironment, 'project' | 'environment'>,
  { id, pipeline }: Deployable,
  label: string,
  verb: 'deployed' | 'rolled-back' = 'deployed',
): Button {
  const args = { project: project.id, pipeline: String(pipeline?.id ?? ''), job: String(id), environment, verb };
  return { label, style: verb === 'deployed' ? 'primary' : 'danger', call: { name: 'deploy', args } };
}

function approval(found: FoundEnvironment, blocked: GitLabDeployment, current: GitLabDeployment | undefined, now: Instant): Answer {
  const { project, environment } = found;
  const { pending_approval_count: left, deployable } = blocked;
  const who = left === undefined ? 'people' : left === 1 ? 'one person' : `${left} people`;
  return {
    text: join([
      nowRuns(found, current, now),
      say`The deployment of ${what(project, blocked)}${by(blocked)} waits for ${who} to approve it.${comparison(project, current?.sha, blocked.sha)}`,
    ]),
    buttons: [
      {
        label: `Approve for ${environment}`,
        style: 'primary',
        call: {
          name: 'approve',
          args: { project: project.id, pipeline: String(deployable?.pipeline?.id ?? ''), deployment: String(blocked.id) },
        },
      },
    ],
  };
}

function nowRuns({ project, environment }: FoundEnvironment, current: GitLabDeployment | undefined, now: Instant): Words {
  const place = say`**${environment}** of ${link(project.path, project.url)}`;
  if (current === undefined) return say`${place}: nothing was deployed yet.`;
  return say`${place} runs ${what(project, current)}, since ${ago(current.updated_at ?? current.created_at, now)}${by(current)}.`;
}

function what({ url }: GitLabProject, { ref = '', sha = '', deployable }: GitLabDeployment): Words {
  const title = deployable?.commit?.title;
  const commit = sha === '' ? say`` : say` (${link(sha.slice(0, 8), `${url}/-/commit/${sha}`)}${title === undefined ? '' : `: ${title}`})`;
  return say`${code(ref)}${commit}`;
}

function by({ user }: GitLabDeployment): string {
  const name = user?.name ?? user?.username;
  return name === undefined ? '' : `, by ${name}`;
}

function comparison({ url }: GitLabProject, from: string | undefined, to: string | undefined): Words {
  return from === undefined || to === undefined || from === to ? say`` : say` ${link('What changes', `${url}/-/compare/${from}...${to}`)}`;
}

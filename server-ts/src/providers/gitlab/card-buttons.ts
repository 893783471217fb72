// What can be done about a pipeline, a merge request or a deployment now, for its card. Pure; whether the clicker may is GitLab's to say.

import type { Button } from '../../ci/command.ts';
import type { DeploymentState } from '../../ci/deployment.ts';
import type { Job } from '../../ci/pipeline.ts';
import type { ReviewState } from '../../ci/review.ts';
import { failedJobs, isConcluded, jobsOf, statusOf, waitingJobs } from '../../ci/status.ts';
import { detailsOf, type PipelineState } from '../../ci/state.ts';
import type { SubjectState } from '../../ci/subject.ts';

/** More jobs than that are offered as a list. */
const MOST_PLAYS = 2;
/** Names of jobs in a question. */
const MOST_NAMED = 3;

/** `joined`: what is shown on its card. */
export function cardButtons(state: PipelineState, joined: readonly SubjectState[] = []): readonly Button[] {
  const { project, id: pipeline } = state.pipeline;
  const place = { project: project.id, pipeline };
  const title = `${project.path} #${pipeline}`;
  const status = statusOf(state);
  const first = failedJobs(state)[0];
  const blocked = joined.flatMap((each) => (each.kind === 'deployment' && waitsForApproval(each) ? [each] : []));
  const waiting = waitingJobs(state).filter(
    ({ environment }) => environment === undefined || !blocked.some(({ deployment }) => deployment.environment === environment),
  );
  const log: Button = { label: 'Log', call: { name: 'log', args: { ...place, title, ...(first !== undefined && { job: first.id }) } } };
  return [
    ...retryButtons(state, { ...place, title }),
    ...playButtons(waiting, { ...place, title }),
    ...blocked.slice(0, 1).map((each) => approveDeploymentButton(each, pipeline)),
    ...requestButtons(state, place),
    ...(isConcluded(status) ? [] : [cancelButton(place, title)]),
    log,
  ];
}

/** Of a merge request that is open, and of a deployment that waits for people to agree. */
export function subjectButtons(state: ReviewState | DeploymentState): readonly Button[] {
  if (state.kind === 'deployment') return waitsForApproval(state) ? [approveDeploymentButton(state, '0')] : [];
  const { kind, subject, number, snapshot } = state;
  if (kind !== 'merge-request' || snapshot.state !== 'open' || snapshot.confidential) return [];
  const args = { project: subject.project.id, request: number, sha: snapshot.sha ?? '' };
  const approve: Button = { label: 'Approve', call: { name: 'approve-request', args } };
  if (snapshot.draft) return [approve];
  const target = snapshot.targetBranch ?? 'its target branch';
  const text = `!${number} ${snapshot.title} goes into ${target}. While its pipeline runs, GitLab waits for it and merges only if it passes.`;
  return [approve, { label: 'Merge', call: { name: 'merge-request', args }, confirm: { title: `Merge !${number}?`, text, yes: 'Merge' } }];
}

interface Place {
  readonly project: string;
  readonly pipeline: string;
}

function retryButtons(state: PipelineState, { project, pipeline, title }: Place & { readonly title: string }): readonly Button[] {
  const status = statusOf(state);
  if ((status !== 'failed' && status !== 'canceled') || jobsOf(state).length === 0) return [];
  const call = { name: 'retry', args: { project, pipeline } };
  if (status === 'canceled') {
    const text = `The jobs of ${title} that were cancelled begin again, and those after them.`;
    return [{ label: 'Run again', call, confirm: { title: 'Run it again?', text, yes: 'Run again', lightly: true } }];
  }
  const names = failedJobs(state).map(({ name }) => name);
  const named = names.length > 0 && names.length <= MOST_NAMED ? names.join(', ') : 'the jobs that failed';
  const text = `In ${title} ${named} ${names.length === 1 ? 'begins' : 'begin'} again, and what comes after. Jobs that passed stay as they are.`;
  return [{ label: 'Retry failed', call, confirm: { title: 'Retry what failed?', text, yes: 'Retry', lightly: true } }];
}

function cancelButton({ project, pipeline }: Place, title: string): Button {
  return {
    label: 'Cancel',
    style: 'danger',
    call: { name: 'cancel', args: { project, pipeline } },
    confirm: {
      title: 'Cancel this pipeline?',
      text: `${title} is stopped: its running jobs end, the others do not begin.`,
      yes: 'Cancel it',
    },
  };
}

/** Not while it fails: then there is something else to do first. Its commit may be one that GitLab made for the pipeline. */
function requestButtons(state: PipelineState, { project, pipeline }: Place): readonly Button[] {
  const { mergeRequest, commit } = detailsOf(state);
  if (mergeRequest === undefined || commit === undefined || !/^\d{1,15}$/.test(mergeRequest.number) || statusOf(state) === 'failed')
    return [];
  const args = { project, pipeline, request: mergeRequest.number, sha: commit.sha };
  return [{ label: `Approve !${mergeRequest.number}`, call: { name: 'approve-request', args } }];
}

/** GitLab tells `blocked`, which is kept as `manual`. */
function waitsForApproval({ deployment }: DeploymentState): boolean {
  return deployment.status === 'manual' && /^\d{1,15}$/.test(deployment.id);
}

function approveDeploymentButton({ subject, deployment }: DeploymentState, pipeline: string): Button {
  const { environment, id } = deployment;
  return {
    label: `Approve deploy to ${environment}`,
    style: 'primary',
    call: { name: 'approve', args: { project: subject.project.id, pipeline, deployment: id } },
    confirm: {
      title: `Approve the deploy to ${environment}?`,
      text: `The deployment of ${deployment.ref?.name ?? subject.project.path} to ${environment} may begin once enough have approved it.`,
      yes: 'Approve',
    },
  };
}

/** By name; a list behind one button when there are many. What deploys says where to, and names its job where two go there. */
function playButtons(waiting: readonly Job[], { title, ...place }: Place & { readonly title: string }): readonly Button[] {
  if (waiting.length > MOST_PLAYS) return [{ label: 'Play a job …', call: { name: 'play-list', args: place } }];
  return waiting.map(({ id, name, environment }) => {
    const call = { name: 'play', args: { ...place, job: id } };
    if (environment === undefined) {
      const confirm = { title: `Play ${name}?`, text: `The job ${name} of ${title} begins.`, yes: 'Play' };
      return { label: `Play ${name}`, style: 'primary', call, confirm };
    }
    const isOnly = waiting.filter((each) => each.environment === environment).length === 1;
    return {
      label: isOnly ? `Deploy to ${environment}` : `Play ${name}`,
      style: 'primary',
      call,
      confirm: { title: `Deploy to ${environment}?`, text: `${name} of ${title} begins, which deploys to ${environment}.`, yes: 'Deploy' },
    };
  });
}

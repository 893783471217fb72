// Buttons of merge requests: approve, take that back, merge now or once the pipeline has passed. Each as the person who clicks.

import type { Answer, AnswerCall, AskedCall, Button, Done } from '../../../ci/command.ts';
import type { DeedVerb } from '../../../ci/deed.ts';
import { subjectKey } from '../../../ci/ids.ts';
import { link, say } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { approve, isMadeOf, merge, readApprovals, readMergeRequest, unapprove, type GitLabMergeRequest } from '../api/merge-requests.ts';
import type { GitLabProject } from '../api/projects.ts';
import { subjectIn } from '../parts.ts';
import { readStatus } from '../statuses.ts';
import type { Signed } from './find-project.ts';
import { numberIn, placeOf } from './followed.ts';

interface Found {
  readonly project: GitLabProject;
  readonly number: string;
  readonly request: GitLabMergeRequest;
}

export const approveRequest: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const found = await open(asked, reach);
  const { project, number, request } = found;
  if (!(await isShown(asked, found, reach))) return wentOn(asked, found);
  const approvals = await readApprovals(project.id, number, reach);
  if (approvals?.byMe === true) throw already(found, 'approved it already');
  await approve(project.id, number, request.sha, reach);
  const button: Button = { label: 'Take it back', call: { name: 'unapprove-request', args: argsOf(asked, found) } };
  return {
    text: say`You approved ${titleOf(found)}.`,
    did: did(asked, found, 'approved', reach),
    buttons: request.draft ? [button] : [mergeButton(asked, found), button],
  };
};

export const unapproveRequest: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const found = await open(asked, reach);
  const approvals = await readApprovals(found.project.id, found.number, reach);
  if (approvals?.byMe === false) throw already(found, 'not approved it');
  await unapprove(found.project.id, found.number, reach);
  return { text: say`You took your approval of ${titleOf(found)} back.`, did: did(asked, found, 'unapproved', reach) };
};

export const mergeRequest: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const found = await open(asked, reach);
  const { project, number, request } = found;
  if (!(await isShown(asked, found, reach))) return wentOn(asked, found);
  const status = readStatus(request.head_pipeline?.status ?? '');
  const whenPassed = status === 'running' || status === 'pending' || status === 'created';
  const merged = await merge(project.id, number, { sha: request.sha, whenPassed }, reach).catch((error: unknown) => {
    throw explained(error, request);
  });
  if (merged.state === 'merged') return { text: say`You merged ${titleOf(found)}.`, did: did(asked, found, 'merged', reach) };
  return { text: say`${titleOf(found)} is merged once its pipeline has passed.`, did: did(asked, found, 'merge-planned', reach) };
};

/** What is open still. */
async function open(asked: AskedCall, reach: Signed): Promise<Found> {
  const { project } = await placeOf({ args: { ...asked.args, pipeline: asked.args['pipeline'] ?? '0' } }, reach);
  const number = numberIn(asked.args, 'request');
  const request = await readMergeRequest(project.id, number, reach);
  if (request === undefined)
    throw new CiError(
      'CI_GITLAB_NO_MERGE_REQUEST',
      `${project.path} has no merge request !${number}, or you may not see it.`,
      'Ask one of its maintainers to add you.',
    );
  if (request.state === 'merged' || request.state === 'closed')
    throw new CiError('CI_GITLAB_OVER', `!${number} of ${project.path} is ${request.state} already.`, 'There is nothing left to do.');
  return { project, number, request };
}

/** Nobody approves or merges what the card did not show: its commit is the newest one, or was made of it for the pipeline. */
async function isShown({ args }: AskedCall, { project, request }: Found, reach: Signed): Promise<boolean> {
  const { sha = '', pipeline } = args;
  if (sha === '' || request.sha === undefined) return false;
  return request.sha === sha || (pipeline !== undefined && (await isMadeOf(project.id, sha, request.sha, reach)));
}

function wentOn(asked: AskedCall, found: Found): Answer {
  const { request, project } = found;
  const commit = link((request.sha ?? '').slice(0, 8), `${project.url}/-/commit/${request.sha ?? ''}`);
  if (request.sha === undefined) return { text: say`${titleOf(found)} has no commits. Nothing was done.` };
  const isKnown = (asked.args['sha'] ?? '') !== '';
  return {
    text: isKnown
      ? say`There are newer commits in ${titleOf(found)} than this card knew, the last is ${commit}. Nothing was done.`
      : say`This card does not know which commits of ${titleOf(found)} it showed, the last is ${commit}. Nothing was done.`,
    buttons: [
      { label: 'Approve as it is now', call: { name: 'approve-request', args: { ...argsOf(asked, found), sha: request.sha } } },
      mergeButton(asked, found),
    ],
  };
}

function mergeButton(asked: AskedCall, found: Found): Button {
  const { number, request } = found;
  const target = request.target_branch ?? 'its target branch';
  return {
    label: `Merge !${number}`,
    call: { name: 'merge-request', args: { ...argsOf(asked, found), sha: request.sha ?? '' } },
    confirm: {
      title: `Merge !${number}?`,
      text: `!${number} ${request.title ?? ''} goes into ${target}. While its pipeline runs, GitLab waits for it and merges only if it passes.`,
      yes: 'Merge',
    },
  };
}

/** The pipeline stays named: its card tells who did it. */
function argsOf({ args }: AskedCall, { project, number }: Found): Readonly<Record<string, string>> {
  const { pipeline } = args;
  return { project: project.id, request: number, ...(pipeline !== undefined && { pipeline }) };
}

function titleOf({ project, number, request }: Found) {
  return link(`!${number} ${request.title ?? ''}`.trim(), request.web_url ?? `${project.url}/-/merge_requests/${number}`);
}

/** Told on the merge request's own card, and on that of the pipeline whose button it was. */
function did(asked: AskedCall, { project, number }: Found, verb: DeedVerb, { connection, account }: Signed): readonly Done[] {
  const { key } = subjectIn(connection.name, { ...project }, 'merge-request', number);
  const pipeline = asked.args['pipeline'] ?? '';
  const own: Done = { key, verb, login: account.login };
  if (!/^[1-9]\d{0,14}$/.test(pipeline)) return [own];
  return [own, { key: subjectKey('gitlab', connection.name, project.id, pipeline), verb, what: `!${number}`, login: account.login }];
}

function already({ project, number }: Found, what: string): CiError {
  return new CiError('CI_GITLAB_ALREADY', `You have ${what}: !${number} of ${project.path}.`, 'Nothing was changed.');
}

/** 405 and 422 tell nothing; the merge request itself does. */
function explained(error: unknown, { draft, has_conflicts: conflicts, detailed_merge_status: status = '' }: GitLabMergeRequest): unknown {
  if (!(error instanceof CiError) || error.code !== 'CI_GITLAB_REJECTED') return error;
  const why = draft ? 'it is a draft' : conflicts ? 'it has conflicts' : (reasons[status] ?? status.replaceAll('_', ' '));
  const told = why === '' || why === 'mergeable' ? '' : `: ${why}`;
  return new CiError('CI_GITLAB_REJECTED', `GitLab does not merge it as it is${told}.`, 'See its page in GitLab.', error);
}

/** https://docs.gitlab.com/api/merge_requests/#merge-status */
const reasons: Readonly<Record<string, string>> = {
  not_approved: 'an approval is missing',
  ci_must_pass: 'its pipeline has to pass first',
  ci_still_running: 'its pipeline still runs',
  discussions_not_resolved: 'there are open discussions',
  need_rebase: 'it has to be rebased',
  requested_changes: 'a reviewer asked for changes',
  conflict: 'it has conflicts',
  draft_status: 'it is a draft',
};

// /gitlab mr: the open merge requests of a project, with their pipelines and approvals.

import type { AnswerVerb } from '../../../ci/command.ts';
import { join, link, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import type { Instant } from '../../../ci/pipeline.ts';
import { listMergeRequests, readApprovals, readMergeRequest, type Approvals, type GitLabMergeRequest } from '../api/merge-requests.ts';
import { findProject, type Signed } from './find-project.ts';
import { ago, lookOf } from './times.ts';

const MOST = 10;

export const mergeRequests: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const project = await findProject(asked, asked.values.get('project'), reach);
  const { all, more } = await listMergeRequests(project.id, reach, MOST);
  const page = `${project.url}/-/merge_requests`;
  const of = say`**${link(project.path, project.url)}**`;
  if (all.length === 0) return { text: say`${of} has no open merge requests.` };
  const whole = await Promise.all(all.map((each) => withDetails(project.id, each, reach)));
  return {
    text: join([
      say`Open merge requests of ${of}`,
      say``,
      say`| merge request | by | pipeline | approvals | changed |`,
      say`| --- | --- | --- | --- | --- |`,
      ...whole.map(([request, approvals]) => rowOf(request, approvals, asked.now)),
      ...(more ? [say``, say`… and ${link('more in GitLab', page)}.`] : []),
    ]),
  };
};

/** Lists have neither pipelines nor approvals. What cannot be told is left out. */
async function withDetails(
  project: string,
  listed: GitLabMergeRequest,
  reach: Signed,
): Promise<readonly [GitLabMergeRequest, Approvals | undefined]> {
  const number = String(listed.iid);
  return await Promise.all([
    readMergeRequest(project, number, reach).then(
      (found) => found ?? listed,
      () => listed,
    ),
    readApprovals(project, number, reach).catch(() => undefined),
  ]);
}

function rowOf(request: GitLabMergeRequest, approvals: Approvals | undefined, now: Instant): Words {
  const { iid, title = '', web_url: page, draft, author, head_pipeline: pipeline, has_conflicts: conflicts, updated_at: at } = request;
  const shown = draft && !/^draft:/i.test(title) ? `Draft: ${title}` : title;
  const how = pipeline?.status === undefined ? say`none` : link(lookOf(pipeline.status), pipeline.web_url);
  return say`| ${link(`!${iid}`, page)} ${shown}${conflicts ? ' (conflicts)' : ''} | ${author?.name ?? author?.username ?? ''} | ${how} | ${approvalsOf(approvals)} | ${ago(at, now)} |`;
}

function approvalsOf(approvals: Approvals | undefined): string {
  if (approvals === undefined) return '';
  const { given, required } = approvals;
  if (required === undefined) return given === 0 ? 'none' : `✓ ${given}`;
  return `${given >= required ? '✓ ' : ''}${given} of ${required}`;
}

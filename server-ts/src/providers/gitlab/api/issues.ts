// Issues as GitLab's API makes, finds and comments them.
// https://docs.gitlab.com/api/issues/, https://docs.gitlab.com/api/notes/, https://docs.gitlab.com/api/labels/, https://docs.gitlab.com/api/milestones/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { Issue, IssueChoices, IssueWish } from '../../../ci/issues.ts';
import { address, name, part, text } from '../../../platform/foreign-json.ts';
import { id } from '../fields.ts';
import { ask, jsonOf, list, projectPath, read, send } from './request.ts';

const MOST_CHOICES = 300;

const issueSchema = z.object({
  project_id: id,
  iid: id,
  title: text,
  state: text,
  web_url: address,
  references: part({ full: text }),
});
type ToldIssue = z.infer<typeof issueSchema>;

const labelSchema = z.object({ name });
const milestoneSchema = z.object({ id, title: name });
const memberSchema = z.object({ id, username: name, name: text, state: z.string().catch('active') });
const noteSchema = z.object({ id });

export async function createIssue(wish: IssueWish, reach: Reach): Promise<Issue> {
  const { title, description, labels, assignees, milestone } = wish;
  const body = {
    title,
    description,
    ...(labels.length > 0 && { labels: labels.join(',') }),
    ...(assignees.length > 0 && { assignee_ids: assignees.map(Number) }),
    ...(milestone !== undefined && { milestone_id: Number(milestone) }),
  };
  return issueOf(await send(reach, `${projectPath(wish.project)}/issues`, issueSchema, { body }), reach);
}

/** All that the person may see. */
export async function searchIssues(search: string, reach: Reach, most: number): Promise<readonly Issue[]> {
  // https://docs.gitlab.com/api/issues/#list-issues: without a scope only one's own.
  const query = { scope: 'all', in: 'title,description', search, order_by: 'updated_at' };
  const told = await list(reach, 'issues', issueSchema, { most, query });
  return (told?.all ?? []).map((each) => issueOf(each, reach));
}

export async function readIssue(project: string, number: string, reach: Reach): Promise<Issue | undefined> {
  const told = await read(reach, `${projectPath(project)}/issues/${encodeURIComponent(number)}`, issueSchema);
  return told && issueOf(told, reach);
}

export async function readChoices(project: string, reach: Reach): Promise<IssueChoices> {
  const at = projectPath(project);
  const most = MOST_CHOICES;
  const [labels, members, milestones] = await Promise.all([
    list(reach, `${at}/labels`, labelSchema, { most, query: { include_ancestor_groups: true } }),
    list(reach, `${at}/members/all`, memberSchema, { most }),
    list(reach, `${at}/milestones`, milestoneSchema, { most, query: { state: 'active', include_ancestors: true } }),
  ]);
  const people = (members?.all ?? []).filter(({ state }) => state === 'active');
  return {
    labels: [...new Set((labels?.all ?? []).map((each) => each.name))],
    people: people.map((each) => ({ id: String(each.id), name: each.name ?? each.username, username: each.username })),
    milestones: (milestones?.all ?? []).map((each) => ({ id: String(each.id), title: each.title })),
  };
}

/** Answers the issue, with the address of the comment. Throws CI_GITLAB_NOT_FOUND. */
export async function commentIssue(
  { project, number }: Pick<Issue, 'project' | 'number'>,
  body: string,
  reach: Reach,
): Promise<Pick<Issue, 'reference' | 'url'>> {
  const path = `${projectPath(project)}/issues/${encodeURIComponent(number)}`;
  const issue = issueOf(jsonOf(issueSchema, await ask(reach, path)), reach);
  const note = await send(reach, `${path}/notes`, noteSchema, { body: { body } });
  return { reference: issue.reference, url: `${issue.url}#note_${note.id}` };
}

function issueOf({ project_id: project, iid, title, state, web_url: url, references }: ToldIssue, { connection }: Reach): Issue {
  return {
    project: String(project),
    number: String(iid),
    reference: references?.full ?? `#${iid}`,
    title: title ?? `#${iid}`,
    url: url ?? connection.url,
    open: state !== 'closed',
  };
}

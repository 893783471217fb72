// Merge requests of REST v4: lists, approvals, their comments and pipelines.
import { levels, type Person } from '../people.ts';
import { commitAt, type MergeRequest, type Project } from '../projects.ts';
import { forbidden, json, message, missing, unauthorized, type Answer } from './answer.ts';
import {
  approvalsShape,
  mergeRequestBasic,
  mergeRequestFull,
  noteShape,
  pipelinesFor,
  shownLabels,
  type PlacedMergeRequest,
} from './merge-request-shapes.ts';
import { paged } from './pages.ts';
import type { Routes } from './route.ts';
import { pipelineBasic, pipelineFull } from './shapes.ts';
import { canSee, fail, groupOf, levelIn, list, projectOf, reader, required, someone, text, type Visit } from './visit.ts';

export const mergeRequestRoutes: Routes = [
  ['GET', '/merge_requests', (visit) => listed(visit, everywhere(visit, visit.world.projects), true)],
  ['GET', '/groups/:id/merge_requests', (visit) => listed(visit, everywhere(visit, visit.world.projectsBelow(groupOf(visit).path)), false)],
  ['GET', '/projects/:id/merge_requests', (visit) => listed(visit, inside(reader(visit)), false)],
  ['POST', '/projects/:id/merge_requests', create],
  ['GET', '/projects/:id/merge_requests/:iid', (visit) => json(mergeRequestFull(visit.world, mergeRequestOf(visit)))],
  ['PUT', '/projects/:id/merge_requests/:iid', update],
  ['PUT', '/projects/:id/merge_requests/:iid/merge', merge],
  ['POST', '/projects/:id/merge_requests/:iid/approve', approve],
  ['POST', '/projects/:id/merge_requests/:iid/unapprove', unapprove],
  ['GET', '/projects/:id/merge_requests/:iid/approvals', (visit) => json(approvalsShape(visit, mergeRequestOf(visit)))],
  ['GET', '/projects/:id/merge_requests/:iid/notes', (visit) => listNotes(visit, mergeRequestOf(visit).of)],
  ['POST', '/projects/:id/merge_requests/:iid/notes', addNote],
  ['GET', '/projects/:id/merge_requests/:iid/pipelines', listPipelines],
  ['POST', '/projects/:id/merge_requests/:iid/pipelines', createPipeline],
];

const inside = (project: Project): PlacedMergeRequest[] => [...project.mergeRequests.values()].map((of) => ({ project, of }));
const isReadable = (visit: Visit, project: Project) =>
  canSee(visit.person, project) && (project.visibility !== 'private' || levelIn(visit, project) >= levels.reporter);
const everywhere = (visit: Visit, projects: readonly Project[]) => projects.filter((each) => isReadable(visit, each)).flatMap(inside);

function mergeRequestOf(visit: Visit, project = reader(visit)): PlacedMergeRequest {
  const of = project.mergeRequests.get(Number(visit.params['iid']));
  return of === undefined ? fail(missing()) : { project, of };
}

function listed(visit: Visit, all: readonly PlacedMergeRequest[], isOwn: boolean): Answer {
  if (isOwn) someone(visit);
  const { query, person } = visit;
  const scope = query.get('scope') ?? (isOwn ? 'created_by_me' : 'all');
  const labels = list(visit, 'labels') ?? [];
  const iids = list(visit, 'iids');
  const search = query.get('search')?.toLowerCase() ?? '';
  const is = (name: string, value: string) => query.get(name) === null || query.get(name) === value;
  const found = all.filter(({ of }) => {
    const { author, assignees, reviewers, state } = of;
    return (
      (query.get('state') === 'all' || is('state', state)) &&
      (scope === 'all' || (scope === 'created_by_me' ? [author] : assignees).some(({ id }) => id === person?.id)) &&
      is('author_username', author.username) &&
      is('author_id', String(author.id)) &&
      isAmong(query, 'assignee', assignees) &&
      isAmong(query, 'reviewer', reviewers) &&
      is('source_branch', of.sourceBranch) &&
      is('target_branch', of.targetBranch) &&
      (iids === undefined || iids.includes(String(of.iid))) &&
      labels.every((each) => of.labels.includes(each)) &&
      `${of.title} ${of.description}`.toLowerCase().includes(search)
    );
  });
  const sorted = found.toSorted((a, b) => b.of.createdAt.getTime() - a.of.createdAt.getTime() || b.of.iid - a.of.iid);
  return paged(visit, sorted, (each) => ({ ...mergeRequestBasic(visit.world, each), labels: shownLabels(visit, each.of.labels) }));
}

/** `assignee_id=7`, `assignee_username=alice`, `None`, `Any`. */
export function isAmong(query: URLSearchParams, kind: string, people: readonly Person[]): boolean {
  const id = query.get(`${kind}_id`);
  const name = query.get(`${kind}_username`) ?? query.get(`${kind}_username[]`);
  if (id === 'None') return people.length === 0;
  if (id === 'Any') return people.length > 0;
  return (id === null || people.some((each) => String(each.id) === id)) && (name === null || people.some((each) => each.username === name));
}

const doingOf = ({ project, of }: PlacedMergeRequest, by: Person) => ({
  project: project.path,
  by: by.username,
  author: of.author.username,
  iid: of.iid,
  title: of.title,
  description: of.description,
  sourceBranch: of.sourceBranch,
  targetBranch: of.targetBranch,
  labels: of.labels,
  assignees: of.assignees.map(({ username }) => username),
  reviewers: of.reviewers.map(({ username }) => username),
  sha: of.sha,
  draft: of.draft,
});

export function usernames(visit: Visit, name: string): readonly string[] | undefined {
  const ids = list(visit, `${name}_ids`) ?? (text(visit, `${name}_id`) === undefined ? undefined : [text(visit, `${name}_id`) ?? '']);
  return ids?.flatMap((id) => visit.world.people.all.filter((each) => String(each.id) === id).map(({ username }) => username));
}

function create(visit: Visit): Answer {
  const project = projectOf(visit, 'developer');
  const by = someone(visit).username;
  const sourceBranch = required(visit, 'source_branch');
  const targetBranch = required(visit, 'target_branch');
  const title = required(visit, 'title');
  if (inside(project).some(({ of }) => of.state === 'opened' && of.sourceBranch === sourceBranch))
    return message(409, ['Another open merge request already exists for this source branch: !1']);
  const iid = Math.max(0, ...project.mergeRequests.keys()) + 1;
  const sha = commitAt(project, sourceBranch)?.id;
  const others = {
    labels: list(visit, 'labels') ?? [],
    assignees: usernames(visit, 'assignee') ?? [],
    reviewers: usernames(visit, 'reviewer') ?? [],
  };
  const description = text(visit, 'description') ?? '';
  visit.world.tell.mergeRequest({
    project: project.path,
    by,
    iid,
    title,
    description,
    action: 'open',
    sourceBranch,
    targetBranch,
    ...others,
    ...(sha !== undefined && { sha }),
  });
  return json(mergeRequestFull(visit.world, mergeRequestOf({ ...visit, params: { ...visit.params, iid: String(iid) } }, project)), 201);
}

const events: Readonly<Record<string, 'close' | 'reopen'>> = { close: 'close', reopen: 'reopen' };

function update(visit: Visit): Answer {
  const placed = mergeRequestOf(visit, projectOf(visit, 'developer'));
  const doing = doingOf(placed, someone(visit));
  const title = text(visit, 'title');
  const labels = list(visit, 'labels');
  const assignees = usernames(visit, 'assignee');
  const reviewers = usernames(visit, 'reviewer');
  const changes = {
    ...(title !== undefined && { title: { previous: doing.title, current: title } }),
    ...(labels !== undefined && { labels: { previous: doing.labels, current: labels } }),
    ...(assignees !== undefined && { assignees: { previous: doing.assignees, current: assignees } }),
    ...(reviewers !== undefined && { reviewers: { previous: doing.reviewers, current: reviewers } }),
  };
  visit.world.tell.mergeRequest({
    ...doing,
    action: events[text(visit, 'state_event') ?? ''] ?? 'update',
    changes,
    ...(title !== undefined && { title }),
    ...(labels !== undefined && { labels }),
    ...(assignees !== undefined && { assignees }),
    ...(reviewers !== undefined && { reviewers }),
  });
  return json(mergeRequestFull(visit.world, placed));
}

function merge(visit: Visit): Answer {
  const placed = mergeRequestOf(visit, projectOf(visit));
  if (levelIn(visit, placed.project) < levels.developer) return unauthorized;
  const { state, draft, hasConflicts, sha } = placed.of;
  if (state !== 'opened' || draft) return message(405, '405 Method Not Allowed');
  if (hasConflicts) return message(422, 'Branch cannot be merged');
  const wanted = text(visit, 'sha');
  if (wanted !== undefined && wanted !== sha) return message(409, `SHA does not match HEAD of source branch: ${sha}`);
  visit.world.tell.mergeRequest({ ...doingOf(placed, someone(visit)), action: 'merge' });
  return json(mergeRequestFull(visit.world, placed));
}

/** Who may not, did so already, or wrote it gets 401, as GitLab says it. */
function approve(visit: Visit): Answer {
  const placed = mergeRequestOf(visit, projectOf(visit));
  const by = someone(visit);
  const { author, approvedBy, sha } = placed.of;
  if (levelIn(visit, placed.project) < levels.developer || author.id === by.id || approvedBy.some(({ id }) => id === by.id))
    return unauthorized;
  const wanted = text(visit, 'sha');
  if (wanted !== undefined && wanted !== sha) return message(409, `SHA does not match HEAD of source branch: ${sha}`);
  visit.world.tell.mergeRequest({ ...doingOf(placed, by), action: 'approved' });
  return json(approvalsShape(visit, placed), 201);
}

function unapprove(visit: Visit): Answer {
  const placed = mergeRequestOf(visit, projectOf(visit));
  const by = someone(visit);
  if (!placed.of.approvedBy.some(({ id }) => id === by.id)) return missing();
  visit.world.tell.mergeRequest({ ...doingOf(placed, by), action: 'unapproved' });
  return json({}, 201);
}

export function listNotes(visit: Visit, { notes }: { readonly notes: MergeRequest['notes'] }): Answer {
  return paged(visit, notes.toReversed(), (each) => noteShape(visit.world, each));
}

function addNote(visit: Visit): Answer {
  const { project, of } = mergeRequestOf(visit);
  visit.world.tell.note({
    project: project.path,
    by: someone(visit).username,
    on: { mergeRequest: of.iid },
    title: of.title,
    text: required(visit, 'body'),
  });
  const note = of.notes.at(-1);
  return note === undefined
    ? forbidden()
    : json({ ...noteShape(visit.world, note), noteable_type: 'MergeRequest', noteable_iid: of.iid }, 201);
}

function listPipelines(visit: Visit): Answer {
  const placed = mergeRequestOf(visit);
  return paged(visit, pipelinesFor(visit.world, placed).toReversed(), (each) => pipelineBasic(visit.world, each));
}

function createPipeline(visit: Visit): Answer {
  const project = projectOf(visit, 'developer');
  const { of } = mergeRequestOf(visit, project);
  const by = someone(visit);
  const plan = project.pipelineFor({ ref: of.sourceBranch, by, variables: {}, inputs: {} });
  const mine = {
    project: project.path,
    ref: of.sourceBranch,
    source: 'merge_request_event',
    mergeRequest: { iid: of.iid, title: of.title },
  };
  const pipeline = visit.world.runner.create(
    { message: of.title, author: by.username, jobs: [], ...plan, ...mine },
    { user: by, sha: of.sha },
  );
  const answer = json(pipelineFull(visit.world, pipeline), 201);
  void visit.world.runner.run(pipeline, false);
  return answer;
}

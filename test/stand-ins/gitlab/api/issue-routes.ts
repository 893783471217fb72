// Issues, their comments, searches and to-dos of REST v4.
import { levels } from '../people.ts';
import type { Issue, Project } from '../projects.ts';
import type { Todo, World } from '../world.ts';
import { forbidden, invalid, json, missing, nothing, type Answer } from './answer.ts';
import { isAmong, listNotes, usernames } from './merge-request-routes.ts';
import { noteShape, shownLabels } from './merge-request-shapes.ts';
import { paged } from './pages.ts';
import { milestoneShape, nameOf, projectBasic } from './project-routes.ts';
import type { Routes } from './route.ts';
import { isoTime, userBasic } from './shapes.ts';
import { canSee, fail, flag, groupOf, levelIn, list, projectOf, required, someone, text, type Visit } from './visit.ts';

export const issueRoutes: Routes = [
  ['GET', '/issues', (visit) => (someone(visit), listed(visit, everywhere(visit, visit.world.projects), true))],
  ['GET', '/groups/:id/issues', (visit) => listed(visit, everywhere(visit, visit.world.projectsBelow(groupOf(visit).path)), false)],
  ['GET', '/projects/:id/issues', (visit) => listed(visit, everywhere(visit, [projectOf(visit)]), false)],
  ['POST', '/projects/:id/issues', create],
  ['GET', '/projects/:id/issues/:iid', (visit) => json(issueShape(visit.world, issueOf(visit)))],
  ['PUT', '/projects/:id/issues/:iid', update],
  ['GET', '/projects/:id/issues/:iid/notes', (visit) => listNotes(visit, issueOf(visit).of)],
  ['POST', '/projects/:id/issues/:iid/notes', addNote],
  ['GET', '/search', (visit) => search(visit, visit.world.projects)],
  ['GET', '/groups/:id/search', (visit) => search(visit, visit.world.projectsBelow(groupOf(visit).path))],
  ['GET', '/groups/:id/-/search', (visit) => search(visit, visit.world.projectsBelow(groupOf(visit).path))],
  ['GET', '/projects/:id/search', (visit) => search(visit, [projectOf(visit)])],
  ['GET', '/projects/:id/-/search', (visit) => search(visit, [projectOf(visit)])],
  ['GET', '/todos', listTodos],
  ['POST', '/todos/mark_as_done', allDone],
  ['POST', '/todos/:todo_id/mark_as_done', oneDone],
];

interface Placed {
  readonly project: Project;
  readonly of: Issue;
}

/** Confidential ones are for their people, and for whoever is at least a planner. */
function mayRead(visit: Visit, { project, of }: Placed): boolean {
  if (!of.confidential) return true;
  return levelIn(visit, project) >= levels.planner || [of.author, ...of.assignees].some(({ id }) => id === visit.person?.id);
}

const everywhere = (visit: Visit, projects: readonly Project[]): Placed[] =>
  projects
    .filter((each) => canSee(visit.person, each))
    .flatMap((project) => [...project.issues.values()].map((of) => ({ project, of })))
    .filter((each) => mayRead(visit, each));

function issueOf(visit: Visit): Placed {
  const project = projectOf(visit);
  const of = project.issues.get(Number(visit.params['iid']));
  return of === undefined || !mayRead(visit, { project, of }) ? fail(missing()) : { project, of };
}

function listed(visit: Visit, all: readonly Placed[], isOwn: boolean): Answer {
  const { query, person } = visit;
  const scope = query.get('scope') ?? (isOwn ? 'created_by_me' : 'all');
  const labels = list(visit, 'labels') ?? [];
  const iids = list(visit, 'iids');
  const wanted = query.get('search')?.toLowerCase() ?? '';
  const is = (name: string, value: string) => query.get(name) === null || query.get(name) === value;
  const found = all.filter(
    ({ of }) =>
      (query.get('state') === 'all' || is('state', of.state)) &&
      (scope === 'all' || (scope === 'created_by_me' ? [of.author] : of.assignees).some(({ id }) => id === person?.id)) &&
      is('author_id', String(of.author.id)) &&
      isAmong(query, 'assignee', of.assignees) &&
      (iids === undefined || iids.includes(String(of.iid))) &&
      labels.every((each) => of.labels.includes(each)) &&
      `${of.title} ${of.description}`.toLowerCase().includes(wanted),
  );
  return paged(visit, newest(found), (each) => ({ ...issueShape(visit.world, each), labels: shownLabels(visit, each.of.labels) }));
}

const newest = (all: readonly Placed[]) =>
  all.toSorted((a, b) => b.of.createdAt.getTime() - a.of.createdAt.getTime() || b.of.iid - a.of.iid);

function issueShape(world: World, { project, of }: Placed) {
  const assignees = of.assignees.map((each) => userBasic(world, each));
  return {
    id: of.iid + 5000,
    iid: of.iid,
    project_id: project.id,
    title: of.title,
    description: of.description,
    state: of.state,
    created_at: isoTime(of.createdAt),
    updated_at: isoTime(of.updatedAt),
    closed_at: of.state === 'closed' ? isoTime(of.updatedAt) : null,
    labels: of.labels,
    milestone: of.milestone === undefined ? null : (project.milestones.map(milestoneShape).find(({ id }) => id === of.milestone) ?? null),
    assignees,
    assignee: assignees[0] ?? null,
    author: userBasic(world, of.author),
    type: 'ISSUE',
    issue_type: 'issue',
    user_notes_count: of.notes.length,
    upvotes: 0,
    downvotes: 0,
    due_date: null,
    confidential: of.confidential,
    discussion_locked: null,
    web_url: `${world.base}/${project.path}/-/issues/${of.iid}`,
    references: { short: `#${of.iid}`, relative: `#${of.iid}`, full: `${project.path}#${of.iid}` },
    has_tasks: false,
  };
}

function create(visit: Visit): Answer {
  const project = projectOf(visit);
  const by = someone(visit);
  const title = required(visit, 'title');
  if (title.length > 255) return json({ message: { title: ['is too long (maximum is 255 characters)'] } }, 400);
  const iid = Math.max(0, ...project.issues.keys()) + 1;
  visit.world.tell.issue({
    project: project.path,
    by: by.username,
    iid,
    title,
    description: text(visit, 'description') ?? '',
    action: 'open',
    confidential: flag(visit, 'confidential') === true,
    labels: list(visit, 'labels') ?? [],
    assignees: usernames(visit, 'assignee') ?? [],
  });
  const placed = issueOf({ ...visit, method: 'GET', params: { ...visit.params, iid: String(iid) } });
  const milestone = Number(text(visit, 'milestone_id') ?? Number.NaN);
  if (project.milestones.some((each) => milestoneShape(each).id === milestone)) placed.of.milestone = milestone;
  return json(issueShape(visit.world, placed), 201);
}

const actions: Readonly<Record<string, 'close' | 'reopen'>> = { close: 'close', reopen: 'reopen' };

function update(visit: Visit): Answer {
  const placed = issueOf(visit);
  const { project, of } = placed;
  const by = someone(visit);
  if (levelIn(visit, project) < levels.planner && of.author.id !== by.id) return forbidden();
  const labels = list(visit, 'labels') ?? of.labels;
  const changes = labels === of.labels ? {} : { labels: { previous: of.labels, current: labels } };
  const assignees = usernames(visit, 'assignee') ?? of.assignees.map(({ username }) => username);
  const { iid, confidential, author } = of;
  visit.world.tell.issue({
    project: project.path,
    by: by.username,
    author: author.username,
    iid,
    confidential,
    labels,
    assignees,
    changes,
    title: text(visit, 'title') ?? of.title,
    description: text(visit, 'description') ?? of.description,
    action: actions[text(visit, 'state_event') ?? ''] ?? 'update',
  });
  return json(issueShape(visit.world, placed));
}

function addNote(visit: Visit): Answer {
  const { project, of } = issueOf(visit);
  visit.world.tell.note({
    project: project.path,
    by: someone(visit).username,
    on: { issue: of.iid },
    title: of.title,
    text: required(visit, 'body'),
  });
  const note = of.notes.at(-1);
  return note === undefined ? forbidden() : json({ ...noteShape(visit.world, note), noteable_type: 'Issue', noteable_iid: of.iid }, 201);
}

function search(visit: Visit, projects: readonly Project[]): Answer {
  someone(visit);
  const scope = required(visit, 'scope');
  const wanted = required(visit, 'search').toLowerCase();
  if (scope === 'projects') {
    const found = projects.filter((each) => canSee(visit.person, each) && each.path.toLowerCase().includes(wanted));
    return paged(visit, found, (each) => projectBasic(visit.world, each));
  }
  if (scope !== 'issues') return invalid('scope does not have a valid value');
  const found = everywhere(visit, projects).filter(({ of }) => `${of.title} ${of.description}`.toLowerCase().includes(wanted));
  return paged(visit, newest(found), (each) => issueShape(visit.world, each));
}

function todoShape(world: World, todo: Todo) {
  const { project, target } = todo;
  const of = target.type === 'Issue' ? project.issues.get(target.iid) : project.mergeRequests.get(target.iid);
  const page = target.type === 'Issue' ? 'issues' : 'merge_requests';
  const { id, name_with_namespace, path_with_namespace } = projectBasic(world, project);
  return {
    id: todo.id,
    project: {
      id,
      description: project.description,
      name: nameOf(project.path),
      name_with_namespace,
      path: nameOf(project.path),
      path_with_namespace,
    },
    author: userBasic(world, todo.by),
    action_name: todo.action,
    target_type: target.type,
    target: {
      id: target.iid + (target.type === 'Issue' ? 5000 : 1000),
      iid: target.iid,
      project_id: id,
      title: of?.title ?? '',
      state: of?.state ?? 'opened',
    },
    target_url: `${world.base}/${project.path}/-/${page}/${target.iid}`,
    body: todo.body,
    state: todo.state,
    created_at: isoTime(todo.at),
    updated_at: isoTime(todo.at),
  };
}

function listTodos(visit: Visit): Answer {
  const me = someone(visit);
  const is = (name: string, value: string, usual?: string) => (visit.query.get(name) ?? usual ?? value) === value;
  const found = visit.world.todos.filter(
    (each) =>
      each.of.id === me.id &&
      is('state', each.state, 'pending') &&
      is('action', each.action) &&
      is('type', each.target.type) &&
      is('project_id', String(each.project.id)),
  );
  return paged(
    visit,
    found,
    (each) => todoShape(visit.world, each),
    ({ id }) => id,
  );
}

function oneDone(visit: Visit): Answer {
  const me = someone(visit);
  const todo = visit.world.todos.find((each) => String(each.id) === visit.params['todo_id'] && each.of.id === me.id);
  if (todo === undefined) return missing();
  todo.state = 'done';
  return json(todoShape(visit.world, todo), 201);
}

function allDone(visit: Visit): Answer {
  const me = someone(visit);
  for (const todo of visit.world.todos) if (todo.of.id === me.id) todo.state = 'done';
  return nothing();
}

// Projects and groups, and who is in them, as REST v4 tells of them.
import { levelAt, levels, type Person } from '../people.ts';
import type { Group, Project } from '../projects.ts';
import type { World } from '../world.ts';
import { json, type Answer } from './answer.ts';
import { paged } from './pages.ts';
import type { Routes } from './route.ts';
import { idOf, userBasic } from './shapes.ts';
import { canSee, flag, groupOf, levelIn, projectOf, text, type Visit } from './visit.ts';

export const projectRoutes: Routes = [
  ['GET', '/projects', listProjects],
  ['GET', '/projects/:id', (visit) => json(projectShape(visit, projectOf(visit)))],
  ['POST', '/projects/:id/archive', (visit) => archive(visit, true)],
  ['POST', '/projects/:id/unarchive', (visit) => archive(visit, false)],
  ['GET', '/projects/:id/members', (visit) => listMembers(visit, false)],
  ['GET', '/projects/:id/members/all', (visit) => listMembers(visit, true)],
  ['GET', '/projects/:id/members/all/:user_id', oneMember],
  ['GET', '/projects/:id/labels', (visit) => paged(visit, projectOf(visit).labels, labelShape)],
  ['GET', '/projects/:id/milestones', (visit) => paged(visit, projectOf(visit).milestones, milestoneShape)],
  ['GET', '/groups', listGroups],
  ['GET', '/groups/:id', (visit) => json(groupShape(visit.world, groupOf(visit)))],
  ['GET', '/groups/:id/projects', listGroupProjects],
  ['GET', '/groups/:id/subgroups', (visit) => listBelow(visit, (path, top) => path.split('/').length === top.split('/').length + 1)],
  ['GET', '/groups/:id/descendant_groups', (visit) => listBelow(visit, () => true)],
  ['GET', '/groups/:id/milestones', (visit) => paged(visit, groupOf(visit).milestones, milestoneShape)],
  ['GET', '/groups/:id/members/all', listGroupMembers],
  ['GET', '/groups/:id/members/all/:user_id', oneGroupMember],
];

export const nameOf = (path: string): string => path.split('/').at(-1) ?? path;
const aboveOf = (path: string) => path.split('/').slice(0, -1).join('/');
const spaced = (path: string) => path.split('/').join(' / ');

function namespaceOf({ base, groups }: World, path: string) {
  const above = aboveOf(path);
  const group = groups.find((each) => each.path === above);
  const about = { id: group?.id ?? 0, name: group?.name ?? above, path: nameOf(above), kind: 'group', full_path: above };
  return { ...about, parent_id: null, avatar_url: null, web_url: `${base}/groups/${above}` };
}

export function projectBasic({ base }: World, { id, path, description, defaultBranch }: Project) {
  const name = nameOf(path);
  const { host } = new URL(base);
  return {
    id,
    description,
    name,
    name_with_namespace: `${spaced(aboveOf(path))} / ${name}`,
    path: name,
    path_with_namespace: path,
    created_at: '2026-01-05T08:00:00.000Z',
    default_branch: defaultBranch,
    tag_list: [],
    topics: [],
    ssh_url_to_repo: `git@${host}:${path}.git`,
    http_url_to_repo: `${base}/${path}.git`,
    web_url: `${base}/${path}`,
    readme_url: `${base}/${path}/-/blob/${defaultBranch}/README.md`,
    avatar_url: null,
    forks_count: 0,
    star_count: 0,
    last_activity_at: '2026-01-05T08:00:00.000Z',
  };
}

export function projectShape(visit: Visit, project: Project) {
  const { world, person } = visit;
  const direct = person?.roles.get(project.path);
  const above = levelAt(person, aboveOf(project.path));
  const access = (level: number) => (level === 0 || person?.isAdmin === true ? null : { access_level: level, notification_level: 3 });
  return {
    ...projectBasic(world, project),
    namespace: namespaceOf(world, project.path),
    visibility: project.visibility,
    archived: project.archived,
    empty_repo: false,
    issues_enabled: true,
    merge_requests_enabled: true,
    jobs_enabled: true,
    wiki_enabled: true,
    public_jobs: true,
    shared_runners_enabled: true,
    ci_config_path: '',
    only_allow_merge_if_pipeline_succeeds: false,
    open_issues_count: [...project.issues.values()].filter(({ state }) => state === 'opened').length,
    permissions: { project_access: access(direct === undefined ? 0 : levels[direct]), group_access: access(above) },
  };
}

function listed(visit: Visit, projects: readonly Project[]): Answer {
  const search = visit.query.get('search')?.toLowerCase();
  const archived = flag(visit, 'archived');
  const least = Number(text(visit, 'min_access_level') ?? '0');
  const visibility = visit.query.get('visibility');
  const whole = flag(visit, 'search_namespaces') === true;
  const found = projects.filter(
    (each) =>
      canSee(visit.person, each) &&
      (search === undefined || (whole ? each.path : nameOf(each.path)).toLowerCase().includes(search)) &&
      (archived === undefined || each.archived === archived) &&
      (visibility === null || each.visibility === visibility) &&
      levelIn(visit, each) >= least &&
      (flag(visit, 'membership') !== true || levelIn(visit, each) > 0) &&
      (flag(visit, 'owned') !== true || levelIn(visit, each) >= levels.owner),
  );
  const sign = visit.query.get('sort') === 'asc' ? 1 : -1;
  const sorted = found.toSorted((a, b) => sign * (a.id - b.id));
  const show = (each: Project) => (flag(visit, 'simple') === true ? projectBasic(visit.world, each) : projectShape(visit, each));
  return paged(visit, sorted, show, ({ id }) => id);
}

function listProjects(visit: Visit): Answer {
  return listed(visit, visit.world.projects);
}

function archive(visit: Visit, archived: boolean): Answer {
  const project = projectOf(visit, 'owner');
  project.archived = archived;
  return json(projectShape(visit, project), 201);
}

function membersAt(world: World, path: string, inherited: boolean): readonly { person: Person; level: number }[] {
  return world.people.all.flatMap((person) => {
    const direct = person.roles.get(path);
    const level = inherited ? levelAt({ ...person, isAdmin: false }, path) : direct === undefined ? 0 : levels[direct];
    return level === 0 ? [] : [{ person, level }];
  });
}

const memberShape = (world: World, { person, level }: { readonly person: Person; readonly level: number }) => ({
  ...userBasic(world, person),
  access_level: level,
  created_at: '2026-01-05T08:00:00.000Z',
  expires_at: null,
  membership_state: 'active',
});

function listMembers(visit: Visit, inherited: boolean): Answer {
  const project = projectOf(visit);
  const query = visit.query.get('query')?.toLowerCase() ?? '';
  const all = membersAt(visit.world, project.path, inherited);
  const found = all.filter(({ person }) => `${person.username} ${person.name}`.toLowerCase().includes(query));
  return paged(visit, found, (each) => memberShape(visit.world, each));
}

function listGroupMembers(visit: Visit): Answer {
  return paged(visit, membersAt(visit.world, groupOf(visit).path, true), (each) => memberShape(visit.world, each));
}

function oneGroupMember(visit: Visit): Answer {
  const all = membersAt(visit.world, groupOf(visit).path, true);
  const found = all.find(({ person }) => String(person.id) === visit.params['user_id']);
  return found === undefined ? json({ message: '404 Not found' }, 404) : json(memberShape(visit.world, found));
}

function oneMember(visit: Visit): Answer {
  const all = membersAt(visit.world, projectOf(visit).path, true);
  const found = all.find(({ person }) => String(person.id) === visit.params['user_id']);
  return found === undefined ? json({ message: '404 Not found' }, 404) : json(memberShape(visit.world, found));
}

export const labelShape = (name: string) => ({
  id: idOf(name),
  name,
  description: null,
  description_html: '',
  text_color: '#FFFFFF',
  color: '#3e8068',
  priority: null,
  is_project_label: true,
  archived: false,
});

export const milestoneShape = (title: string) => ({
  id: idOf(title),
  iid: 1,
  title,
  description: '',
  state: 'active',
  due_date: null,
  start_date: null,
});

export function groupShape({ base, groups }: World, { id, path, name, visibility }: Group) {
  const above = groups.find((each) => each.path === aboveOf(path));
  const names = { name, path: nameOf(path), full_name: spaced(path), full_path: path, description: '' };
  return { id, ...names, visibility, web_url: `${base}/groups/${path}`, avatar_url: null, parent_id: above?.id ?? null, archived: false };
}

function listGroups(visit: Visit): Answer {
  const search = visit.query.get('search')?.toLowerCase() ?? '';
  const least = Number(text(visit, 'min_access_level') ?? '0');
  const found = visit.world.groups.filter(
    (each) => canSee(visit.person, each) && each.path.toLowerCase().includes(search) && levelIn(visit, each) >= least,
  );
  return paged(
    visit,
    found,
    (each) => groupShape(visit.world, each),
    ({ id }) => id,
  );
}

function listGroupProjects(visit: Visit): Answer {
  const { path } = groupOf(visit);
  const below = visit.world.projectsBelow(path);
  const isDeep = flag(visit, 'include_subgroups') === true;
  return listed(visit, isDeep ? below : below.filter((each) => aboveOf(each.path) === path));
}

function listBelow(visit: Visit, isWanted: (path: string, top: string) => boolean): Answer {
  const top = groupOf(visit).path;
  const found = visit.world.groups.filter(({ path }) => path.startsWith(`${top}/`) && isWanted(path, top));
  return paged(
    visit,
    found.filter((each) => canSee(visit.person, each)),
    (each) => groupShape(visit.world, each),
    ({ id }) => id,
  );
}

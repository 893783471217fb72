// The stand-in GitLab without its web: people, applications, groups, projects, pipelines and hooks, and what happens among them.
import type { DeploymentDoing } from './doings.ts';
import { createHappenings, type Happenings } from './happenings.ts';
import { hookFlags, hookSender, type HookEvent, type HookSender, type HookTarget } from './hooks.ts';
import { createGrants, type Grants } from './oauth/grants.ts';
import { jobHook, pipelineHook } from './payloads.ts';
import { createPeople, type People, type Person } from './people.ts';
import { type Deployment, type Group, type Project, type ProjectOptions, type Visibility } from './projects.ts';
import { createProject } from './make-project.ts';
import { Runner } from './runner.ts';
import type { Job, Pipeline } from './state.ts';

export interface RegisteredHook extends HookTarget {
  readonly id: number;
  readonly of: Project | Group;
  readonly kind: 'project' | 'group';
  /** `pipeline_events` and the like. */
  readonly events: Readonly<Record<string, boolean>>;
  readonly branchFilter: string;
  readonly sslVerification: boolean;
  readonly description: string;
  readonly createdAt: Date;
}

export interface Todo {
  readonly id: number;
  readonly of: Person;
  readonly by: Person;
  readonly project: Project;
  readonly action: string;
  readonly target: { readonly type: 'MergeRequest' | 'Issue'; readonly iid: number };
  readonly body: string;
  readonly at: Date;
  state: 'pending' | 'done';
}

/** What a browser that has no cookie is taken for. */
export interface BrowserState {
  /** Username of who is signed in; nobody when undefined. */
  person: string | undefined;
  /** Whether that person refuses what applications ask for. */
  refuses: boolean;
}

/** May be changed while it runs. */
export interface Policies {
  /** Webhooks to its own network are not allowed. */
  blocksLocal: boolean;
  /** Groups have webhooks, as with Premium. */
  groupHooks: boolean;
  /** It knows signing tokens. */
  signs: boolean;
}

export interface SystemHook extends HookTarget {
  readonly id: number;
}

export interface World {
  /** As it calls itself, with the subpath and without a slash at the end. */
  readonly base: string;
  readonly version: string;
  readonly people: People;
  readonly grants: Grants;
  readonly browser: BrowserState;
  readonly groups: Group[];
  readonly projects: Project[];
  readonly runner: Runner;
  readonly tell: Happenings;
  readonly hooks: RegisteredHook[];
  readonly sender: HookSender;
  /** What its administrator and its licence allow. */
  readonly policies: Policies;
  /** Of the GitLab as a whole. */
  readonly systemHooks: SystemHook[];
  readonly todos: Todo[];
  /** Nobody needs a token as long as it has no people. */
  readonly isOpen: boolean;
  project(path: string, options?: ProjectOptions): Project;
  group(
    path: string,
    options?: { readonly name?: string; readonly visibility?: Visibility; readonly milestones?: readonly string[] },
  ): Group;
  findProject(idOrPath: string): Project | undefined;
  findGroup(idOrPath: string): Group | undefined;
  projectsBelow(path: string): Project[];
  /** Renames or moves; roles and what is below go along. The former path leads to the new one. */
  rename(from: string, to: string): void;
  /** Changes each time it is asked. */
  nextId(): number;
}

export interface WorldOptions {
  readonly speed: number;
  readonly firstId: number;
  readonly version: string;
  readonly expiresIn: number;
  readonly base: () => string;
  readonly isOpen: () => boolean;
  /** Gets every hook. */
  readonly target: HookTarget | undefined;
}

export function createWorld({ speed, firstId, version, expiresIn, base, isOpen, target }: WorldOptions): World {
  const people = createPeople();
  const groups: Group[] = [];
  const projects: Project[] = [];
  const hooks: RegisteredHook[] = [];
  const systemHooks: SystemHook[] = [];
  const sender = hookSender(base);
  let lastId = 9000;

  const fire = (event: HookEvent, body: object, project: Project) => {
    const flag = hookFlags[event];
    const inside = ({ of, kind }: RegisteredHook) => (kind === 'project' ? of === project : project.path.startsWith(`${of.path}/`));
    const wanted = hooks.filter((hook) => inside(hook) && hook.events[flag] === true && isOnBranch(hook, event, body));
    sender.send(event, body, [...(target === undefined ? [] : [target]), ...wanted]);
  };
  const projectAt = (path: string) => projects.find((each) => each.path === path);
  const projectOf = (path: string) => projectAt(path) ?? project(path);
  const group: World['group'] = (path, { name, visibility, milestones } = {}) => {
    const old = groups.find((each) => each.path === path);
    if (old !== undefined) return old;
    const above = path.split('/').slice(0, -1).join('/');
    if (above !== '') group(above);
    const made = {
      id: 500 + groups.length + 1,
      path,
      name: name ?? path.split('/').at(-1) ?? path,
      visibility: visibility ?? 'public',
      milestones: milestones ?? [],
    };
    groups.push(made);
    return made;
  };
  const project = (path: string, options?: ProjectOptions): Project => {
    const old = projectAt(path);
    const made = createProject(old?.id ?? projects.length + 1, path, options);
    if (old === undefined) projects.push(made);
    else Object.assign(old, made, { pipelines: old.pipelines });
    const above = path.split('/').slice(0, -1).join('/');
    if (above !== '') group(above);
    return projectAt(path) ?? made;
  };

  const todos: Todo[] = [];
  const nextId = () => (lastId += 1);
  const addTodo = (todo: Omit<Todo, 'id' | 'at' | 'state'>) => {
    // Nobody is told of what they did themselves.
    if (todo.of.id !== todo.by.id) todos.unshift({ ...todo, id: nextId(), at: new Date(), state: 'pending' });
  };
  const tell = createHappenings({ base, projectOf, personNamed: (name) => people.named(name), send: fire, addTodo });
  const runner = new Runner({
    speed,
    firstId,
    projectOf,
    personNamed: (name) => people.named(name),
    onJob: (job: Job) => fire('Job Hook', jobHook(base(), job), job.pipeline.project),
    onPipeline: (pipeline: Pipeline) => fire('Pipeline Hook', pipelineHook(base(), pipeline), pipeline.project),
    onDeployment: (deployment, of) => {
      const doing = deploymentDoing(deployment, of);
      if (of.isDeclared && doing !== undefined) tell.deployment(doing);
    },
  });

  return {
    get base() {
      return base();
    },
    version,
    people,
    grants: createGrants(people, expiresIn),
    browser: { person: undefined, refuses: false },
    groups,
    projects,
    runner,
    tell,
    hooks,
    sender,
    policies: { blocksLocal: false, groupHooks: true, signs: true },
    systemHooks,
    todos,
    get isOpen() {
      return isOpen();
    },
    project(path, options) {
      const made = project(path, options);
      if (!made.isDeclared) sender.send('System Hook', projectCreated(made), systemHooks);
      made.isDeclared = true;
      return made;
    },
    group,
    findProject: (wanted) => found(projects, wanted) ?? projects.find(({ formerPaths }) => formerPaths.has(wanted)),
    findGroup: (wanted) => found(groups, wanted),
    projectsBelow: (path) => projects.filter((each) => each.path.startsWith(`${path}/`)),
    rename(from, to) {
      const isBelow = (path: string) => path === from || path.startsWith(`${from}/`);
      const moved = (path: string) => `${to}${path.slice(from.length)}`;
      const above = to.split('/').slice(0, -1).join('/');
      if (above !== '') group(above);
      for (const each of projects.filter(({ path }) => isBelow(path))) {
        each.formerPaths.add(each.path);
        each.path = moved(each.path);
      }
      for (const each of groups.filter(({ path }) => isBelow(path))) each.path = moved(each.path);
      for (const { roles } of people.all)
        for (const [path, role] of [...roles].filter(([each]) => isBelow(each))) {
          roles.delete(path);
          roles.set(moved(path), role);
        }
    },
    nextId,
  };
}

function found<T extends { readonly id: number; readonly path: string }>(all: readonly T[], wanted: string): T | undefined {
  return /^\d+$/u.test(wanted) ? all.find(({ id }) => id === Number(wanted)) : all.find(({ path }) => path === wanted);
}

/** GitLab asks the filter for pushes only. */
function isOnBranch({ branchFilter }: RegisteredHook, event: HookEvent, body: object): boolean {
  if (event !== 'Push Hook' || branchFilter === '') return true;
  const ref = 'ref' in body ? String(body.ref).replace('refs/heads/', '') : '';
  return new RegExp(`^${branchFilter.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`).replaceAll('*', '.*')}$`, 'u').test(ref);
}

function deploymentDoing({ id, environment, sha, ref, by, status }: Deployment, { path }: Project): DeploymentDoing | undefined {
  if (status === 'created') return undefined;
  return { project: path, by: by.username, id, environment: environment.name, status, sha, ref };
}

/** https://docs.gitlab.com/administration/system_hooks/ */
function projectCreated({ id, path }: Project): object {
  return {
    event_name: 'project_create',
    created_at: new Date().toISOString(),
    updated_at: new Date().toISOString(),
    name: path.split('/').at(-1),
    path: path.split('/').at(-1),
    path_with_namespace: path,
    project_id: id,
    project_namespace_id: id + 700,
    owners: [],
    project_visibility: 'private',
  };
}

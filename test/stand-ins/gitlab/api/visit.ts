// One request to the stand-in's REST API: who asks, what for, and the things it is about as that person may see them.
import { levelAt, levels, type Person, type Role, type Token } from '../people.ts';
import type { Group, Project } from '../projects.ts';
import type { World } from '../world.ts';
import { forbidden, message, missing, Refused, json, unauthorized } from './answer.ts';

export interface Visit {
  readonly world: World;
  readonly method: string;
  /** Below the base address, with the query. */
  readonly uri: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Of JSON or a form. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly person: Person | undefined;
  readonly token: Token | undefined;
}

export function fail(answer: ConstructorParameters<typeof Refused>[0]): never {
  throw new Refused(answer);
}

/** The asker; 401 for nobody. */
export function someone({ person }: Visit): Person {
  return person ?? fail(unauthorized);
}

export function canSee(person: Person | undefined, { visibility, path }: Project | Group): boolean {
  return visibility === 'public' || (visibility === 'internal' && person !== undefined) || levelAt(person, path) > 0;
}

export const levelIn = ({ person }: Visit, { path }: { readonly path: string }): number => levelAt(person, path);

/** The project of `:id`, which the asker may see, and where they have that role. What moved is answered with 301, or 405. */
export function projectOf(visit: Visit, role?: Role): Project {
  const { world, params, method, person } = visit;
  const id = params['id'] ?? '';
  const project = world.findProject(id);
  if (project === undefined || !canSee(person, project)) return fail(missing('Project'));
  if (!/^\d+$/u.test(id) && project.path !== id) return fail(moved(visit, id, project));
  if (method !== 'GET') someone(visit);
  if (role !== undefined && levelIn(visit, project) < levels[role]) fail(forbidden());
  if (project.archived && method !== 'GET' && !visit.uri.includes('/unarchive')) fail(forbidden());
  return project;
}

function moved({ world, method, uri }: Visit, id: string, project: Project) {
  if (method !== 'GET') return message(405, 'Non GET methods are not allowed for moved projects');
  const location = `${world.base}${uri.replace(new RegExp(encodeURIComponent(id).replaceAll('%', '%'), 'iu'), String(project.id))}`;
  return json({ message: `This resource has been moved permanently to ${location}` }, 301, { Location: location });
}

/** For what only members read: members of private projects, or everybody where it is public. */
export function reader(visit: Visit, role: Role = 'reporter'): Project {
  const project = projectOf(visit);
  if (project.visibility === 'private' && levelIn(visit, project) < levels[role]) fail(forbidden());
  return project;
}

export function groupOf(visit: Visit, role?: Role): Group {
  const { world, params, person } = visit;
  const group = world.findGroup(params['id'] ?? '');
  if (group === undefined || !canSee(person, group)) return fail(missing('Group'));
  if (role !== undefined && levelIn(visit, group) < levels[role]) fail(forbidden());
  return group;
}

/** Of the body, else of the query. */
export function given({ body, query }: Visit, name: string): unknown {
  return body[name] ?? query.get(name) ?? undefined;
}

export function text(visit: Visit, name: string): string | undefined {
  const value = given(visit, name);
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function required(visit: Visit, name: string): string {
  const value = text(visit, name);
  if (value === undefined) return fail(json({ error: `${name} is missing` }, 400));
  if (value === '') return fail(json({ error: `${name} is empty` }, 400));
  return value;
}

export function flag(visit: Visit, name: string): boolean | undefined {
  const value = text(visit, name);
  return value === undefined ? undefined : value === 'true' || value === '1';
}

/** `a,b`, `["a"]`, or `name[]=a&name[]=b`. */
export function list(visit: Visit, name: string): readonly string[] | undefined {
  const value = given(visit, name);
  if (Array.isArray(value)) return value.map(String);
  const repeated = visit.query.getAll(`${name}[]`);
  if (repeated.length > 0) return repeated;
  return typeof value === 'string' ? value.split(',').filter((each) => each !== '') : undefined;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

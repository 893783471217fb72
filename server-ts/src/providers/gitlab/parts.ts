// What the events have in common: project, ref, commit, person, and links that older versions leave out.

import { subjectKey } from '../../ci/ids.ts';
import type { Commit, Person, PipelineIdentity, Project, Ref } from '../../ci/pipeline.ts';
import type { SubjectIdentity } from '../../ci/identity.ts';
import { present } from '../../platform/foreign-json.ts';

interface UserPayload {
  readonly id?: number | undefined;
  readonly name?: string | undefined;
  readonly username?: string | undefined;
  readonly avatar_url?: string | undefined;
}

/** `project.url` is empty when GitLab did not tell it. */
export function identityOf(connection: string, project: Project, pipelineId: number): PipelineIdentity {
  const id = String(pipelineId);
  return { key: subjectKey('gitlab', connection, project.id, id), provider: 'gitlab', connection, project, id };
}

/** What is no pipeline: `kind` and what tells it apart within the project. */
export function subjectIn(
  connection: string,
  project: Project,
  kind: string,
  ...own: readonly [string, ...string[]]
): SubjectIdentity & { readonly project: Project } {
  return { key: subjectKey('gitlab', connection, kind, project.id, ...own), provider: 'gitlab', connection, project };
}

interface ProjectPayload {
  readonly id?: number | undefined;
  readonly path_with_namespace?: string | undefined;
  readonly web_url?: string | undefined;
}

/** System hooks of older servers tell the project's id elsewhere in the body, or not at all: then its path stands for it. */
export function projectIn(told: ProjectPayload | undefined, elsewhere: number | undefined): Project | undefined {
  const id = told?.id ?? elsewhere;
  const path = told?.path_with_namespace;
  if (id === undefined && path === undefined) return undefined;
  return { id: id === undefined ? (path ?? '') : String(id), path: path ?? `project ${id}`, url: told?.web_url ?? '' };
}

/** Of a list, whoever can be named. */
export function peopleOf(users: readonly (UserPayload | undefined)[]): readonly Person[] {
  return users.flatMap((user) => personOf(user) ?? []);
}

/** A page below the project; empty when the project's address is not known. */
export function pageOf(project: Project, page: string): string {
  return project.url === '' ? '' : `${project.url}/-/${page}`;
}

export function personOf(user: UserPayload | undefined): Person | undefined {
  const name = user?.name ?? user?.username;
  if (name === undefined) return undefined;
  return { ...present({ id: idOf(user) }), name, ...present({ username: user?.username, avatarUrl: user?.avatar_url }) };
}

/** Where only an id is told. */
export function personById(id: number): Person {
  return { id: String(id), name: '' };
}

/** Deleted people and what GitLab does by itself come as 0. */
function idOf(user: UserPayload | undefined): string | undefined {
  return user?.id === undefined || user.id === 0 ? undefined : String(user.id);
}

/** The ref of a merge request's pipeline can be `refs/merge-requests/7/head` or `…/train`: people know it as `!7`. */
export function refOf(project: Project, name: string, tag: boolean): Ref {
  const mergeRequest = mergeRequestNumber(name);
  if (mergeRequest !== undefined)
    return { kind: 'merge-request', name: `!${mergeRequest}`, ...link(project, `merge_requests/${mergeRequest}`) };
  const path = name.split('/').map(encodeURIComponent).join('/');
  return tag ? { kind: 'tag', name, ...link(project, `tags/${path}`) } : { kind: 'branch', name, ...link(project, `tree/${path}`) };
}

export function mergeRequestNumber(ref: string | undefined): string | undefined {
  return /^refs\/merge-requests\/(\d+)\//.exec(ref ?? '')?.[1];
}

/** The page of what lies between two commits; undefined without both. */
export function comparisonOf(project: Project, from: string | undefined, to: string | undefined): string | undefined {
  return isSha(from) && isSha(to) ? pageOf(project, `compare/${from}...${to}`) || undefined : undefined;
}

function isSha(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{7,64}$/i.test(text) && !/^0+$/.test(text);
}

/**
 * Undefined without a real SHA: a deleted branch has only zeros. Commits name their author without an account: `known` is somebody who had to do
 * with it, and is the author where the names are equal.
 */
export function commitOf(
  project: Project,
  sha: string | undefined,
  message: string | undefined,
  author: string | undefined,
  url?: string,
  known?: Person,
): Commit | undefined {
  if (!isSha(sha)) return undefined;
  const title = message?.split(/[\r\n]/, 1)[0] ?? '';
  const page = url === undefined ? link(project, `commit/${sha}`) : { url };
  return {
    sha,
    title,
    ...page,
    ...(author === undefined
      ? {}
      : { author: known !== undefined && [known.name, known.username].includes(author) ? known : { name: author } }),
  };
}

function link(project: Project, page: string): { url?: string } {
  const url = pageOf(project, page);
  return url === '' ? {} : { url };
}

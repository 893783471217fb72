// What pipeline and job events have in common: project, ref, commit, person, and links that older versions leave out.

import { subjectKey } from '../../ci/ids.ts';
import type { Commit, Person, PipelineIdentity, Project, Ref } from '../../ci/pipeline.ts';

interface UserPayload {
  readonly name?: string | undefined;
  readonly username?: string | undefined;
  readonly avatar_url?: string | undefined;
}

/** Leaves out what is undefined: state is compared and stored as JSON. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> };
export function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** `project.url` is empty when GitLab did not tell it. */
export function identityOf(connection: string, project: Project, pipelineId: number): PipelineIdentity {
  const id = String(pipelineId);
  return { key: subjectKey('gitlab', connection, project.id, id), provider: 'gitlab', connection, project, id };
}

/** A page below the project; empty when the project's address is not known. */
export function pageOf(project: Project, page: string): string {
  return project.url === '' ? '' : `${project.url}/-/${page}`;
}

export function personOf(user: UserPayload | undefined): Person | undefined {
  const name = user?.name ?? user?.username;
  return name === undefined ? undefined : { name, ...present({ username: user?.username, avatarUrl: user?.avatar_url }) };
}

/** The ref of a merge request's pipeline can be `refs/merge-requests/7/head` or `…/train`: people know it as `!7`. */
export function refOf(project: Project, name: string | undefined, tag: boolean): Ref {
  const mergeRequest = mergeRequestNumber(name);
  if (mergeRequest !== undefined)
    return { kind: 'merge-request', name: `!${mergeRequest}`, ...link(project, `merge_requests/${mergeRequest}`) };
  if (name === undefined) return { kind: 'branch', name: 'unknown' };
  const path = name.split('/').map(encodeURIComponent).join('/');
  return tag ? { kind: 'tag', name, ...link(project, `tags/${path}`) } : { kind: 'branch', name, ...link(project, `tree/${path}`) };
}

export function mergeRequestNumber(ref: string | undefined): string | undefined {
  return /^refs\/merge-requests\/(\d+)\//.exec(ref ?? '')?.[1];
}

/** Undefined without a real SHA: a deleted branch has only zeros. */
export function commitOf(
  project: Project,
  sha: string | undefined,
  message: string | undefined,
  author: string | undefined,
  url?: string,
): Commit | undefined {
  if (sha === undefined || !/^[0-9a-f]{7,64}$/i.test(sha) || /^0+$/.test(sha)) return undefined;
  const title = message?.split(/[\r\n]/, 1)[0] ?? '';
  const page = url === undefined ? link(project, `commit/${sha}`) : { url };
  return { sha, title, ...page, ...(author === undefined ? {} : { author: { name: author } }) };
}

function link(project: Project, page: string): { url?: string } {
  const url = pageOf(project, page);
  return url === '' ? {} : { url };
}

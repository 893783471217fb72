// What people type for a project or a group → the one that has it: its path, or any address in it.

import type { Reach } from '../../../ci/account.ts';
import type { Asked } from '../../../ci/command.ts';
import { readGroup } from '../api/groups.ts';
import type { HookOwner } from '../api/hooks.ts';
import { readProject } from '../api/projects.ts';
import { split } from '../project-address.ts';
import { findProject } from './find-project.ts';

/** Throws what `findProject` throws: CI_GITLAB_NO_PROJECT with the nearest names. */
export async function findOwner(asked: Pick<Asked, 'projects'>, typed: string, reach: Reach): Promise<HookOwner> {
  const path = pathIn(typed, reach.connection.url);
  if (path !== undefined && path !== '') {
    const project = path.includes('/') ? await readProject(path, reach) : undefined;
    if (project !== undefined) return { kind: 'project', id: project.id, path: project.path, url: project.url };
    const group = await readGroup(path, reach);
    if (group !== undefined) return { kind: 'group', ...group };
  }
  const { id, path: found, url } = await findProject(asked, typed, reach);
  return { kind: 'project', id, path: found, url };
}

/** Undefined for an address of another server. Pages of groups stand under `/groups/`. */
export function pathIn(typed: string, base: string): string | undefined {
  if (!/^https?:/i.test(typed)) return typed.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  const [url, own] = [URL.parse(typed), URL.parse(base)];
  const under = own?.pathname.replace(/\/+$/, '') ?? '';
  if (url === null || own === null || url.host !== own.host || !`${url.pathname}/`.startsWith(`${under}/`)) return undefined;
  const inside = url.pathname.slice(under.length).replace(/^\/groups\//, '/');
  return split(inside)
    .names.join('/')
    .replace(/\.git$/, '');
}

// Projects as GitLab has them for somebody, and their branches.

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { Project } from '../../../ci/pipeline.ts';
import { address, name, text } from '../../../platform/foreign-json.ts';
import { flag, id } from '../fields.ts';
import { list, projectPath, read, type Listed } from './request.ts';

export interface GitLabProject extends Project {
  /** Undefined while the repository is empty. */
  readonly defaultBranch?: string;
  readonly archived: boolean;
}

export interface Branch {
  readonly name: string;
  readonly isDefault: boolean;
}

const projectSchema = z.object({ id, path_with_namespace: name, web_url: address, default_branch: text, archived: flag });
const branchSchema = z.object({ name, default: flag });

/** By its id or whole path; GitLab leads from an old path to the new one. Undefined when there is none, or it is hidden from this person. */
export async function readProject(project: string, reach: Reach): Promise<GitLabProject | undefined> {
  const told = await read(reach, projectPath(project), projectSchema);
  return told === undefined ? undefined : toProject(told, reach);
}

/** Those that the person is a member of, the most active first. `search`: in the path. */
export async function listProjects(reach: Reach, most: number, search?: string): Promise<readonly GitLabProject[]> {
  const query = { membership: true, simple: true, order_by: 'last_activity_at', sort: 'desc', search, search_namespaces: search && true };
  const told = await list(reach, 'projects', projectSchema, { most, query });
  return (told?.all ?? []).map((each) => toProject(each, reach));
}

/** Those whose webhooks the asker may change: as their maintainer or owner; as an administrator of GitLab all. Archived ones tell nothing. */
export async function maintained(reach: Reach, most: number, all: boolean): Promise<Listed<GitLabProject>> {
  const query = { archived: false, simple: true, pagination: 'keyset', order_by: 'id', sort: 'asc', ...(!all && { min_access_level: 40 }) };
  const told = await list(reach, 'projects', projectSchema, { most, query });
  return { all: (told?.all ?? []).map((each) => toProject(each, reach)), more: told?.more ?? false };
}

export async function listBranches(project: string, reach: Reach, most: number, search?: string): Promise<readonly Branch[]> {
  const told = await list(reach, `${projectPath(project)}/repository/branches`, branchSchema, { most, query: { search } });
  return (told?.all ?? []).map((each) => ({ name: each.name, isDefault: each.default }));
}

function toProject(told: z.infer<typeof projectSchema>, { connection }: Reach): GitLabProject {
  const path = told.path_with_namespace;
  const branch = told.default_branch;
  const url = told.web_url ?? `${connection.url}/${path}`;
  return { id: String(told.id), path, url, archived: told.archived, ...(branch !== undefined && { defaultBranch: branch }) };
}

// Files of a repository as GitLab's API tells them, and who may read them.
// https://docs.gitlab.com/api/repository_files/, https://docs.gitlab.com/api/projects/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { Visibility } from '../../../ci/preview.ts';
import { ask, projectPath, read } from './request.ts';

/** Bytes of a file that are read: beyond it no line is shown. */
const LIMIT = 1024 * 1024;

/** The beginning of it; undefined where there is no such file at that ref, or it is hidden. */
export async function readFile(
  { project, ref, path }: { readonly project: string; readonly ref: string; readonly path: string },
  reach: Reach,
  timeout: number,
): Promise<string | undefined> {
  const at = `${projectPath(project)}/repository/files/${encodeURIComponent(path)}/raw`;
  // Nobody is answered 401 for what is not public, and 404 for most of it.
  const answer = await ask(reach, at, { query: { ref }, limit: LIMIT, timeout, also: [400, 401, 403, 404] });
  return answer.status === 200 ? answer.text : undefined;
}

const level = z.string().catch('enabled');
const projectSchema = z.object({
  visibility: z.enum(['public', 'internal', 'private']).catch('private'),
  repository_access_level: level,
});

/** Of its code: a public project may keep that for its members. Undefined where the project is hidden. */
export async function readVisibility(project: string, reach: Reach, timeout: number): Promise<Visibility | undefined> {
  const told = await read(reach, projectPath(project), projectSchema, { timeout });
  if (told === undefined) return undefined;
  return told.repository_access_level === 'enabled' ? told.visibility : 'private';
}

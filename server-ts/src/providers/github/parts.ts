// What runs and jobs have in common: repository, branch, commit, person.

import { subjectKey } from '../../ci/ids.ts';
import type { Connection } from '../../ci/connection.ts';
import type { Commit, Person, PipelineIdentity, Project, Ref } from '../../ci/pipeline.ts';
import { present, shaOf } from '../../platform/foreign-json.ts';
import type { Repository } from './schema.ts';

/** A run is a pipeline; its number is unique in all of GitHub. */
export function identityOf(repository: Repository, runId: number, connection: Connection): PipelineIdentity {
  const project = projectOf(repository);
  const id = String(runId);
  return { key: subjectKey('github', connection.name, project.id, id), provider: 'github', connection: connection.name, project, id };
}

function projectOf({ id, full_name: path, html_url: url }: Repository): Project {
  return { id: String(id), path: path ?? `repository ${id}`, url: url ?? '' };
}

/** A page of the repository; empty when its address is not known. */
export function pageOf({ html_url: url }: Repository, page: string): string {
  return url === undefined ? '' : `${url}/${page}`;
}

/** GitHub does not tell tags from branches; of a commit that is on none it tells nothing. */
export function refOf(repository: Repository, name: string | undefined): Ref | undefined {
  if (name === undefined) return undefined;
  const url = pageOf(repository, `tree/${name.split('/').map(encodeURIComponent).join('/')}`);
  return { kind: 'branch', name, ...(url !== '' && { url }) };
}

export function commitOf(repository: Repository, sha: string | undefined, message = '', author?: string): Commit | undefined {
  const real = shaOf(sha);
  if (real === undefined) return undefined;
  const url = pageOf(repository, `commit/${real}`);
  const [title = ''] = message.split(/[\r\n]/, 1);
  return { sha: real, title, ...(url !== '' && { url }), ...(author !== undefined && { author: { name: author } }) };
}

export function personOf(
  user: { readonly login?: string | undefined; readonly avatar_url?: string | undefined } | undefined,
): Person | undefined {
  const name = user?.login;
  return name === undefined ? undefined : { name, username: name, ...present({ avatarUrl: user?.avatar_url }) };
}

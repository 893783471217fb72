// Projects and groups as GitLab shows them to somebody, and with which role.
// https://docs.gitlab.com/api/projects/, https://docs.gitlab.com/api/groups/, https://docs.gitlab.com/user/permissions/

import * as z from 'zod';
import type { Account, Reach } from '../../../ci/account.ts';
import type { LookAtPlace, Place } from '../../../ci/place.ts';
import { address, name, part, text } from '../../../platform/foreign-json.ts';
import { flag, id } from '../fields.ts';
import { projectPath, read } from './request.ts';

const access = part({ access_level: z.number().catch(0) });
const projectSchema = z.object({
  id,
  path_with_namespace: name,
  web_url: address,
  visibility: text,
  archived: flag,
  permissions: part({ project_access: access, group_access: access }),
});
const groupSchema = z.object({ id, full_path: name, web_url: address, visibility: text, archived: flag });
const namespaceSchema = z.object({ id, kind: text, full_path: name, web_url: address });
const memberSchema = z.object({ access_level: z.number() });

/** Guests read neither code nor pipelines of a private project. */
const GUEST = 10;

export const lookAtPlace: LookAtPlace = async (wanted, reach) => {
  if ('kind' in wanted) return wanted.kind === 'project' ? project(wanted.id, reach) : group(wanted.id, reach);
  const first = wanted.path.includes('/') ? await project(wanted.path, reach) : undefined;
  return first ?? group(wanted.path, reach);
};

async function project(which: string, reach: Reach): Promise<Place | undefined> {
  const told = await readHidden(reach, projectPath(which), projectSchema);
  if (told === undefined) return undefined;
  const { path_with_namespace: path, visibility, permissions } = told;
  const level = Math.max(permissions?.project_access?.access_level ?? 0, permissions?.group_access?.access_level ?? 0);
  // Of a private project nobody but an administrator is shown anything without a role in it.
  const isAdministrator = visibility === 'private' && level === 0 && reach.credentials !== undefined;
  const right = level > GUEST || isAdministrator ? 'confidential' : visibility === 'public' ? 'news' : 'none';
  return placeOf('project', path, told, right, reach);
}

/** A public group may hold private projects: its news are for its members. */
async function group(which: string, reach: Reach): Promise<Place | undefined> {
  const base = `groups/${encodeURIComponent(which)}`;
  const told = await readHidden(reach, base, groupSchema);
  const { account }: Reach & { readonly account?: Account } = reach;
  if (told === undefined) return await ownNamespace(which, account, reach);
  const member = account?.id === undefined ? undefined : await readHidden(reach, `${base}/members/all/${account.id}`, memberSchema);
  return placeOf('group', told.full_path, told, (member?.access_level ?? 0) > GUEST ? 'confidential' : 'none', reach);
}

/** A person's own projects are below their name, which is no group; their ids are of one row. https://docs.gitlab.com/api/namespaces/ */
async function ownNamespace(which: string, account: Account | undefined, reach: Reach): Promise<Place | undefined> {
  // Nobody else is told of them.
  if (account === undefined) return undefined;
  const told = await readHidden(reach, `namespaces/${encodeURIComponent(which)}`, namespaceSchema);
  if (told?.kind !== 'user') return undefined;
  const { id: known, full_path: path, web_url: url = `${reach.connection.url}/${path}` } = told;
  const isOwn = path.toLowerCase() === account.login.toLowerCase();
  return { kind: 'group', id: String(known), path, url, open: false, archived: false, right: isOwn ? 'confidential' : 'none' };
}

type Told = Pick<z.infer<typeof groupSchema>, 'id' | 'web_url' | 'visibility' | 'archived'>;

function placeOf(kind: Place['kind'], path: string, told: Told, right: Place['right'], { connection }: Reach): Place {
  const { id: known, web_url: url, visibility, archived } = told;
  const page = `${connection.url}/${kind === 'group' ? 'groups/' : ''}${path}`;
  return { kind, id: String(known), path, url: url ?? page, open: visibility === 'public' && kind === 'project', archived, right };
}

/** What somebody may not see is answered as if it were not there; groups that demand a second factor, or another network, with 403. */
async function readHidden<Shape extends z.ZodType>(reach: Reach, path: string, schema: Shape): Promise<z.output<Shape> | undefined> {
  try {
    return await read(reach, path, schema);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'CI_GITLAB_FORBIDDEN') return undefined;
    throw error;
  }
}

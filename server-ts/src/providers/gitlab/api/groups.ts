// Groups as GitLab has them for somebody. https://docs.gitlab.com/api/groups/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import { address, name } from '../../../platform/foreign-json.ts';
import { id } from '../fields.ts';
import { read } from './request.ts';

export interface GitLabGroup {
  readonly id: string;
  /** With those above it. */
  readonly path: string;
  readonly url: string;
}

const groupSchema = z.object({ id, full_path: name, web_url: address });

/** By its id or whole path; undefined when there is none, or it is hidden from this person. */
export async function readGroup(group: string, reach: Reach): Promise<GitLabGroup | undefined> {
  const told = await read(reach, `groups/${encodeURIComponent(group)}`, groupSchema, { query: { with_projects: false } });
  if (told === undefined) return undefined;
  return { id: String(told.id), path: told.full_path, url: told.web_url ?? `${reach.connection.url}/groups/${told.full_path}` };
}

// Whether a person may read what a direct message is about: GitLab is asked, as that person or about that person.
// Roles: https://docs.gitlab.com/api/access_requests/#valid-access-levels, what they may: https://docs.gitlab.com/user/permissions/

import * as z from 'zod';
import type { Reach } from '../../ci/account.ts';
import type { Thing } from '../../ci/notice.ts';
import { ask, jsonOf, projectPath } from './api/request.ts';

const GUEST = 10;
const REPORTER = 20;
const memberSchema = z.object({ access_level: z.number().catch(0), state: z.string().catch('active') });

/** 404 is how GitLab hides what is private; 403 tells of a part of a project that is switched off for the person. */
const hidden = [401, 403, 404];

/** As whoever asks; as anybody without credentials. `member`: asked of that user id, with a token that may list members. */
export async function mayOpen(thing: Thing, reach: Reach, member?: string): Promise<boolean> {
  if (member !== undefined) return isMember(thing, member, reach);
  return (await ask(reach, pathOf(thing), { also: reach.credentials === undefined ? hidden : hidden.slice(1) })).status < 300;
}

/** Reading merge requests and pipelines of a private project takes a reporter, issues that are not confidential a guest. */
async function isMember({ project, kind, confidential }: Thing, member: string, reach: Reach): Promise<boolean> {
  const answer = await ask(reach, `${projectPath(project.id)}/members/all/${encodeURIComponent(member)}`, { also: hidden });
  if (answer.status >= 300) return false;
  const { access_level: level, state } = jsonOf(memberSchema, answer);
  return state === 'active' && level >= (kind === 'issue' && confidential !== true ? GUEST : REPORTER);
}

function pathOf({ kind, project, number }: Thing): string {
  const base = projectPath(project.id);
  if (number === undefined) return base;
  return kind === 'issue' ? `${base}/issues/${encodeURIComponent(number)}` : `${base}/merge_requests/${encodeURIComponent(number)}`;
}

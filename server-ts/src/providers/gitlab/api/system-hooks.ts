// System hooks: those by which a GitLab as a whole tells of new projects. Only its administrators have them.
// https://docs.gitlab.com/api/system_hooks/

import * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { HookTarget } from '../../../ci/hooks.ts';
import { flag, id } from '../fields.ts';
import { isSameAddress } from './hooks.ts';
import { list, read, send } from './request.ts';

const userSchema = z.object({ is_admin: flag });
const hookSchema = z.object({ id, url: z.string() });
/** Besides these, which projects and groups tell by hooks of their own, it tells of what is made, moved and deleted. */
const QUIET = { push_events: false, tag_push_events: false, merge_requests_events: false, repository_update_events: false };

export async function isAdministrator(reach: Reach): Promise<boolean> {
  return (await read(reach, 'user', userSchema))?.is_admin === true;
}

/** Once. False when GitLab does not take it, though an administrator asks. */
export async function ensureSystemHook(reach: Reach, { url, secret }: HookTarget): Promise<boolean> {
  try {
    const known = await list(reach, 'hooks', hookSchema, { most: 200 });
    if (known?.all.some((hook) => isSameAddress(hook.url, url)) !== true)
      await send(reach, 'hooks', hookSchema, { body: { url, token: secret, ...QUIET } });
    return true;
  } catch {
    return false;
  }
}

// Our webhook on every project that the connection's token maintains; and a system hook that tells of new ones, where it may make one.

import type { Reach } from '../../ci/account.ts';
import type { HookFailure, HookOptions, HookReport, HookTarget } from '../../ci/hooks.ts';
import { eachAtOnce } from '../../platform/at-once.ts';
import { asProblem } from '../../platform/errors.ts';
import { patiently } from '../../platform/http-patience.ts';
import { isSameAddress, listHooks, putHook, type HookOwner } from './api/hooks.ts';
import { maintained } from './api/projects.ts';
import { ensureSystemHook, isAdministrator } from './api/system-hooks.ts';
import { readOptions } from './commands/webhook-options.ts';

/** Projects in all; more are said to be there. */
const MOST = 20_000;
const AT_ONCE = 4;
/** Milliseconds: GitLab's limits are by the minute. */
const LONGEST_PAUSE = 90_000;
const TOLD_EVERY = 25;

type Outcome = 'made' | 'known' | HookFailure;

export async function sync(given: Reach, target: HookTarget, { repair, begins, progress }: HookOptions): Promise<HookReport> {
  const reach = { ...given, http: patiently(given.http, { tries: 4, longest: LONGEST_PAUSE }) };
  const isAdmin = await isAdministrator(reach);
  const { all, more } = await maintained(reach, MOST, isAdmin);
  await begins?.();
  let done = 0;
  const outcomes = await eachAtOnce(all, AT_ONCE, async (project) => {
    const outcome = await attempt({ kind: 'project', ...project }, reach, target, repair);
    done += 1;
    if (done % TOLD_EVERY === 0) progress?.(done, all.length);
    return outcome;
  });
  const tellsOfNew = isAdmin && (await ensureSystemHook(reach, target));
  return {
    made: outcomes.filter((each) => each === 'made').length,
    known: outcomes.filter((each) => each === 'known').length,
    failed: outcomes.filter((each) => typeof each === 'object'),
    more,
    tellsOfNew,
  };
}

async function attempt(owner: HookOwner, reach: Reach, { url, secret }: HookTarget, repair: boolean): Promise<Outcome> {
  try {
    const { all } = await listHooks(owner, reach);
    const known = all.find((hook) => isSameAddress(hook.url, url));
    if (known?.isOff === true && !repair) return failure(owner, 'GitLab switched the webhook off, as it failed too often');
    if (known === undefined) await putHook(owner, { ...readOptions('*'), url, secret }, reach);
    else if (repair) await putHook(owner, { url, secret }, reach, known);
    return known === undefined ? 'made' : 'known';
  } catch (error) {
    const { message } = asProblem(error);
    return failure(owner, message);
  }
}

function failure({ path }: HookOwner, reason: string): HookFailure {
  return { project: path, reason };
}

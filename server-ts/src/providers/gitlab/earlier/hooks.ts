// The webhooks of GitLab that send to the Go plugin: found where channels are subscribed, and changed to come here.

import type { Reach } from '../../../ci/account.ts';
import type { EarlierHook, EarlierHookList, EarlierHooks } from '../../../ci/earlier.ts';
import { eachAtOnce } from '../../../platform/at-once.ts';
import { CiError } from '../../../platform/errors.ts';
import { patiently } from '../../../platform/http-patience.ts';
import { readGroup } from '../api/groups.ts';
import { listHooks, putHook, testHook, type HookOwner } from '../api/hooks.ts';
import { maintained } from '../api/projects.ts';
import { isAdministrator } from '../api/system-hooks.ts';
import { isEarlier } from './address.ts';

/** Projects of whoever asks that are looked through. */
const MOST = 20_000;
const AT_ONCE = 4;
/** Milliseconds: GitLab's limits are by the minute. */
const LONGEST_PAUSE = 60_000;
/** What GitLab answers about webhooks that somebody may not see, or that groups do not have without Premium. */
const HIDDEN = new Set(['CI_GITLAB_HOOK_HIDDEN', 'CI_GITLAB_HOOK_GROUP', 'CI_GITLAB_FORBIDDEN']);

export async function findHooks(projects: readonly string[], given: Reach): Promise<EarlierHookList> {
  const reach = patient(given);
  const { all, more } = await maintained(reach, MOST, await isAdministrator(reach));
  const wanted = all.filter(({ path }) => projects.some((each) => isWithin(path, each)));
  const seen = new Set(wanted.map(({ path }) => path.toLowerCase()));
  const groups = await eachAtOnce(groupsOf(projects), AT_ONCE, (path) => readGroup(path, reach));
  const owners: readonly HookOwner[] = [
    ...groups.flatMap((group) => (group === undefined ? [] : [{ kind: 'group' as const, ...group }])),
    ...wanted.map((project) => ({ kind: 'project' as const, ...project })),
  ];
  const found = await eachAtOnce(owners, AT_ONCE, (owner) => hooksOf(owner, reach));
  const hidden = projects.filter((each) => !each.endsWith('/**') && !seen.has(each.toLowerCase()));
  return { found: found.flat(), hidden, more };
}

export const changeHook: EarlierHooks['change'] = async ({ owner, id }, target, given) => {
  const reach = patient(given);
  const whole: HookOwner = { ...owner, url: '' };
  const { all } = await listHooks(whole, reach);
  const known = all.find((hook) => hook.id === id);
  if (known === undefined) return undefined;
  const hook = await putHook(whole, target, reach, known);
  return (await testHook(whole, hook, reach)) ?? {};
};

async function hooksOf(owner: HookOwner, reach: Reach): Promise<readonly EarlierHook[]> {
  const { all } = await listHooks(owner, reach).catch((error: unknown) => {
    if (error instanceof CiError && HIDDEN.has(error.code)) return { all: [] };
    throw error;
  });
  const { kind, id, path } = owner;
  return all.flatMap((hook) => (isEarlier(hook.url) ? [{ owner: { kind, id, path }, id: hook.id, url: hook.url }] : []));
}

/** The groups themselves, and those above, whose webhooks tell of all that is below. */
function groupsOf(projects: readonly string[]): readonly string[] {
  const above = projects.flatMap((project) => {
    const names = project
      .replace(/\/\*\*$/, '/')
      .split('/')
      .slice(0, -1);
    return names.map((_name, index) => names.slice(0, index + 1).join('/'));
  });
  return [...new Set(above)];
}

function isWithin(path: string, project: string): boolean {
  const [one, other] = [path.toLowerCase(), project.toLowerCase()];
  return one === other || (other.endsWith('/**') && one.startsWith(other.slice(0, -2)));
}

function patient(reach: Reach): Reach {
  return { ...reach, http: patiently(reach.http, { tries: 4, longest: LONGEST_PAUSE }) };
}

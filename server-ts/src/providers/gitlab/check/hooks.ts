// Whether subscribed projects have our webhook, at the right address, and how its last delivery was answered, as far as the token may see.
// https://docs.gitlab.com/api/project_webhooks/#get-a-list-of-project-webhook-events

import * as z from 'zod';
import { note, right, wrong, type CheckFinding, type CheckSubject } from '../../../ci/check.ts';
import type { HookTarget } from '../../../ci/hooks.ts';
import { eachAtOnce } from '../../../platform/at-once.ts';
import { CiError } from '../../../platform/errors.ts';
import { id } from '../fields.ts';
import { isSameAddress, listHooks, type Hook, type HookOwner } from '../api/hooks.ts';
import { list, projectPath, read } from '../api/request.ts';

const projectSchema = z.object({ id, path_with_namespace: z.string(), web_url: z.string().catch('') });
const eventSchema = z.object({ response_status: z.string(), response_body: z.string().nullish() });
/** Projects that are looked at. */
const MOST = 8;
const AT_ONCE = 4;

export async function lookAtHooks(subject: CheckSubject, tell: (finding: CheckFinding) => void): Promise<void> {
  const { hook, projects, credentials } = subject;
  if (hook === undefined || credentials === undefined) return;
  const seen = await eachAtOnce(projects.slice(0, MOST), AT_ONCE, (path) => lookAtProject(path, hook, subject));
  const found = seen.flat();
  for (const finding of found) if (finding.level !== 'right') tell(finding);
  const good = found.filter(({ level }) => level === 'right').length;
  if (good > 0)
    tell(right('CI_GITLAB_HOOK', `${good} of ${Math.min(MOST, projects.length)} subscribed projects looked at have the webhook`));
}

async function lookAtProject(path: string, hook: HookTarget, subject: CheckSubject): Promise<readonly CheckFinding[]> {
  try {
    const project = await read(subject, projectPath(path), projectSchema);
    if (project === undefined)
      return [
        note(
          'CI_GITLAB_PROJECT',
          `The token does not see ${path}, to which a channel is subscribed.`,
          'Make its user a member of it, or subscribe to its new name.',
        ),
      ];
    const owner: HookOwner = { kind: 'project', id: String(project.id), path, url: project.web_url };
    const { all } = await listHooks(owner, subject);
    const ours = all.filter((each) => isSameAddress(each.url, hook.url));
    return ours.length === 0 ? missing(path, all, hook) : await Promise.all(ours.slice(0, 2).map((each) => judge(each, owner, subject)));
  } catch (error) {
    // Whoever is no maintainer does not see them, which is no fault.
    if (error instanceof CiError && ['CI_GITLAB_HOOK_HIDDEN', 'CI_GITLAB_FORBIDDEN', 'CI_GITLAB_NOT_FOUND'].includes(error.code)) return [];
    throw error;
  }
}

/** A hook for another address of ours tells that Mattermost moved, or that it was typed wrongly. */
function missing(path: string, all: readonly Hook[], hook: HookTarget): readonly CheckFinding[] {
  const tail = '/plugins/ci-command-center/';
  const stray = all.find(({ url }) => url.includes(tail) || URL.parse(url)?.host === URL.parse(hook.url)?.host);
  const remedy = `Type \`/gitlab webhook add ${path.replaceAll('`', '')}\`, or set \`${hook.url}\` in GitLab (Settings → Webhooks).`;
  if (stray !== undefined)
    return [
      wrong('CI_GITLAB_HOOK_ADDRESS', `The webhook of ${path} goes to ${stray.url.split('?')[0] ?? ''}, not to ${hook.url}.`, remedy),
    ];
  return [
    note(
      'CI_GITLAB_HOOK_MISSING',
      `${path} has no webhook of its own for this Mattermost.`,
      `${remedy} One of its group or of all of GitLab does as well.`,
    ),
  ];
}

async function judge(hook: Hook, owner: HookOwner, subject: CheckSubject): Promise<CheckFinding> {
  const events = await list(subject, `projects/${owner.id}/hooks/${hook.id}/events`, eventSchema, { most: 1 }).catch(() => undefined);
  const last = events?.all[0];
  const answered = last === undefined ? '' : ` Its last delivery was answered: ${last.response_status}.`;
  const page = `${owner.url}/-/hooks/${hook.id}/edit`;
  if (/internal error/i.test(last?.response_status ?? '') || /is blocked/i.test(last?.response_body ?? ''))
    return wrong(
      'CI_GITLAB_HOOK_BLOCKED',
      `GitLab could not send the webhook of ${owner.path}: it may not, or does not reach ${new URL(hook.url).host}.`,
      `If that is in a local network: ${ALLOW} If not, see what its page tells: \`${page}\`.`,
    );
  if (last?.response_status === '401')
    return wrong(
      'CI_GITLAB_HOOK_SECRET',
      `The webhook of ${owner.path} has another secret than the one set here.${answered}`,
      `\`/gitlab webhook add ${owner.path.replaceAll('`', '')}\` gives it the right one.`,
    );
  if (hook.isOff)
    return wrong(
      'CI_GITLAB_HOOK_OFF',
      `GitLab stopped sending the webhook of ${owner.path}, after it failed too often.${answered}`,
      `Mend why, then press Test on its page: \`${page}\`.`,
    );
  if (last !== undefined && !last.response_status.startsWith('2'))
    return wrong(
      'CI_GITLAB_HOOK_FAILS',
      `The webhook of ${owner.path} fails.${answered}`,
      `Its page tells what was sent and answered: \`${page}\`.`,
    );
  return right('CI_GITLAB_HOOK', owner.path);
}

export const ALLOW =
  'An administrator of GitLab allows it under Admin → Settings → Network → Outbound requests: “Allow requests to the local network from webhooks and integrations”, or this name in the list below it.';

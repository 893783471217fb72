// Whether the JFrog Platform has webhooks that lead here, switched on and with a secret, as far as the token may see.

import { note, right, wrong, type CheckFinding, type CheckSubject } from '../../../ci/check.ts';
import { CiError } from '../../../platform/errors.ts';
import { leadsTo, listSubscriptions, type Subscription } from '../subscriptions.ts';

/** Of the webhook's settings there. */
const WHERE = 'Administration → General → Webhooks';
const AGAIN = '`/ci setup` makes them, and gives those that are there the right secret.';

export async function lookAtHooks(subject: CheckSubject): Promise<readonly CheckFinding[]> {
  const { hook, heard } = subject;
  if (hook === undefined) return [];
  try {
    return judge(await listSubscriptions(subject), hook, heard);
  } catch (error) {
    // Whoever is no administrator does not see them, which is no fault while they come.
    if (!(error instanceof CiError) || !['CI_ARTIFACTORY_FORBIDDEN', 'CI_ARTIFACTORY_NO_EVENTS'].includes(error.code)) throw error;
    return heard ? [] : [note('CI_ARTIFACTORY_HOOK_HIDDEN', `${error.message} And nothing has ever come.`, error.remedy)];
  }
}

function judge(all: readonly Subscription[], hook: NonNullable<CheckSubject['hook']>, heard: boolean): readonly CheckFinding[] {
  const ours = all.filter((each) => leadsTo(each, hook.url));
  if (ours.length === 0) return missing(all, hook.url, heard);
  const off = ours.filter(({ enabled }) => !enabled).map(({ key }) => key);
  if (off.length > 0)
    return [wrong('CI_ARTIFACTORY_HOOK_OFF', `Switched off in Artifactory: ${listed(off)}.`, `Switch it on there: ${WHERE}. Or: ${AGAIN}`)];
  const domains = [...new Set(ours.map(({ event_filter: { domain } }) => domain ?? 'unknown'))];
  const found = right('CI_ARTIFACTORY_HOOK', `webhooks of ${listed(domains)} set`);
  if (heard) return [found];
  const secrets = ours.flatMap(({ handlers }) => handlers.map(({ secret }) => secret));
  if (secrets.some((secret) => secret === undefined))
    return [wrong('CI_ARTIFACTORY_HOOK_SECRET', 'A webhook in Artifactory has no secret, so its deliveries are refused.', AGAIN)];
  return secrets.every((secret) => secret === hook.secret || !isShown(secret)) ? [found] : [otherSecret()];
}

/** Newer versions do not show it. */
function isShown(secret = ''): boolean {
  return !/^[*•●]+$/u.test(secret);
}

function otherSecret(): CheckFinding {
  return note(
    'CI_ARTIFACTORY_HOOK_SECRET',
    'A webhook in Artifactory seems to have another secret than the one set here, and nothing has ever come.',
    AGAIN,
  );
}

function missing(all: readonly Subscription[], url: string, heard: boolean): readonly CheckFinding[] {
  if (heard) return [];
  const stray = all.flatMap(({ handlers }) => handlers).find((each) => each.url?.includes('/plugins/ci-command-center/') === true);
  if (stray?.url !== undefined)
    return [
      wrong(
        'CI_ARTIFACTORY_HOOK_ADDRESS',
        `A webhook in Artifactory goes to ${stray.url.split('?')[0] ?? ''}, not to ${url}.`,
        `Correct it there (${WHERE}), or delete it. ${AGAIN}`,
      ),
    ];
  return [
    wrong(
      'CI_ARTIFACTORY_HOOK_MISSING',
      'Artifactory has no webhook for this Mattermost.',
      `${AGAIN} By hand: ${WHERE}, address \`${url}\`.`,
    ),
  ];
}

function listed(names: readonly string[]): string {
  return names.slice(0, 8).join(', ');
}

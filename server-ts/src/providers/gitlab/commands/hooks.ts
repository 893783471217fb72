// /gitlab hooks sync: our webhook on all projects that the service token maintains, and on new ones.

import type { AnswerVerb, Asked } from '../../../ci/command.ts';
import type { HookReport } from '../../../ci/hooks.ts';
import { join, say, type Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { sync } from '../hook-sync.ts';
import { requireAdministrator } from './administrator.ts';

const MOST_FAILURES = 30;

export const syncHooks: AnswerVerb = async (asked) => {
  await requireAdministrator(asked);
  const { connection, desk, flags, webhook } = asked;
  const { provider, name } = connection;
  if (flags.get('stop') === true) {
    await desk.keepHooks(provider, name, false);
    return { text: say`New projects get no webhook by themselves any more. Those that are there stay.` };
  }
  const own = asked.own();
  if (own === undefined) throw noToken(asked);
  if (webhook.url === '')
    throw new CiError(
      'CI_GITLAB_HOOK_SITE',
      'Mattermost does not know its own address.',
      'Set the Site URL in System Console → Web Server.',
    );
  if (webhook.secret === undefined)
    throw new CiError('CI_GITLAB_HOOK_SECRET', `The connection ${name} has no webhook secret.`, 'Set one in the settings.');
  const target = { url: webhook.url, secret: webhook.secret };
  const report = await sync(own, target, {
    repair: true,
    // From the first one on: when the server stops in between, the rest is done by whoever looks every half hour.
    begins: () => desk.keepHooks(provider, name, true),
    progress: (done, of) => asked.progress?.(say`Webhooks: ${done} of ${of} projects …`),
  });
  return { text: join(reportWords(report)) };
};

export function reportWords({ made, known, failed, more, tellsOfNew }: HookReport): readonly Words[] {
  const all = made + known + failed.length;
  if (all === 0)
    return [
      say`The service token maintains no project. Give its user the role Maintainer in a group or project, then \`/gitlab hooks sync\` again.`,
    ];
  const sum = say`**${all} ${all === 1 ? 'project' : 'projects'}:** ${made} got our webhook, ${known} had it, ${failed.length} failed.`;
  const listed = failed.slice(0, MOST_FAILURES).map(({ project, reason }) => say`* ${project}: ${reason}`);
  const rest = failed.length > MOST_FAILURES ? [say`* … and ${failed.length - MOST_FAILURES} more.`] : [];
  const next = tellsOfNew
    ? say`New projects get it when GitLab tells of them by its system hook, or within half an hour. \`/gitlab hooks sync --stop\` ends that.`
    : say`New projects get it within half an hour. \`/gitlab hooks sync --stop\` ends that.`;
  return [sum, ...listed, ...rest, ...(more ? [say`There are more projects than were looked at.`] : []), next];
}

export function noToken({ connection: { name } }: Pick<Asked, 'connection'>): CiError {
  const where =
    name === 'default'
      ? 'as `GitLabToken` in System Console → Plugins → CI Command Center'
      : 'as the connection’s `token` in the Configuration';
  return new CiError(
    'CI_GITLAB_NO_TOKEN',
    'There is no service token, with which webhooks of all projects could be made.',
    `Make a token with the scope api, of a user with the role Maintainer in the groups it is for (or a group access token), and set it ${where}.`,
  );
}

// What /ci doctor finds about a GitLab: server, token, application and webhooks.

import { note, type Check } from '../../../ci/check.ts';
import { lookAtApplication } from './application.ts';
import { ALLOW, lookAtHooks } from './hooks.ts';
import { lookAtServer } from './server.ts';
import { lookAtToken } from './token.ts';

export const check: Check = async (subject, tell) => {
  const { answers, finding } = await lookAtServer(subject);
  tell(finding);
  if (!answers) return;
  const [token, application] = await Promise.all([lookAtToken(subject), lookAtApplication(subject)]);
  for (const each of [...token, ...application]) tell(each);
  const { hook, localHook, heard } = subject;
  if (hook !== undefined && localHook !== undefined && !heard)
    tell(
      note(
        'CI_GITLAB_LOCAL_NETWORK',
        `Mattermost’s own address leads to the local network (${localHook}), to which GitLab sends no webhooks unless it is allowed.`,
        ALLOW,
      ),
    );
  if (token.every(({ level }) => level !== 'wrong')) await lookAtHooks(subject, tell);
};

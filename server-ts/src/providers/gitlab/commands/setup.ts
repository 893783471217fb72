// /gitlab setup: what is set up and what is still to be done, each as a form; for administrators.

import type { Answer, AnswerCall, AnswerVerb, Asked } from '../../../ci/command.ts';
import { code, join, say } from '../../../ci/words.ts';
import { requireAdministrator } from './administrator.ts';
import { findOwner } from './find-owner.ts';
import { formFor } from './instance.ts';
import { putAndTest } from './webhook.ts';
import { readOptions } from './webhook-options.ts';
import { CiError } from '../../../platform/errors.ts';

const steps = {
  oauth: { label: 'OAuth application …', call: { name: 'setup-oauth', args: {} } },
  webhook: { label: 'Webhook …', call: { name: 'setup-webhook', args: {} } },
  announcement: { label: 'Announcement …', call: { name: 'setup-announcement', args: {} } },
} as const;

const mark = (isDone: boolean): string => (isDone ? '✓' : '○');

export const setup: AnswerVerb = async (asked) => {
  await requireAdministrator(asked);
  const { connection, heard, site, webhook } = asked;
  return {
    text: join([
      say`GitLab (${connection.name}) is set up in three steps:`,
      say`${mark(connection.url !== '' && connection.oauth !== undefined)} **OAuth application**: with it people connect their accounts. Redirect address to register: ${site.redirects.length === 0 ? 'set the Site URL of Mattermost first' : join(site.redirects.map((each) => code(each)))}`,
      say`${mark(heard)} **Webhooks** of a project or group; \`/gitlab hooks sync\` makes them for all. Their address: ${webhook.url === '' ? '(after the Site URL)' : code(webhook.url)}`,
      say`○ **Announcement**: tell the others.`,
      say`\`/gitlab instance install\` adds another GitLab; \`/ci doctor\` checks it all.`,
    ]),
    buttons: [steps.oauth, steps.webhook, steps.announcement],
  };
};

export const setupOAuth: (asked: Asked) => Promise<Answer> = async (asked) => {
  await requireAdministrator(asked);
  const { connection } = asked;
  return connection.url === '' ? formFor(asked, { name: connection.name }) : formFor(asked, { name: connection.name, connection });
};

export const setupWebhook: (asked: Asked) => Promise<Answer> = async (asked) => {
  await requireAdministrator(asked);
  if (asked.webhook.url === '')
    throw new CiError(
      'CI_GITLAB_HOOK_SITE',
      'Mattermost does not know its own address.',
      'Set the Site URL in System Console → Web Server.',
    );
  return {
    text: say`The webhook is made by a form.`,
    form: {
      title: 'Webhook of GitLab',
      introduction: say`GitLab will send its events to ${code(asked.webhook.url)}. You need the role Maintainer in the project, or Owner in the group.`,
      submit: 'Create',
      fields: [
        { kind: 'text', name: 'project', label: 'Project or group', placeholder: 'group/project', help: 'Its path, or any address in it.' },
        { kind: 'yes-no', name: 'ssl', label: 'Verify our certificate', value: true, optional: true },
      ],
      call: { name: 'setup-webhook-filled', args: {} },
    },
  };
};

export const setupWebhookFilled: AnswerCall = async (asked) => {
  await requireAdministrator(asked);
  const { fields, webhook } = asked;
  const reach = await asked.as();
  const owner = await findOwner(asked, (fields['project'] ?? '').trim(), reach).catch((error: unknown) => {
    if (error instanceof CiError) return error;
    throw error;
  });
  if (owner instanceof CiError) return { text: say``, faults: { project: `${owner.message} ${owner.remedy}` } };
  const { secret, url } = webhook;
  const options = readOptions(fields['ssl'] === 'false' ? '*noSSL' : '*');
  return putAndTest(asked, reach, owner, { ...options, url, ...(secret !== undefined && { secret }) });
};

const ANNOUNCEMENT = `Hi team,

GitLab is here now: type \`/gitlab connect\` in any channel to link your account, then \`/gitlab help\` to see what you can do.`;

export const setupAnnouncement: (asked: Asked) => Promise<Answer> = async (asked) => {
  await requireAdministrator(asked);
  return {
    text: say`The announcement is written in a form.`,
    form: {
      title: 'Announcement',
      introduction: say`It is posted in this channel. For another one type \`/gitlab setup announcement\` there.`,
      submit: 'Post it',
      fields: [{ kind: 'lines', name: 'message', label: 'Message', value: ANNOUNCEMENT }],
      call: { name: 'setup-announced', args: {} },
    },
  };
};

/** The words are the administrator's own: as code they would not speak, so its lines are said as they are, without markup of others. */
export const setupAnnounced: AnswerCall = async (asked) => {
  await requireAdministrator(asked);
  const message = (asked.fields['message'] ?? '').trim();
  if (message === '') return { text: say``, faults: { message: 'Say something.' } };
  return { text: announcementOf(message), inChannel: true };
};

/** Commands between backticks are shown as code; all else as it was written. */
function announcementOf(message: string) {
  const parts = message.slice(0, 4000).split('`');
  return join(
    parts.map((part, index) => (index % 2 === 1 && index < parts.length - 1 ? code(part) : say`${part}`)),
    '',
  );
}

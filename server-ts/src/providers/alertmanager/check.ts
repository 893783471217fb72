// What /ci doctor finds about an Alertmanager: version, whether it lets us in, and whether it has a receiver that tells this Mattermost.
// https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml

import * as z from 'zod';
import { note, right, wrong, type Check, type CheckFinding, type CheckSubject } from '../../ci/check.ts';
import { parseJson } from '../../platform/foreign-json.ts';
import { pageTitle } from '../../platform/page-title.ts';
import { authorize } from './client.ts';

const statusSchema = z.object({
  versionInfo: z.object({ version: z.string().max(40) }),
  config: z.object({ original: z.string() }).optional().catch(undefined),
});

export const check: Check = async (subject, tell) => {
  const { connection, http } = subject;
  const answer = await http(`${connection.url}/api/v2/status`, {
    stay: true,
    headers: { Accept: 'application/json', ...authorize(connection) },
  });
  const told = statusSchema.safeParse(parseJson(Buffer.from(answer.text))).data;
  if (told !== undefined) {
    tell(right('CI_ALERTMANAGER_ANSWERS', `Alertmanager ${told.versionInfo.version}`));
    for (const finding of lookAtReceivers(told.config?.original ?? '', subject)) tell(finding);
    return;
  }
  if (answer.status === 401 || answer.status === 403) {
    const remedy = 'Set `token` of the connection, and `username` where the proxy before it wants Basic.';
    return tell(wrong('CI_ALERTMANAGER_REFUSED', `Alertmanager refuses the credentials of this connection (${answer.status}).`, remedy));
  }
  const title = pageTitle(answer);
  const what = title === undefined ? `Something else than Alertmanager (${answer.status})` : `A page called “${title}” (${answer.status})`;
  tell(
    wrong(
      'CI_ALERTMANAGER_NOT_THE_API',
      `${what} answers at ${connection.url}.`,
      'Set its own address, with its `--web.route-prefix`, version 0.16 or later.',
    ),
  );
};

/** Addresses of receivers are secrets to Alertmanager since 0.26, and shown as `<secret>`. */
function lookAtReceivers(config: string, { hook, heard }: CheckSubject): readonly CheckFinding[] {
  if (config === '' || hook === undefined || heard) return [];
  if (config.includes(hook.url)) return [right('CI_ALERTMANAGER_RECEIVER', 'a receiver tells this Mattermost')];
  const remedy = `Add a receiver with \`webhook_configs\` and the address \`${hook.url}\`, and route alerts to it: \`/ci setup\` shows both, filled in.`;
  if (/^\s*-?\s*webhook_configs:/m.test(config))
    return [
      note(
        'CI_ALERTMANAGER_RECEIVER',
        'Alertmanager has webhook receivers, but does not show to where, and nothing has ever come.',
        remedy,
      ),
    ];
  return [wrong('CI_ALERTMANAGER_RECEIVER', 'Alertmanager has no receiver that calls a webhook.', remedy)];
}

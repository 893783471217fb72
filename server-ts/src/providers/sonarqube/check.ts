// What /ci doctor finds about a SonarQube: version and state, the token, and the webhooks with how they were answered last.
// https://docs.sonarsource.com/sonarqube-server/extension-guide/web-api/, api/system/status, api/authentication/validate, api/webhooks

import * as z from 'zod';
import { note, right, wrong, type Check, type CheckFinding, type CheckSubject } from '../../ci/check.ts';
import { pageTitle } from '../../platform/page-title.ts';
import { ask, MAKE_TOKEN, parsed } from './client.ts';
import { isSame, listed } from './webhooks.ts';

const statusSchema = z.object({ version: z.string().max(40), status: z.string().max(40) });
const validSchema = z.object({ valid: z.boolean() });
const deliveriesSchema = z.object({ deliveries: z.array(z.object({ success: z.boolean(), httpStatus: z.number().optional() })) });
/** Webhooks that are looked at: SonarQube has ten for all projects. */
const MOST = 10;

export const check: Check = async (subject, tell) => {
  const server = await lookAtServer(subject);
  tell(server);
  if (server.level !== 'right') return;
  const token = await lookAtToken(subject);
  tell(token);
  if (token.level === 'right') for (const finding of await lookAtHooks(subject)) tell(finding);
};

async function lookAtServer(subject: CheckSubject): Promise<CheckFinding> {
  const { connection } = subject;
  const answer = await ask(subject, 'system/status', { openly: true });
  const told = statusSchema.safeParse(parsed(answer)).data;
  if (told === undefined) {
    const title = pageTitle(answer);
    const what = title === undefined ? `Something else than SonarQube (${answer.status})` : `A page called “${title}” (${answer.status})`;
    const remedy = 'Set SonarQube’s own address, with the path that it may run under (`sonar.web.context`).';
    return wrong('CI_SONARQUBE_NOT_THE_API', `${what} answers at ${connection.url}.`, remedy);
  }
  if (told.status === 'UP') return right('CI_SONARQUBE_ANSWERS', `SonarQube ${told.version}`);
  return wrong(
    'CI_SONARQUBE_NOT_UP',
    `SonarQube ${told.version} is not up: ${told.status}.`,
    'See its page in a browser: it may start, or want its database migrated.',
  );
}

async function lookAtToken(subject: CheckSubject): Promise<CheckFinding> {
  if (subject.credentials === undefined)
    return note(
      'CI_SONARQUBE_NO_TOKEN',
      'SonarQube has no token here: its webhooks cannot be looked at.',
      `If that is wanted: ${MAKE_TOKEN}`,
    );
  const answer = await ask(subject, 'authentication/validate');
  if (validSchema.safeParse(parsed(answer)).data?.valid === true) return right('CI_SONARQUBE_TOKEN', 'token accepted');
  return wrong('CI_SONARQUBE_TOKEN', 'SonarQube does not accept the token: it is wrong, revoked or expired.', MAKE_TOKEN);
}

/** Of all projects; a project may have its own besides. */
async function lookAtHooks(subject: CheckSubject): Promise<readonly CheckFinding[]> {
  const { hook, heard } = subject;
  const answer = await ask(subject, 'webhooks/list');
  if (answer.status === 403 || hook === undefined)
    return heard ? [] : [note('CI_SONARQUBE_HOOK_HIDDEN', 'The token may not see webhooks, and nothing has ever come.', addIt(hook?.url))];
  const ours = listed(answer)
    .slice(0, MOST)
    .find(({ url }) => isSame(url, hook.url));
  if (ours === undefined)
    return heard ? [] : [wrong('CI_SONARQUBE_HOOK_MISSING', 'SonarQube has no webhook for this Mattermost.', addIt(hook.url))];
  if (ours.hasSecret === false)
    return [wrong('CI_SONARQUBE_HOOK_SECRET', 'The webhook in SonarQube has no secret, so its deliveries are refused.', SECRET)];
  const told = deliveriesSchema.safeParse(
    parsed(await ask(subject, `webhooks/deliveries?webhook=${encodeURIComponent(ours.key)}&ps=1`)),
  ).data;
  const [last] = told?.deliveries ?? [];
  if (last === undefined || last.success)
    return [right('CI_SONARQUBE_HOOK', `webhook set${last === undefined ? '' : `, last answered ${last.httpStatus ?? 'well'}`}`)];
  if (last.httpStatus === 401)
    return [wrong('CI_SONARQUBE_HOOK_SECRET', 'The webhook in SonarQube has another secret than the one set here.', SECRET)];
  const how = last.httpStatus === undefined ? 'could not be sent' : `was answered ${last.httpStatus}`;
  return [
    wrong(
      'CI_SONARQUBE_HOOK_FAILS',
      `The last delivery of SonarQube ${how}.`,
      'Its reason stands in Administration → Configuration → Webhooks.',
    ),
  ];
}

const SECRET =
  '`/ci setup` gives it the right one. By hand: enter the webhook secret of this connection there: Administration → Configuration → Webhooks.';

function addIt(url: string | undefined): string {
  return `\`/ci setup\` makes it with a token. By hand: Administration → Configuration → Webhooks${url === undefined ? '' : `, address \`${url}\``}, with the webhook secret of this connection.`;
}

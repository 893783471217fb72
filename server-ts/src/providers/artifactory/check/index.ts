// What /ci doctor finds about an Artifactory: that it answers, in which version, whether the token is good, and its webhooks.
// https://jfrog.com/help/r/jfrog-rest-apis/system-health-ping, https://jfrog.com/help/r/jfrog-rest-apis/version-and-add-ons-information

import * as z from 'zod';
import { note, right, wrong, type Check, type CheckSubject } from '../../../ci/check.ts';
import type { HttpAnswer } from '../../../ci/http.ts';
import { parseJson } from '../../../platform/foreign-json.ts';
import { pageTitle } from '../../../platform/page-title.ts';
import { lookAtHooks } from './hooks.ts';
import { MAKE_TOKEN } from '../client.ts';

const versionSchema = z.object({ version: z.string().max(40) });
const SUBPATH = '/artifactory';

export const check: Check = async (subject, tell) => {
  const { connection, credentials } = subject;
  const ping = await ask(subject, connection.url, 'ping');
  if (!isArtifactory(ping)) return tell(await somethingElse(subject, ping));
  const answer = await ask(subject, connection.url, 'version');
  const version = versionSchema.safeParse(parseJson(Buffer.from(answer.text))).data?.version;
  tell(right('CI_ARTIFACTORY_ANSWERS', version === undefined ? 'Artifactory answers' : `Artifactory ${version}`));
  if (credentials === undefined)
    return tell(
      note(
        'CI_ARTIFACTORY_NO_TOKEN',
        'Artifactory has no token here: its webhooks cannot be looked at.',
        `If that is wanted: ${MAKE_TOKEN}`,
      ),
    );
  if (answer.status === 401 || answer.status === 403)
    return tell(wrong('CI_ARTIFACTORY_TOKEN', 'Artifactory does not accept the token.', MAKE_TOKEN));
  tell(right('CI_ARTIFACTORY_TOKEN', 'token accepted'));
  for (const finding of await lookAtHooks(subject)) tell(finding);
};

/** `ping` says `OK` to those whom it lets in, and refuses the others as JSON. */
function isArtifactory({ status, text, headers }: HttpAnswer): boolean {
  if (headers.has('x-artifactory-id') || headers.has('x-jfrog-version')) return status !== 404;
  return status < 300 && text.trim() === 'OK';
}

async function somethingElse(subject: CheckSubject, answer: HttpAnswer) {
  const { connection } = subject;
  const { origin, pathname } = new URL(connection.url);
  const elsewhere = `${origin}${pathname === '/' ? SUBPATH : ''}`;
  const there = await ask(subject, elsewhere, 'ping').catch(() => undefined);
  if (there !== undefined && isArtifactory(there))
    return wrong(
      'CI_ARTIFACTORY_SUBPATH',
      `Artifactory is not at ${connection.url}, but at ${elsewhere}.`,
      `Set its address as \`${elsewhere}\`.`,
    );
  const title = pageTitle(answer);
  const what = title === undefined ? `Something else than Artifactory (${answer.status})` : `A page called “${title}” (${answer.status})`;
  return wrong(
    'CI_ARTIFACTORY_NOT_THE_API',
    `${what} answers at ${connection.url}.`,
    'Set Artifactory’s own address, mostly with `/artifactory` at its end.',
  );
}

function ask({ http, credentials }: CheckSubject, base: string, what: 'ping' | 'version'): Promise<HttpAnswer> {
  const headers = credentials === undefined ? {} : { Authorization: `Bearer ${credentials.token}` };
  return http(`${base}/api/system/${what}`, { stay: true, headers });
}

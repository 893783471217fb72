// How the JFrog Platform is asked, as whoever the token belongs to; and why it refuses.

import * as z from 'zod';
import type { Reach } from '../../ci/account.ts';
import type { HttpAnswer } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';
import { parseJson } from '../../platform/foreign-json.ts';

export interface JFrogQuestion {
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Sent as JSON. */
  readonly body?: object;
}

export const MAKE_TOKEN =
  'Administration → User Management → Access Tokens → Generate Token, of an administrator, then set it as ArtifactoryToken.';

/** `path`: below the platform's own address, as `artifactory/api/system/ping`. */
export function ask({ connection, http, credentials }: Reach, path: string, { method, body }: JFrogQuestion = {}): Promise<HttpAnswer> {
  return http(`${platformOf(connection.url)}/${path}`, {
    stay: true,
    headers: {
      Accept: 'application/json',
      ...(credentials !== undefined && { Authorization: `Bearer ${credentials.token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(method !== undefined && { method }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Its services stand beside each other: `/artifactory`, `/event`, `/ui`. */
export function platformOf(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/artifactory$/, '');
}

export function parsed({ text }: HttpAnswer): unknown {
  return parseJson(Buffer.from(text));
}

const reasonSchema = z.object({ errors: z.array(z.object({ message: z.string(), detail: z.string().optional().catch(undefined) })) });

/** Why it was refused: CI_ARTIFACTORY_TOKEN, …_FORBIDDEN, …_NO_EVENTS, …_LOCAL_NETWORK, …_REJECTED. */
export function problemOf(answer: HttpAnswer): CiError {
  const reason = reasonSchema
    .safeParse(parsed(answer))
    .data?.errors.map(({ message, detail }) => (detail === undefined ? message : `${message}: ${detail}`))
    .join(' ');
  if (answer.status === 401) return new CiError('CI_ARTIFACTORY_TOKEN', 'Artifactory does not accept the token.', MAKE_TOKEN);
  if (answer.status === 403)
    return new CiError(
      'CI_ARTIFACTORY_FORBIDDEN',
      'The token’s user may not see and change webhooks.',
      `They are for administrators. ${MAKE_TOKEN}`,
    );
  // Where nothing of JFrog's answers, a proxy or the web interface does.
  if (answer.status === 404 || answer.headers.get('content-type')?.includes('html') === true)
    return new CiError(
      'CI_ARTIFACTORY_NO_EVENTS',
      'There is no webhook service beside this Artifactory.',
      'Webhooks need Artifactory 7.6 or later, not the OSS edition; a proxy before it must let `/event/` pass as it lets `/artifactory/`.',
    );
  if (/validat|private|not allowed/i.test(reason ?? ''))
    return new CiError(
      'CI_ARTIFACTORY_LOCAL_NETWORK',
      `Artifactory does not take this Mattermost’s address. ${(reason ?? '').slice(0, 300)}`,
      'If it is in a private network: set `event.webhooks.urlStrictPolicy: false` in its `system.yaml`, and restart it.',
    );
  return new CiError(
    'CI_ARTIFACTORY_REJECTED',
    `Artifactory answered ${answer.status}. ${(reason ?? '').slice(0, 300)}`.trim(),
    'See its webhooks: Administration → General → Webhooks.',
  );
}

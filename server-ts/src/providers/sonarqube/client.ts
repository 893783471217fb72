// How SonarQube's web API is asked, as whoever the token belongs to.
// https://docs.sonarsource.com/sonarqube-server/extension-guide/web-api/

import * as z from 'zod';
import type { Reach } from '../../ci/account.ts';
import type { HttpAnswer } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';
import { parseJson } from '../../platform/foreign-json.ts';

export interface SonarQuestion {
  /** Sent as a form by POST; asked by GET without. */
  readonly form?: Readonly<Record<string, string>>;
  /** Asked as anybody would. */
  readonly openly?: true;
}

const errorSchema = z.object({ errors: z.array(z.object({ msg: z.string() })) });

export const MAKE_TOKEN =
  'My Account → Security → Generate Tokens of a user with the permission Administer, then set it as SonarQubeToken.';

/** `path`: below `/api/`. A token as the user name, which all versions take. */
export function ask(reach: Reach, path: string, { form, openly }: SonarQuestion = {}): Promise<HttpAnswer> {
  const { connection, http, credentials } = reach;
  const pair = credentials === undefined || openly === true ? undefined : Buffer.from(`${credentials.token}:`).toString('base64');
  return http(`${connection.url}/api/${path}`, {
    stay: true,
    headers: {
      ...(pair !== undefined && { Authorization: `Basic ${pair}` }),
      ...(form !== undefined && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    },
    ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form).toString() }),
  });
}

export function parsed({ text }: HttpAnswer): unknown {
  return parseJson(Buffer.from(text));
}

/** Why it was refused: CI_SONARQUBE_TOKEN, …_FORBIDDEN, …_NO_PROJECT, …_LOCAL_NETWORK, …_REJECTED. */
export function problemOf(answer: HttpAnswer): CiError {
  const reason = errorSchema
    .safeParse(parsed(answer))
    .data?.errors.map(({ msg }) => msg)
    .join(' ');
  if (answer.status === 401)
    return new CiError('CI_SONARQUBE_TOKEN', 'SonarQube does not accept the token: it is wrong, revoked or expired.', MAKE_TOKEN);
  if (answer.status === 403)
    return new CiError(
      'CI_SONARQUBE_FORBIDDEN',
      'The token’s user may not change webhooks there.',
      'Give that user the permission Administer (System, or of the project), or take the token of one who has it.',
    );
  if (answer.status === 404)
    return new CiError('CI_SONARQUBE_NO_PROJECT', `SonarQube does not find it. ${reason ?? ''}`.trim(), 'Check the project’s key.');
  if (/loopback|local address|wildcard/i.test(reason ?? ''))
    return new CiError(
      'CI_SONARQUBE_LOCAL_NETWORK',
      `SonarQube sends no webhooks to its own machine: ${reason ?? ''}`,
      'Give Mattermost a Site URL that SonarQube reaches over the network, or switch “Enable local webhooks validation” off there: Administration → Configuration → General Settings → Security.',
    );
  return new CiError(
    'CI_SONARQUBE_REJECTED',
    `SonarQube answered ${answer.status}. ${(reason ?? '').slice(0, 300)}`.trim(),
    'See Administration → Configuration → Webhooks there; it takes ten of them.',
  );
}

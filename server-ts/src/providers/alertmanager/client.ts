// What Alertmanager's API v2 is asked: to silence a group, and to end a silence.
// https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml

import * as z from 'zod';
import type { Connection } from '../../ci/connection.ts';
import type { SilenceRequest } from '../../ci/provider.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../ci/http.ts';
import { CiError } from '../../platform/errors.ts';

const createdSchema = z.object({ silenceID: z.string().min(1) });

/** Answers the silence's identity. Throws CI_ALERTMANAGER_NO_URL, …_NO_MATCHERS, …_REFUSED, …_NOT_FOUND, …_FAILED. */
export async function silence({ group, from, until, by, comment }: SilenceRequest, connection: Connection, http: Http): Promise<string> {
  const body = {
    matchers: matchersOf(group.group.labels, group.group.commonLabels),
    startsAt: new Date(from).toISOString(),
    endsAt: new Date(until).toISOString(),
    createdBy: by,
    comment,
  };
  const answer = await ask(connection, http, 'silences', { method: 'POST', body: JSON.stringify(body) });
  if (!isDone(answer)) throw problemOf(answer);
  const created = createdSchema.safeParse(parse(answer.text));
  if (!created.success) throw failed(answer, 'It did not say which silence it made.');
  return created.data.silenceID;
}

/** One that is over or was forgotten is as good as ended. Throws as {@link silence}. */
export async function expireSilence(id: string, connection: Connection, http: Http): Promise<void> {
  const answer = await ask(connection, http, `silence/${encodeURIComponent(id)}`, { method: 'DELETE' });
  if (!isDone(answer) && !isOver(answer)) throw problemOf(answer);
}

/** A page for people comes from something before Alertmanager, or instead of it. */
function isDone({ status, headers }: HttpAnswer): boolean {
  return status >= 200 && status < 300 && headers.get('Content-Type')?.includes('html') !== true;
}

/** 500 with words (before 0.28) for a silence that has expired; 404 without any for one that was forgotten, with some for a wrong address. */
function isOver({ status, text }: HttpAnswer): boolean {
  return (status === 404 && text.trim() === '') || (status === 500 && /already expired/i.test(text));
}

interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: false;
  readonly isEqual: true;
}

/** By what the group is defined by, so that alerts that join it later are covered; a group without definition by what its alerts share. */
function matchersOf(...choices: readonly Readonly<Record<string, string>>[]): readonly Matcher[] {
  const labels = choices.find((each) => Object.values(each).some((value) => value !== ''));
  if (labels === undefined)
    throw new CiError(
      'CI_ALERTMANAGER_NO_MATCHERS',
      'The alerts of this group have no label in common, so a silence would cover every alert there is.',
      'Silence its alerts one by one in Alertmanager, or group by a label there (`group_by`).',
    );
  return Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
}

async function ask(connection: Connection, http: Http, path: string, request: HttpRequest): Promise<HttpAnswer> {
  if (connection.url === '')
    throw new CiError(
      'CI_ALERTMANAGER_NO_URL',
      'The address of this Alertmanager is not set.',
      'Ask an administrator to set AlertmanagerURL, or `url` of the connection, in the settings of CI Command Center.',
    );
  return http(`${connection.url}/api/v2/${path}`, {
    ...request,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...authorize(connection) },
    limit: 64 * 1024,
  });
}

/** Alertmanager itself knows Basic only; a proxy before it takes tokens. */
export function authorize({ token, username }: Connection): Readonly<Record<string, string>> {
  if (token === undefined || token === '') return {};
  if (username === undefined || username === '') return { Authorization: `Bearer ${token}` };
  return { Authorization: `Basic ${Buffer.from(`${username}:${token}`).toString('base64')}` };
}

function problemOf(answer: HttpAnswer): CiError {
  if (answer.status === 401 || answer.status === 403)
    return new CiError(
      'CI_ALERTMANAGER_REFUSED',
      `Alertmanager refused the credentials of this connection (${answer.status}).`,
      'Ask an administrator to check `token` and `username` of the connection in the settings of CI Command Center.',
    );
  if (answer.status === 404)
    return new CiError(
      'CI_ALERTMANAGER_NOT_FOUND',
      'There is no such silence, or no Alertmanager at the address of this connection (404).',
      'Check AlertmanagerURL, its path included (`--web.route-prefix`), and that it is version 0.16 or later.',
    );
  if (answer.status < 300) return failed(answer, 'That was a page for people, not its API: check AlertmanagerURL.');
  return failed(answer, reasonOf(answer.text));
}

function failed({ status }: HttpAnswer, reason: string): CiError {
  return new CiError(
    'CI_ALERTMANAGER_FAILED',
    `Alertmanager answered ${status}. ${reason}`.trim(),
    'Try again; if it stays so, see the log of Alertmanager.',
  );
}

/** A JSON string, or `{"code","message"}` where the request was malformed; a proxy's page says nothing. */
function reasonOf(text: string): string {
  const told =
    z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]).safeParse(parse(text)).data ?? '';
  return told.slice(0, 200);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

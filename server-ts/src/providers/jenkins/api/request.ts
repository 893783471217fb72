// Asks Jenkins for a path below the connection's address, as whoever the reach is for.
// https://www.jenkins.io/doc/book/using/remote-access-api/

import type * as z from 'zod';
import type { Reach } from '../../../ci/account.ts';
import type { HttpAnswer, HttpRequest } from '../../../ci/http.ts';
import { CiError } from '../../../platform/errors.ts';
import { parseJson } from '../../../platform/foreign-json.ts';
import { crumbFor, lacksCrumb } from './crumb.ts';
import { brokenAnswer, notFound, problemIn } from './problems.ts';

export interface JenkinsRequest extends Pick<HttpRequest, 'limit' | 'keep' | 'bytes' | 'timeout'> {
  readonly method?: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string>>;
  /** Which fields are wanted: `name,jobs[name]`. Always said where JSON is asked, or Jenkins tells all it knows. */
  readonly tree?: string;
  /** Of a POST, as a browser's form sends it. */
  readonly form?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  /** Of a POST, instead of a form: a job's XML. */
  readonly content?: { readonly type: string; readonly text: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that are answered although they are failures otherwise: 404. */
  readonly also?: readonly number[];
}

/**
 * `path` is encoded and begins without a slash: `job/api/14/stop`. Throws CiError (`CI_JENKINS_…`, `CI_HTTP_…`) for every answer but 2xx,
 * those in `also`, and the redirect with which Jenkins answers a POST that it has done. The token goes to the connection's own address only.
 */
export async function ask(reach: Reach, path: string, request: JenkinsRequest = {}): Promise<HttpAnswer> {
  const { url } = reach.connection;
  if (url === '') throw noAddress(reach);
  // Such parts would lead out of the place that is meant, and even out of Jenkins, into what else the host serves.
  if (path.split('/').some((part) => part === '.' || part === '..')) throw notFound(reach);
  const address = addressOf(url, path, request);
  const sent = sentFor(reach, request);
  const first = await reach.http(address, sent).catch((error: unknown) => {
    throw request.method === 'POST' ? uncertain(error) : error;
  });
  const answer = request.method === 'POST' && lacksCrumb(first) ? await again(reach, address, sent, first) : first;
  if (request.also?.includes(answer.status) === true) return answer;
  const problem = problemIn(answer, { reach, address, method: request.method ?? 'GET' });
  if (problem !== undefined) throw problem;
  return answer;
}

/** JSON of `path` + `api/json` in `schema`; undefined where Jenkins knows no such thing (404), or hides it from this person. */
export async function read<Shape extends z.ZodType>(
  reach: Reach,
  path: string,
  schema: Shape,
  request: JenkinsRequest & { readonly tree: string },
): Promise<z.infer<Shape> | undefined> {
  return await readPath(reach, `${path === '' ? '' : `${path}/`}api/json`, schema, request);
}

/** The same of any path that answers JSON: the pipeline plugins' `wfapi/describe` know no `tree`. */
export async function readPath<Shape extends z.ZodType>(
  reach: Reach,
  path: string,
  schema: Shape,
  request: JenkinsRequest = {},
): Promise<z.infer<Shape> | undefined> {
  const answer = await ask(reach, path, { ...request, also: [404, ...(request.also ?? [])] });
  if (answer.status === 404) return undefined;
  const told = answer.cut ? undefined : schema.safeParse(parseJson(Buffer.from(answer.text))).data;
  if (told === undefined) throw brokenAnswer(answer, reach);
  return told;
}

function addressOf(url: string, path: string, { query = {}, tree }: JenkinsRequest): string {
  const asked = new URLSearchParams({ ...query, ...(tree !== undefined && { tree }) }).toString();
  return `${url}/${path}${asked === '' ? '' : `?${asked}`}`;
}

function sentFor({ credentials }: Reach, request: JenkinsRequest): HttpRequest {
  const { method, form, content, headers, limit, keep, bytes, timeout } = request;
  const pair = credentials === undefined ? undefined : `${credentials.username ?? ''}:${credentials.token}`;
  const body = content?.text ?? (method === 'POST' ? bodyOf(form ?? {}) : undefined);
  const type = content?.type ?? 'application/x-www-form-urlencoded';
  return {
    stay: true,
    headers: {
      ...(pair !== undefined && { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
      ...(body !== undefined && { 'Content-Type': type }),
      ...headers,
    },
    ...(method !== undefined && { method }),
    ...(body !== undefined && { body }),
    ...(limit !== undefined && { limit }),
    ...(keep !== undefined && { keep }),
    ...(bytes !== undefined && { bytes }),
    ...(timeout !== undefined && { timeout }),
  };
}

function bodyOf(form: NonNullable<JenkinsRequest['form']>): string {
  const pairs = Symbol.iterator in form ? [...form] : Object.entries(form);
  const fields = new URLSearchParams();
  for (const [name, value] of pairs) fields.append(name, value);
  return fields.toString();
}

/** Where tokens do not stand in for it: older servers, and proxies that sign people in themselves. */
async function again(reach: Reach, address: string, sent: HttpRequest, first: HttpAnswer): Promise<HttpAnswer> {
  const proof = await crumbFor(reach, sent.headers ?? {});
  return proof === undefined ? first : await reach.http(address, { ...sent, headers: { ...sent.headers, ...proof } });
}

/** What was sent may have been done: whoever tries again without a look starts a second build. */
function uncertain(error: unknown): unknown {
  if (!(error instanceof CiError) || !['CI_HTTP_TIMEOUT', 'CI_HTTP_BROKEN'].includes(error.code)) return error;
  return new CiError(error.code, error.message, 'Jenkins may have done it all the same: look before you try again.', error);
}

function noAddress({ connection: { name } }: Reach): CiError {
  const which = name === 'default' ? 'Jenkins' : `The Jenkins ${name}`;
  return new CiError(
    'CI_JENKINS_NO_ADDRESS',
    `${which} has no address yet.`,
    name === 'default'
      ? 'An administrator sets `JenkinsURL` in System Console → Plugins → CI Command Center.'
      : 'An administrator sets its `url` under `connections` in the Configuration.',
  );
}

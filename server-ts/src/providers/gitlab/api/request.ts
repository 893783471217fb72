// Asks GitLab's REST API v4, and GraphQL for what only that tells, below the connection's address, as whoever the reach is for.
// https://docs.gitlab.com/api/rest/, https://docs.gitlab.com/api/rest/authentication/

import * as z from 'zod';
import type { Account, Reach } from '../../../ci/account.ts';
import type { HttpAnswer, HttpRequest } from '../../../ci/http.ts';
import { CiError } from '../../../platform/errors.ts';
import { problemIn, readOnly, unreadable, type Method } from './problems.ts';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface GitLabRequest extends Pick<HttpRequest, 'limit' | 'keep' | 'timeout'> {
  readonly method?: Method;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that are answered although they are failures otherwise: 404. */
  readonly also?: readonly number[];
}

/** How many entries GitLab gives at once at most. */
const PAGE = 100;

/**
 * `path` is encoded and begins without a slash: `projects/7/jobs/6/trace`. Throws CiError (`CI_GITLAB_…`, `CI_HTTP_…`) for every answer
 * but 2xx and those in `also`. The token goes to the connection's own address only.
 */
export async function ask(reach: Reach, path: string, request: GitLabRequest = {}): Promise<HttpAnswer> {
  const { connection, account }: Reach & { readonly account?: Account } = reach;
  if (connection.url === '') throw noAddress(reach);
  const { method = 'GET', query = {} } = request;
  if (method !== 'GET' && (connection.readOnly === true || account?.readOnly === true)) throw readOnly();
  const answer = await moved(reach, request, await reach.http(addressOf(reach, path, query), sentFor(reach, request)));
  if (request.also?.includes(answer.status) === true) return answer;
  const problem = problemIn(answer, reach, method);
  if (problem !== undefined) throw problem;
  return answer;
}

/** Undefined where GitLab knows no such thing (404), or hides it from this person. */
export async function read<Shape extends z.ZodType>(
  reach: Reach,
  path: string,
  schema: Shape,
  request: GitLabRequest = {},
): Promise<z.output<Shape> | undefined> {
  const answer = await ask(reach, path, { ...request, also: [404, ...(request.also ?? [])] });
  return answer.status === 404 ? undefined : jsonOf(schema, answer);
}

/** What changes something; never repeated by itself. */
export async function send<Shape extends z.ZodType>(
  reach: Reach,
  path: string,
  schema: Shape,
  request: GitLabRequest = {},
): Promise<z.output<Shape>> {
  return jsonOf(schema, await ask(reach, path, { method: 'POST', ...request }));
}

export interface Listed<Entry> {
  readonly all: readonly Entry[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

/** Entries that are not what they should be are left out. Undefined for 404. */
export async function list<Shape extends z.ZodType>(
  reach: Reach,
  path: string,
  entry: Shape,
  { most = PAGE, query = {} }: { readonly most?: number; readonly query?: Query } = {},
): Promise<Listed<z.output<Shape>> | undefined> {
  const all: z.output<Shape>[] = [];
  const size = Math.min(PAGE, most);
  let next: Query | undefined = { ...query, per_page: size };
  for (let page = 0; next !== undefined && all.length < most && page < Math.ceil(most / size) + 1; page += 1) {
    const answer = await ask(reach, path, { query: next, also: [404] });
    if (answer.status === 404) return page === 0 ? undefined : { all, more: false };
    all.push(...jsonOf(z.array(z.unknown()), answer).flatMap((each) => entryOf(entry, each)));
    next = nextPage(answer, next);
  }
  return { all: all.slice(0, most), more: next !== undefined || all.length > most };
}

const graphSchema = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Undefined where this GitLab does not know what is asked for, as older ones do not. */
export async function askGraph<Shape extends z.ZodType>(
  reach: Reach,
  query: string,
  variables: Readonly<Record<string, string>>,
  schema: Shape,
): Promise<z.output<Shape> | undefined> {
  const sent = sentFor(reach, { method: 'POST', body: { query, variables } });
  const answer = await reach.http(`${reach.connection.url}/api/graphql`, sent);
  if (answer.status === 404 || answer.status === 405) return undefined;
  const problem = problemIn(answer, reach, 'GET');
  if (problem !== undefined) throw problem;
  const { data, errors } = jsonOf(graphSchema, answer);
  return errors !== undefined && errors.length > 0 ? undefined : schema.safeParse(data).data;
}

/** The project by its id or its path. */
export function projectPath(project: string): string {
  return `projects/${encodeURIComponent(project)}`;
}

function addressOf({ connection }: Reach, path: string, query: Query): string {
  const told = Object.entries(query).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, String(value)]]));
  const asked = new URLSearchParams(told).toString();
  return `${connection.url}/api/v4/${path}${asked === '' ? '' : `?${asked}`}`;
}

/** The same for OAuth's tokens and for personal, project and group tokens (docs.gitlab.com/api/rest/authentication). */
function proofOf({ credentials }: Reach): Record<string, string> {
  return credentials === undefined || credentials.token === '' ? {} : { Authorization: `Bearer ${credentials.token}` };
}

function sentFor(reach: Reach, { method, body, headers, limit, keep, timeout }: GitLabRequest): HttpRequest {
  return {
    headers: { ...proofOf(reach), ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(method !== undefined && { method }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(limit !== undefined && { limit }),
    ...(keep !== undefined && { keep }),
    ...(timeout !== undefined && { timeout }),
  };
}

/**
 * A renamed project is answered with its address by id (`find_project!` in GitLab's lib/api/helpers.rb), with the host that GitLab has
 * for itself. Whatever host it names, the question goes to the connection's own.
 */
async function moved(reach: Reach, { method = 'GET', ...request }: GitLabRequest, answer: HttpAnswer): Promise<HttpAnswer> {
  const location = answer.headers.get('location') ?? '';
  if (method !== 'GET' || answer.status < 301 || answer.status > 308 || location === '') return answer;
  const to = URL.parse(location, reach.connection.url);
  const path = to === null ? undefined : /\/api\/v4\/(projects\/\d+(?:\/.*)?)$/.exec(to.pathname)?.[1];
  return to === null || path === undefined
    ? answer
    : await reach.http(`${addressOf(reach, path, {})}${to.search}`, sentFor(reach, request));
}

/** Both kinds of pagination tell the next page in `Link`; large lists tell no totals. https://docs.gitlab.com/api/rest/#pagination */
function nextPage({ headers }: HttpAnswer, query: Query): Query | undefined {
  const address = /<([^<>]+)>\s*;\s*rel="?next"?/.exec(headers.get('link') ?? '')?.[1];
  const told = address === undefined ? null : URL.parse(address);
  if (told !== null) return Object.fromEntries(told.searchParams);
  const page = headers.get('x-next-page') ?? '';
  return /^\d{1,9}$/.test(page) ? { ...query, page } : undefined;
}

function entryOf<Shape extends z.ZodType>(entry: Shape, value: unknown): z.output<Shape>[] {
  const parsed = entry.safeParse(value);
  return parsed.success ? [parsed.data] : [];
}

export function jsonOf<Shape extends z.ZodType>(schema: Shape, { text }: HttpAnswer): z.output<Shape> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw unreadable(error);
  }
}

function noAddress({ connection: { name } }: Reach): CiError {
  return new CiError(
    'CI_GITLAB_NO_ADDRESS',
    `${name === 'default' ? 'GitLab' : `The GitLab ${name}`} has no address yet.`,
    name === 'default'
      ? 'An administrator sets `GitLabURL` in System Console → Plugins → CI Command Center.'
      : 'An administrator sets its `url` under `connections` in the Configuration.',
  );
}

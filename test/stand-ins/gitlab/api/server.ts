// Serves the stand-in over HTTP or HTTPS: reads each request, finds who asks, and notes what was asked without any secret.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { MadeUp } from '../../certificates.ts';
import { oauthAnswer } from '../oauth/routes.ts';
import type { Entry } from '../people.ts';
import type { World } from '../world.ts';
import { json, Refused, type Answer } from './answer.ts';
import { graphqlAnswer } from './graphql.ts';
import { cut, wrongAnswer, type Moods } from './moods.ts';
import type { RateLimiter } from './rate-limit.ts';
import { restAnswer, wrongToken } from './route.ts';
import { isRecord, type Visit } from './visit.ts';
import { webPage } from './web.ts';

/** What somebody asked, without any secret. */
export interface Asked {
  readonly method: string;
  /** Below the base address, with the query; secrets in it are `[hidden]`. */
  readonly path: string;
  /** Username; undefined for nobody, and for whoever was not let in. */
  readonly person: string | undefined;
  readonly by: 'bearer' | 'private-token' | 'nothing' | 'wrong';
  readonly scopes: readonly string[];
  /** Fields of JSON or a form; secrets are `[hidden]`. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Undefined while it is answered, and when nothing was. */
  status?: number;
}

export interface ServerOptions {
  readonly world: World;
  readonly moods: Moods;
  readonly limiter: RateLimiter;
  readonly calls: Asked[];
  /** `/gitlab`, or empty. */
  readonly subpath: string;
}

/** A demo runs for days. */
const mostCalls = 20_000;
const secretNames = /token|secret|^code$|code_verifier|password/iu;

/** On this port of the loopback; a free one for 0. */
export async function listen(listener: RequestListener, tls: MadeUp | undefined, port: number): Promise<{ server: Server; port: number }> {
  const server = tls === undefined ? createServer(listener) : createTlsServer({ cert: tls.certificate, key: tls.key }, listener);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}

export async function handle(options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, moods, calls, subpath } = options;
  const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://gitlab');
  const method = request.method ?? 'GET';
  const raw = await readBody(request);
  const headers = Object.fromEntries(Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.[0]]));
  const { value, isBearer } = tokenOf(headers, searchParams);
  const entry = enter(world, value);
  const body = bodyOf(headers['content-type'] ?? '', raw);
  const rest = pathname.slice(subpath.length);
  const asked: Asked = {
    method,
    path: `${rest}${hiddenQuery(search)}`,
    person: entry.kind === 'person' ? entry.token.person.username : undefined,
    by: entry.kind === 'wrong' ? 'wrong' : value === undefined ? 'nothing' : isBearer ? 'bearer' : 'private-token',
    scopes: entry.kind === 'person' ? entry.token.scopes : [],
    body: hidden(body),
  };
  calls.push(asked);
  if (calls.length > mostCalls) calls.splice(0, calls.length - mostCalls / 2);
  const mood = moods.find(`${method} ${pathname}${search}`);
  if (mood?.kind === 'hang') return;
  if (mood?.kind === 'cut' || mood?.kind === 'refuse') return cut(request, response, mood.kind === 'cut');
  if (mood?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, mood.milliseconds));
  const limited = rest.startsWith('/api/') ? options.limiter.look(value ?? 'nobody') : { headers: {} };
  const right = async (): Promise<Answer> => {
    if (!`${pathname}/`.startsWith(`${subpath}/`)) return webPage(world, '/404', '');
    if (limited.answer !== undefined) return limited.answer;
    if (rest.startsWith('/oauth/')) {
      const form = formOf(headers['content-type'] ?? '', raw, body);
      const { authorization, cookie } = headers;
      return oauthAnswer({ world, method, path: rest, query: searchParams, form, authorization, cookie });
    }
    if (!rest.startsWith('/api/')) return webPage(world, rest, search);
    if (entry.kind === 'wrong') return wrongToken(entry.why, isBearer);
    const token = entry.kind === 'person' ? entry.token : undefined;
    const visit: Omit<Visit, 'params'> = {
      world,
      method,
      uri: `${rest}${search}`,
      query: searchParams,
      body,
      headers,
      token,
      person: token?.person,
    };
    if (rest === '/api/graphql') return graphqlAnswer(visit);
    const segments = segmentsOf(rest);
    return segments?.[1] === 'v4' ? restAnswer(visit, segments.slice(2)) : json({ error: '404 Not Found' }, 404);
  };
  const answer = (mood && wrongAnswer(mood, method, `${rest}${search}`, world.base)) ?? (await caught(right));
  asked.status = answer.status;
  send(response, { ...answer, headers: { ...limited.headers, ...answer.headers } }, method);
}

async function caught(right: () => Promise<Answer>): Promise<Answer> {
  try {
    return await right();
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    // For whoever reads the test: GitLab itself would not say so much.
    return json({ message: '500 Internal Server Error', standIn: String(error) }, 500);
  }
}

/** An open stand-in lets everybody in as its administrator. */
function enter(world: World, value: string | undefined): Entry {
  if (!world.isOpen) return world.people.enter(value);
  const root = world.people.named('root');
  return {
    kind: 'person',
    token: {
      id: 0,
      value: '',
      kind: 'personal',
      name: 'open',
      person: { ...root, isAdmin: true },
      scopes: ['api'],
      createdAt: new Date(),
      isRevoked: false,
    },
  };
}

function tokenOf(headers: Readonly<Record<string, string | undefined>>, query: URLSearchParams) {
  const bearer = /^Bearer (.+)$/iu.exec(headers['authorization'] ?? '')?.[1] ?? query.get('access_token') ?? undefined;
  const own = headers['private-token'] ?? query.get('private_token') ?? undefined;
  return { value: own ?? bearer, isBearer: own === undefined && bearer !== undefined };
}

function hidden(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, secretNames.test(name) ? '[hidden]' : value]));
}

function hiddenQuery(search: string): string {
  const query = new URLSearchParams(search);
  const secrets = [...query.keys()].filter((name) => secretNames.test(name));
  if (secrets.length === 0) return search;
  for (const name of secrets) query.set(name, '[hidden]');
  return `?${query}`;
}

function send(response: ServerResponse, { status, headers, body }: Answer, method: string): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const id = randomUUID();
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Request-Id', id);
  response.setHeader('X-Gitlab-Meta', JSON.stringify({ correlation_id: id, version: '1' }));
  response.writeHead(status).end(method === 'HEAD' ? undefined : body);
}

/** Split before they are decoded, so that `city%2Fapi` is one. Undefined when it cannot be decoded. */
function segmentsOf(path: string): readonly string[] | undefined {
  try {
    return path
      .split('/')
      .filter((each) => each !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function bodyOf(contentType: string, raw: Buffer): Readonly<Record<string, unknown>> {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(raw.toString()));
  if (!contentType.startsWith('application/json') || raw.length === 0) return {};
  try {
    const value: unknown = JSON.parse(raw.toString());
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** Doorkeeper takes JSON, too. */
function formOf(contentType: string, raw: Buffer, body: Readonly<Record<string, unknown>>): URLSearchParams {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams(raw.toString());
  return new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

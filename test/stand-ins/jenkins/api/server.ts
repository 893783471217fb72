// Serves the stand-in over HTTP or HTTPS: reads each request, lets its sender in or not, and notes what was asked.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { MadeUp } from '../../certificates.ts';
import { denied, errorPage, Refused, starting, wrongPassword, notFound, type Answer } from './answer.ts';
import { crumbProblem, issueCrumb, sessionIn, visitorOf } from './enter.ts';
import { cut, wrongAnswer, type Moods } from './moods.ts';
import { openRoute, route } from './route.ts';
import type { Site, Visit } from './visit.ts';

/** What somebody asked, without any secret. */
export interface Asked {
  readonly method: string;
  /** Below the context path, with the query. */
  readonly path: string;
  /** Undefined for anonymous, and for whoever was not let in. */
  readonly person: string | undefined;
  /** What it was let in with. */
  readonly by: string;
  readonly hadCrumb: boolean;
  /** Fields of the form, without the crumb. */
  readonly form: Readonly<Record<string, string>>;
  /** Undefined while it is answered, and when nothing was. */
  status?: number;
}

export interface ServerOptions {
  readonly site: Site;
  readonly moods: Moods;
  readonly calls: Asked[];
  readonly crumbs: 'browsers' | 'always' | 'never';
  readonly relativeRedirects: boolean;
}

/** A demo runs for days. */
const mostCalls = 20_000;

/** On this port of the loopback; a free one for 0. */
export async function listen(listener: RequestListener, tls: MadeUp | undefined, port: number): Promise<{ server: Server; port: number }> {
  const server = tls === undefined ? createServer(listener) : createTlsServer({ cert: tls.certificate, key: tls.key }, listener);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}

export async function handle(options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { site, moods, calls } = options;
  const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://jenkins');
  const method = request.method ?? 'GET';
  const body = await readBody(request);
  const session = sessionIn(request.headers);
  const visitor = visitorOf(site.controller.people, request.headers, session);
  const contentType = request.headers['content-type'] ?? '';
  const form = formOf(contentType, body);
  const crumb = request.headers['jenkins-crumb'];
  const asked: Asked = {
    method,
    path: `${pathname.slice(site.context.length)}${search}`,
    person: visitor?.person?.name,
    by: visitor?.by ?? 'wrong secret',
    hadCrumb: crumb !== undefined || form.has('Jenkins-Crumb'),
    form: Object.fromEntries([...form].filter(([name]) => name !== 'Jenkins-Crumb')),
  };
  calls.push(asked);
  if (calls.length > mostCalls) calls.splice(0, calls.length - mostCalls / 2);
  const mood = moods.find(`${method} ${pathname}${search}`);
  if (mood?.kind === 'hang') return;
  if (mood?.kind === 'cut' || mood?.kind === 'refuse') return cut(request, response, mood.kind === 'cut');
  if (mood?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, mood.milliseconds));
  const given = new URLSearchParams([...searchParams, ...form]);
  const right = () => {
    if (site.controller.isDown) return starting;
    if (visitor === undefined) return wrongPassword(pathname);
    const segments = segmentsOf(pathname, site.context);
    if (segments === undefined) return notFound(pathname);
    const visit: Visit = {
      method,
      uri: pathname,
      segments,
      query: searchParams,
      given,
      body,
      contentType,
      range: request.headers.range,
      visitor,
      session,
      site,
    };
    return answerTo(options, visit, typeof crumb === 'string' ? crumb : undefined);
  };
  const answer = relative(options, (mood && wrongAnswer(mood, pathname, site.context)) ?? right());
  asked.status = answer.status;
  send(response, answer, site.version);
}

function relative({ relativeRedirects, site }: ServerOptions, answer: Answer): Answer {
  const location = answer.headers['Location'];
  if (!relativeRedirects || typeof location !== 'string' || !location.startsWith(site.publicUrl)) return answer;
  return { ...answer, headers: { ...answer.headers, Location: `${site.context}${location.slice(site.publicUrl.length)}` } };
}

function answerTo({ crumbs, site }: ServerOptions, visit: Visit, crumb: string | undefined): Answer {
  try {
    const problem = crumbs === 'never' ? undefined : crumbProblem(visit, crumb, crumbs === 'always');
    if (problem !== undefined) return problem;
    const open = openRoute(visit);
    if (open !== undefined) return open;
    const { person } = visit.visitor;
    if (visit.segments[0] === 'crumbIssuer') return site.hasCrumbs ? issueCrumb(visit) : notFound(visit.uri);
    if (!site.controller.people.may(person, 'Overall/Read')) return denied(person, 'Overall/Read', site.context, visit.uri);
    return route(visit);
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    return errorPage(500, error instanceof Error ? error.message : 'Server Error', visit.uri);
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer, version: string): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, typeof value === 'string' ? latin(value) : [...value]);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Hudson', '1.395');
  response.setHeader('X-Jenkins', version);
  response.setHeader('X-Jenkins-Session', '1a2b3c4d');
  response.writeHead(status).end(body);
}

/** Servlet containers write headers so. */
const latin = (value: string) => value.replaceAll(/[^\u{20}-\u{FF}]/gu, '?');

/** Undefined outside of the context path, or when it cannot be decoded. */
function segmentsOf(path: string, context: string): readonly string[] | undefined {
  if (path !== context && !path.startsWith(`${context}/`)) return undefined;
  try {
    return path
      .slice(context.length)
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

function formOf(contentType: string, body: Buffer): URLSearchParams {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams(body.toString());
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/u.exec(contentType)?.[1];
  return boundary === undefined ? new URLSearchParams() : multipart(body.toString(), boundary);
}

/** Fields only; files are let go. */
function multipart(body: string, boundary: string): URLSearchParams {
  const parts = body.split(`--${boundary}`).slice(1, -1);
  return new URLSearchParams(
    parts.flatMap((part) => {
      const [head = '', value = ''] = part.replace(/^\r\n/u, '').split('\r\n\r\n');
      const name = /name="([^"]*)"/u.exec(head)?.[1];
      return name === undefined || head.includes('filename=') ? [] : [[name, value.replace(/\r\n$/u, '')]];
    }),
  );
}

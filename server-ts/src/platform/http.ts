// Asks other servers over HTTP: TLS always verified, limits on everything, errors in words.

import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { Http, HttpAnswer, HttpRequest } from '../ci/http.ts';
import { CiError } from './errors.ts';
import { readBody } from './http-body.ts';
import { problemWith } from './http-problems.ts';
import { createProxyChoice, type Proxies } from './proxy-choice.ts';
import { certificatesIn, trustRoots } from './tls-roots.ts';

export interface HttpOptions {
  /** PEM of certificate authorities that are trusted besides Node's and the system's; may hold several. */
  readonly ca?: string;
  /** For name, connection and TLS together; 5 s when not said. */
  readonly connectTimeoutMs?: number;
  /** For the whole of a request with its redirects and its answer; 30 s when not said. */
  readonly timeoutMs?: number;
  /** Sockets to one server at a time; 6 when not said. Further requests wait. */
  readonly sockets?: number;
  readonly proxies?: Proxies;
  /** What is trusted with these authorities besides; made anew when not said. */
  readonly roots?: typeof trustRoots;
}

export interface ClosableHttp extends Http {
  /** Lets what is under way come to its end, and closes the sockets. Afterwards every request fails. */
  close(): Promise<void>;
}

/** Without a proxy or by one, with TLS or without, each with its own sockets. */
interface Routes {
  to(url: URL): Dispatcher;
  close(): Promise<void>;
}

const DEFAULT_LIMIT = 5 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** Throws only CiError (`CI_HTTP_…`, `CI_TLS_…`). An answer of any status is an answer. */
export function createHttp(options: HttpOptions = {}): ClosableHttp {
  let starting: Promise<Routes> | undefined;
  let closed = false;
  const http: Http = async (address, request = {}) => {
    const url = parse(address);
    if (closed) throw new CiError('CI_HTTP_CLOSED', 'The configuration has just changed.', 'Try again.');
    starting ??= createRoutes(options);
    const routes = await starting;
    const signal = AbortSignal.timeout(request.timeout ?? options.timeoutMs ?? 30_000);
    try {
      return await follow(url, request, { routes, signal });
    } catch (error) {
      throw await problemWith(url, error);
    }
  };
  const close = async (): Promise<void> => {
    closed = true;
    await (await starting?.catch(() => undefined))?.close();
  };
  return Object.assign(http, { close });
}

/** The library is loaded with the first request, and the roots with the first over TLS: they take megabytes, which many never need. */
async function createRoutes({
  ca = '',
  connectTimeoutMs: timeout = 5000,
  sockets = 6,
  proxies = {},
  roots = trustRoots,
}: HttpOptions): Promise<Routes> {
  const { Agent, ProxyAgent } = await import('undici');
  // What is no certificate is told at once, whatever is asked first.
  certificatesIn(ca);
  const limits = { connections: sockets, headersTimeout: 30_000, bodyTimeout: 30_000, maxHeaderSize: 32_768, allowH2: false };
  const choose = createProxyChoice(proxies);
  const routes = new Map<string, Dispatcher>();
  let context: SecureContext | undefined;
  const open = (proxy: string | undefined, secure: boolean): Dispatcher => {
    const connect = secure ? { timeout, secureContext: (context ??= roots(ca)) } : { timeout };
    if (proxy === undefined) return new Agent({ ...limits, connect });
    return new ProxyAgent({ ...limits, connect, uri: proxy, requestTls: connect, proxyTls: connect });
  };
  return {
    to(url) {
      const proxy = choose(url);
      const secure = url.protocol === 'https:' || proxy?.startsWith('https:') === true;
      const key = `${secure} ${proxy ?? ''}`;
      const route = routes.get(key) ?? open(proxy, secure);
      routes.set(key, route);
      return route;
    },
    close: async () => void (await Promise.all(Array.from(routes.values(), (each) => each.close()))),
  };
}

function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new CiError('CI_HTTP_ADDRESS', 'The address is not one of a web server.', 'Write it with http:// or https://.');
}

interface Way {
  readonly routes: Routes;
  readonly signal: AbortSignal;
}

async function follow(url: URL, request: HttpRequest, way: Way, redirects = 0): Promise<HttpAnswer> {
  const {
    statusCode: status,
    headers,
    body,
  } = await way.routes.to(url).request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    signal: way.signal,
    method: request.method ?? 'GET',
    headers: { 'user-agent': 'ci-command-center', 'accept-encoding': 'gzip, deflate, br', ...request.headers },
    ...(request.body !== undefined && { body: request.body }),
  });
  const told = headersOf(headers);
  const next = redirects < MAX_REDIRECTS ? redirectOf(url, request, status, told) : undefined;
  if (next !== undefined) {
    await body.dump({ limit: 65_536 });
    return await follow(next, request, way, redirects + 1);
  }
  const { limit = DEFAULT_LIMIT, keep = 'start' } = request;
  const { text, cut, bytes } = await readBody(body, told.get('content-encoding'), limit, keep);
  return { status, headers: told, text, cut, ...(request.bytes === true && { bytes }) };
}

/** Only within one server, since our credentials go with it; from http to https of the same name, too. */
function redirectOf(url: URL, { method = 'GET', stay }: HttpRequest, status: number, headers: Headers): URL | undefined {
  const target = headers.get('location');
  if (stay === true || method !== 'GET' || status < 301 || status > 308 || target === null || !URL.canParse(target, url)) return undefined;
  const next = new URL(target, url);
  const upgrade = url.protocol === 'http:' && next.protocol === 'https:' && next.hostname === url.hostname && next.port === '';
  return next.origin === url.origin || upgrade ? next : undefined;
}

function headersOf(told: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(told)) for (const each of [value ?? []].flat()) headers.append(name, each);
  return headers;
}

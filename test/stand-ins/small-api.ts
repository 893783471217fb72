// An API over real HTTP on a free loopback port, for stand-ins that need no more than requests and answers.
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export interface ApiCall {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The whole `Authorization` header; empty without. */
  readonly authorization: string;
  readonly body: string;
}

export interface ApiAnswer {
  readonly status: number;
  /** Texts are sent as a page, all else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SmallApi {
  readonly url: string;
  /** Method and path of each request, the oldest first. */
  readonly calls: readonly string[];
  stop(): Promise<void>;
}

export async function startApi(answer: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>): Promise<SmallApi> {
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const call = await callOf(request);
    calls.push(`${call.method} ${call.path}`);
    const { status, body, headers } = await answer(call);
    const isPage = typeof body === 'string';
    response
      .writeHead(status, { 'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json', ...headers })
      .end(body === undefined ? '' : isPage ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function callOf(request: IncomingMessage): Promise<ApiCall> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
  const { authorization = '' } = request.headers;
  return { method: request.method ?? 'GET', path: pathname, query: searchParams, authorization, body: await text(request) };
}

// Serves the hooks ServeHTTP and ServeMetrics as web-standard Request → Response, with bodies streamed both ways.
import { RemoteBody } from './byte-stream.ts';
import { messageOf } from './errors.ts';
import type { PluginContext, PluginHTTPRequestSubset } from './generated/types.ts';
import { hasBody, lengthOf, toRequest } from './http-request.ts';
import type { Log } from './log.ts';
import { ResponseWriter } from './response-writer.ts';
import { type Broker, type GobSchema, type Stream } from './wire/index.ts';

/**
 * Answers one request. The address holds the path below `/plugins/<id>`; `Mattermost-User-Id` names a signed-in user. `peer`: address and
 * port of whoever is connected with the server, be it a proxy; `context.IPAddress` may be what a proxy's header says.
 */
export type HttpHandler = (request: Request, context: PluginContext, peer: string) => Response | Promise<Response>;

export interface HttpCall {
  readonly ResponseWriterStream: number;
  readonly Request?: Partial<PluginHTTPRequestSubset>;
  readonly Context?: Partial<PluginContext>;
  /** 0 when there is none. */
  readonly RequestBodyStream: number;
}

export interface HttpServer {
  readonly broker: Broker;
  readonly schema: GobSchema;
  readonly log: Log;
}

const noContext: PluginContext = { SessionId: '', ConnectionId: '', RequestId: '', IPAddress: '', AcceptLanguage: '', UserAgent: '' };

/** Resolves when the response has been handed over; rejects when its stream broke. */
export async function serveHttpCall(server: HttpServer, handler: HttpHandler, call: HttpCall): Promise<void> {
  const [out, input] = await dialStreams(server.broker, call);
  const body = input && new RemoteBody(input);
  try {
    const writer = new ResponseWriter(out, server.schema);
    await writer.write(await respond(server.log, handler, call, body), call.Request?.Method ?? 'GET');
  } catch (error) {
    server.log.warn('A response could not be sent', { error: messageOf(error) });
    out.destroy();
    throw error;
  } finally {
    body?.release();
  }
}

/** The body is dialled for every method: the server waits five seconds for it. */
function dialStreams(broker: Broker, call: HttpCall): Promise<[Stream, Stream | undefined]> {
  const input = call.RequestBodyStream === 0 ? undefined : broker.dial(call.RequestBodyStream);
  return Promise.all([broker.dial(call.ResponseWriterStream), input]);
}

async function respond(log: Log, handler: HttpHandler, call: HttpCall, body: RemoteBody | undefined): Promise<Response> {
  const request = readRequest(call, body);
  if (request === undefined) return new Response('Bad Request\n', { status: 400 });
  try {
    return await handler(request, { ...noContext, ...call.Context }, call.Request?.RemoteAddr ?? '');
  } catch (error) {
    log.error('Serving an HTTP request failed', { error: messageOf(error), path: new URL(request.url).pathname });
    return new Response('Internal Server Error\n', { status: 500 });
  }
}

function readRequest({ Request: from = {} }: HttpCall, body: RemoteBody | undefined): Request | undefined {
  const wanted = hasBody(from.Method ?? 'GET');
  try {
    return toRequest(from, wanted ? body?.read(lengthOf(from.Header)) : undefined);
  } catch {
    return undefined;
  }
}

// ServeHTTP over the real wire: bodies both ways, headers, and what becomes of a body that nobody reads.
import { describe, expect, test } from '@jest/globals';
import { serveSource } from './byte-stream.ts';
import { type Fields, isFields } from './errors.ts';
import { type FakeServer, startFake } from './fake/server.ts';
import type { HttpHandler } from './http-server.ts';
import { ref } from './schema.ts';
import { emptyType, type GobType, type RpcMethod, RpcServer } from './wire/index.ts';

const header: GobType = { kind: 'map', key: { kind: 'string' }, elem: { kind: 'slice', elem: { kind: 'string' } } };

interface Answer {
  readonly calls: string[];
  status: number;
  header: Fields;
  body: Buffer;
}

async function ask(handler: HttpHandler, request: Fields, body: Uint8Array = new Uint8Array()): Promise<Answer> {
  const server = await startFake(() => ({ serveHttp: handler }));
  const [out, input] = [server.broker.nextId(), server.broker.nextId()];
  const answer: Answer = { calls: [], status: 0, header: {}, body: Buffer.alloc(0) };
  const served = serveWriter(server, out, answer);
  const sent = server.broker.accept(input).then((stream) => serveSource(stream, body).catch(() => undefined));
  const arg = {
    ResponseWriterStream: out,
    RequestBodyStream: input,
    Request: { Method: 'GET', URL: '/', Host: 'mm', ...request },
    Context: { RequestId: 'r' },
  };
  await server.hooks.call('Plugin.ServeHTTP', ref('Z_ServeHTTPArgs'), arg, emptyType);
  await Promise.all([served, sent]);
  server.session.close();
  return answer;
}

async function serveWriter(server: FakeServer, id: number, answer: Answer): Promise<void> {
  const chunks: Uint8Array[] = [];
  const on = (name: string, arg: GobType, reply: GobType, run: (arg: unknown) => unknown): [string, RpcMethod] => [
    `Plugin.${name}`,
    {
      arg,
      reply,
      handle: async (value) => {
        answer.calls.push(name);
        return run(value) ?? {};
      },
    },
  ];
  const methods = new Map([
    on('Header', emptyType, header, () => ({ 'X-Request-Id': ['r'] })),
    on('SyncHeader', header, emptyType, (value) => void (answer.header = isFields(value) ? value : {})),
    on('WriteHeader', { kind: 'int' }, emptyType, (value) => void (answer.status = Number(value))),
    on('Write', { kind: 'bytes' }, emptyType, (value) => void (value instanceof Uint8Array && chunks.push(value))),
    on('Flush', emptyType, emptyType, () => undefined),
  ]);
  await new RpcServer(await server.broker.accept(id), server.schema).serve((method) => methods.get(method));
  answer.body = Buffer.concat(chunks);
}

const read = async (request: Request): Promise<Response> => new Response(await request.text().catch((error: unknown) => String(error)));
const events = (): Response => new Response('data: 1\n\n', { headers: { 'content-type': 'text/event-stream' } });

describe('ServeHTTP', () => {
  test('carries 20 MB both ways, unchanged', async () => {
    const body = Buffer.alloc(20 << 20, 'abcdefg');
    const answer = await ask((request) => new Response(request.body, { status: 201 }), { Method: 'POST' }, body);
    expect(answer.status).toBe(201);
    expect(answer.body.equals(body)).toBe(true);
  }, 30_000);

  test('gives the handler address, headers and context, and keeps the headers that the server set', async () => {
    const answer = await ask(
      (request, context) => {
        const url = new URL(request.url);
        const seen = [request.method, url.host, url.pathname, url.search, request.headers.get('x-name'), context.RequestId];
        return new Response(JSON.stringify(seen), {
          headers: [
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
            ['x-name', 'm\u00c3\u00bc'],
          ],
        });
      },
      { Method: 'PUT', URL: '/a/b?c=d', Header: { 'X-Name': ['mü'] } },
    );
    expect(JSON.parse(answer.body.toString())).toEqual(['PUT', 'mm', '/a/b', '?c=d', 'mÃ¼', 'r']);
    expect(answer.header).toMatchObject({ 'X-Request-Id': ['r'], 'Set-Cookie': ['a=1', 'b=2'], 'X-Name': ['mü'] });
    expect(answer.calls.slice(0, 3)).toEqual(['Header', 'SyncHeader', 'WriteHeader']);
  });

  test('never takes another host from the path', async () => {
    const answer = await ask((request) => new Response(new URL(request.url).host), { URL: '//evil.example/x' });
    expect(answer.body.toString()).toBe('mm');
  });

  test('answers 500 without a stack when the handler throws', async () => {
    const answer = await ask(() => Promise.reject(new Error('secret detail')), {});
    expect(answer.status).toBe(500);
    expect(answer.body.toString()).toBe('Internal Server Error\n');
  });

  test('answers 400 to what the web has no request for', async () => {
    expect((await ask(() => new Response(), { Method: 'TRACE' })).status).toBe(400);
  });

  test('lets go of a body that the handler does not read', async () => {
    expect((await ask(() => new Response(null, { status: 413 }), { Method: 'POST' }, Buffer.alloc(5 << 20))).status).toBe(413);
  });

  test('tells the handler when the body ends too early', async () => {
    const answer = await ask(read, { Method: 'POST', Header: { 'Content-Length': ['10'] } }, Buffer.from('short'));
    expect(answer.body.toString()).toContain('5 of 10 bytes');
  });

  test('flushes each event of an event stream', async () => {
    expect((await ask(events, {})).calls.slice(-2)).toEqual(['Write', 'Flush']);
  });

  test('sends no body to HEAD', async () => {
    expect((await ask(() => new Response('text'), { Method: 'HEAD' })).calls).not.toContain('Write');
  });
});

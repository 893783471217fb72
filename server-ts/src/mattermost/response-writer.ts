// Sends a web-standard Response through the server's response writer; see http.go in Mattermost's plugin package.
import { isFields } from './errors.ts';
import { fromHeaders } from './http-request.ts';
import { emptyType, type GobSchema, type GobType, RpcClient, type Stream } from './wire/index.ts';

const header: GobType = { kind: 'map', key: { kind: 'string' }, elem: { kind: 'slice', elem: { kind: 'string' } }, wireName: 'Header' };

/** Bigger writes cost the server memory, smaller ones a round trip each. */
const writeSize = 256 * 1024;

export class ResponseWriter {
  readonly #client: RpcClient;
  /** What the server has set itself; asked for while the response is still being made. */
  readonly #before: Promise<unknown>;

  constructor(stream: Stream, schema: GobSchema) {
    this.#client = new RpcClient(stream, schema);
    this.#before = this.#client.call('Plugin.Header', emptyType, {}, header);
    // A stream that broke shows when the response is written.
    this.#before.catch(() => undefined);
  }

  /** Awaits every call before the next: the server answers calls on one stream in any order. */
  async write(response: Response, method: string): Promise<void> {
    const client = this.#client;
    const before = await this.#before;
    // SyncHeader deletes what it is not given, and the server has set headers of its own.
    await client.call('Plugin.SyncHeader', header, { ...(isFields(before) ? before : {}), ...fromHeaders(response.headers) }, emptyType);
    await client.call('Plugin.WriteHeader', { kind: 'int' }, response.status, emptyType);
    await writeBody(client, response, method);
    await client.end();
  }
}

async function writeBody(client: RpcClient, response: Response, method: string): Promise<void> {
  if (response.body === null) return;
  if (method === 'HEAD') return response.body.cancel();
  const live = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  for await (const chunk of response.body) await writeChunk(client, chunk, live);
}

async function writeChunk(client: RpcClient, chunk: Uint8Array, live: boolean): Promise<void> {
  for (let at = 0; at < chunk.length; at += writeSize) {
    await client.call('Plugin.Write', { kind: 'bytes' }, chunk.subarray(at, at + writeSize), emptyType);
  }
  if (live) await client.call('Plugin.Flush', emptyType, {}, emptyType);
}

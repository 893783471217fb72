// The API methods that carry streams, which the server dials: they are written by hand, as in Mattermost's client_rpc.go.
import type { Call } from './api-client.ts';
import { type ByteSource, readPlain, serveSource } from './byte-stream.ts';
import { ApiError, type Fields, isFields, readError } from './errors.ts';
import type { FileInfo, Manifest, UploadSession } from './generated/types.ts';
import { fromHeaders, type GoHeader, toHeaders } from './http-request.ts';
import type { Input } from './input.ts';
import { ref } from './schema.ts';
import { type Broker, RpcError, type Stream } from './wire/index.ts';

export interface StreamApi {
  /** The plugin's settings as the System Console stored them: keys in lower case, defaults filled in. */
  loadPluginConfiguration(): Promise<Record<string, unknown>>;
  /** Asks another plugin: the address is `/<plugin id>/…`. Resolves to undefined when the server gives no answer. */
  pluginHttp(request: Request): Promise<Response | undefined>;
  /** Installs a plugin from its tar.gz; needs the server to allow uploads. */
  installPlugin(file: ByteSource, replace: boolean): Promise<Manifest>;
  /** Uploads a part of a file; resolves to the file once it is complete. */
  uploadData(session: Input<UploadSession>, data: ByteSource): Promise<FileInfo | undefined>;
  receiveSharedChannelAttachmentSyncMsg(remoteId: string, channelId: string, file: Input<FileInfo>, data: ByteSource): Promise<FileInfo>;
}

/** Makes these methods over a session that comes with activation. */
export function createStreamApi(call: Call, broker: () => Broker): StreamApi {
  const send = (name: string, data: ByteSource, args: (id: number) => Fields) => sendStream(call, broker(), name, data, args);
  return {
    async loadPluginConfiguration() {
      const reply = await call(
        'LoadPluginConfiguration',
        ref('Z_LoadPluginConfigurationArgsArgs'),
        {},
        ref('Z_LoadPluginConfigurationArgsReturns'),
      );
      const bytes = isFields(reply) ? reply['A'] : undefined;
      const settings: unknown = bytes instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(bytes)) : {};
      return isFields(settings) ? settings : {};
    },
    pluginHttp: (request) => pluginHttp(call, broker(), request),
    async installPlugin(file, replace) {
      const manifest = await send('InstallPlugin', file, (id) => ({ PluginStreamID: id, B: replace }));
      return known(manifest, isManifest, 'InstallPlugin');
    },
    async uploadData(session, data) {
      const info = await send('UploadData', data, (id) => ({ A: session, PluginStreamID: id }));
      return isFileInfo(info) ? info : undefined;
    },
    async receiveSharedChannelAttachmentSyncMsg(remoteId, channelId, file, data) {
      const name = 'ReceiveSharedChannelAttachmentSyncMsg';
      return known(await send(name, data, (id) => ({ A: remoteId, B: channelId, C: file, DataStreamID: id })), isFileInfo, name);
    },
  };
}

const isManifest = (value: unknown): value is Manifest => isFields(value) && typeof value['id'] === 'string';
const isFileInfo = (value: unknown): value is FileInfo => isFields(value) && typeof value['name'] === 'string';

function known<T>(value: unknown, is: (value: unknown) => value is T, name: string): T {
  if (is(value)) return value;
  throw new ApiError('error', `${name} gave no result.`);
}

/** Offers `data` under a new id and makes the call; gives the first result, rejects with the second. */
async function sendStream(call: Call, broker: Broker, name: string, data: ByteSource, args: (id: number) => Fields): Promise<unknown> {
  const id = broker.nextId();
  const served = offer(broker, id, data);
  const reply = await call(name, ref(`Z_${name}Args`), args(id), ref(`Z_${name}Returns`));
  const fields = isFields(reply) ? reply : {};
  const error = readError(fields['B']);
  if (error !== undefined) throw error;
  await served;
  return fields['A'];
}

/** Never rejects: a reader that went away says so in the reply. */
async function offer(broker: Broker, id: number, data: ByteSource): Promise<void> {
  try {
    await serveSource(await broker.accept(id), data);
  } catch {
    // Reported by the call.
  }
}

async function pluginHttp(call: Call, broker: Broker, request: Request): Promise<Response | undefined> {
  const requestId = request.body === null ? 0 : broker.nextId();
  if (request.body !== null) void offer(broker, requestId, request.body);
  const responseId = broker.nextId();
  const accepted = broker.accept(responseId).catch(() => undefined);
  try {
    const args = { ResponseBodyStream: responseId, Request: subsetOf(request), RequestBodyStream: requestId };
    const reply = await call('PluginHTTPStream', ref('Z_PluginHTTPStreamArgs'), args, ref('Z_PluginHTTPStreamReturns'));
    return toResponse(isFields(reply) ? reply : {}, await accepted);
  } catch (error) {
    void accepted.then((stream) => stream?.destroy());
    if (error instanceof RpcError && error.message.includes("can't find method")) {
      throw new ApiError('error', 'This Mattermost server is too old to ask another plugin; update it.', { cause: error });
    }
    throw error;
  }
}

function subsetOf(request: Request): Fields {
  const url = new URL(request.url);
  const path = url.pathname + url.search;
  return {
    Method: request.method,
    URL: path,
    Proto: 'HTTP/1.1',
    ProtoMajor: 1,
    ProtoMinor: 1,
    Header: fromHeaders(request.headers),
    Host: url.host,
    RequestURI: path,
  };
}

function toResponse({ StatusCode: status, Header: header }: Fields, body: Stream | undefined): Response | undefined {
  if (typeof status !== 'number' || status === 0 || body === undefined) {
    body?.destroy();
    return undefined;
  }
  const empty = status === 204 || status === 205 || status === 304;
  if (empty) body.end().catch(() => undefined);
  return new Response(empty ? null : readPlain(body), { status, headers: toHeaders(isHeader(header) ? header : {}) });
}

const isHeader = (value: unknown): value is GoHeader => isFields(value) && Object.values(value).every(Array.isArray);

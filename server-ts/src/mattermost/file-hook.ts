// Serves the hook FileWillBeUploaded, whose file comes and whose replacement goes as a stream.
import { RemoteBody, serveRaw } from './byte-stream.ts';
import { type Fields, isFields, messageOf } from './errors.ts';
import type { FileInfo, PluginContext } from './generated/types.ts';
import type { FileVerdict, Hooks } from './hooks.ts';
import type { HttpServer } from './http-server.ts';
import { ref } from './schema.ts';
import type { RpcMethod } from './wire/index.ts';

type FileHook = NonNullable<Hooks['fileWillBeUploaded']>;

export function fileMethod(server: HttpServer, hook: FileHook): RpcMethod {
  const handle = async (arg: unknown): Promise<Fields> => {
    const fields = isFields(arg) ? arg : {};
    const file = new RemoteBody(await server.broker.dial(Number(fields['UploadedFileStream'])));
    // The server waits for the end of this stream, whether or not there is a replacement.
    const output = await server.broker.dial(Number(fields['ReplacementFileStream']));
    try {
      const verdict = await ask(server, hook, fields, file);
      await serveRaw(output, verdict.replacement ?? new Uint8Array());
      return { A: verdict.fileInfo, B: verdict.rejection ?? '' };
    } finally {
      file.release();
      await output.end().catch(() => undefined);
    }
  };
  return { arg: ref('Z_FileWillBeUploadedArgs'), reply: ref('Z_FileWillBeUploadedReturns'), handle };
}

async function ask(server: HttpServer, hook: FileHook, fields: Fields, file: RemoteBody): Promise<FileVerdict> {
  const context: unknown = fields['A'];
  const info: unknown = fields['B'];
  if (!isContext(context) || !isFileInfo(info)) throw new Error('FileWillBeUploaded came without its file.');
  try {
    return (await hook(context, info, file.read())) ?? {};
  } catch (error) {
    server.log.error('A hook failed', { hook: 'FileWillBeUploaded', error: messageOf(error) });
    throw error;
  }
}

const isContext = (value: unknown): value is PluginContext => isFields(value) && typeof value['RequestId'] === 'string';
const isFileInfo = (value: unknown): value is FileInfo => isFields(value) && typeof value['name'] === 'string';

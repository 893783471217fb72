// The hooks a plugin may implement: the generated ones, and the few that carry streams or begin everything.
import type { ByteSource } from './byte-stream.ts';
import type { PlainHooks } from './generated/hooks.ts';
import type { FileInfo, PluginContext } from './generated/types.ts';
import type { HttpHandler } from './http-server.ts';
import type { Input } from './input.ts';

/** What becomes of an uploaded file: nothing given keeps it as it is. */
export interface FileVerdict {
  readonly fileInfo?: Input<FileInfo>;
  /** Why the file is refused. */
  readonly rejection?: string;
  /** Takes the place of the file's content. */
  readonly replacement?: ByteSource;
}

/**
 * Only the hooks that are given are announced to the server. Where Go returns an error or an AppError, throw: an ApiError
 * keeps its id and status. Where Go returns two values, return both: `[post, '']`.
 */
export interface Hooks extends PlainHooks {
  /** Called once, after onConfigurationChange; the API may be called. Throwing refuses the activation. */
  onActivate?(): void | Promise<void>;
  /** Answers requests below `/plugins/<id>`. */
  serveHttp?: HttpHandler;
  /** Answers `/plugins/<id>/metrics` on the server's metrics port. */
  serveMetrics?: HttpHandler;
  fileWillBeUploaded?(c: PluginContext, info: FileInfo, file: ReadableStream<Uint8Array>): FileVerdict | void | Promise<FileVerdict | void>;
}

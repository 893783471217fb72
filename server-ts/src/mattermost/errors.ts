// Carries errors over the wire in both forms that Go knows: *model.AppError, and `error` inside an interface value.
import { typed } from './wire/index.ts';

/** What Mattermost answered instead of a result. `id` is stable, such as `store.sql_post.get.app_error`; it is `error` for a plain Go error. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly id: string;
  readonly detailedError: string;
  /** An HTTP status; 0 when the server gave none. */
  readonly statusCode: number;

  constructor(id: string, message: string, more: { detailedError?: string; statusCode?: number; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.id = id;
    this.detailedError = more.detailedError ?? '';
    this.statusCode = more.statusCode ?? 0;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads either form of error out of a reply; undefined when there is none. */
export function readError(value: unknown): ApiError | undefined {
  if (!isFields(value)) return undefined;
  // plugin.ErrorString and pq.Error, which have no json tags; everything else is an AppError.
  if ('Err' in value) return new ApiError('error', text(value['Err']));
  if ('Severity' in value) return new ApiError('postgres', text(value['Message']), { detailedError: text(value['Detail']) });
  const { id, message, detailed_error: detail, status_code: status } = value;
  const statusCode = typeof status === 'number' ? status : 0;
  return new ApiError(text(id), text(message) || text(id), { detailedError: text(detail), statusCode });
}

/** An error as a Go `error` that encoding/gob accepts; see encodableError in client_rpc.go. */
export function writeError(error: unknown): unknown {
  if (error instanceof ApiError && error.id !== 'error') return typed('*model.AppError', writeAppError(error, ''));
  return typed('*plugin.ErrorString', { Code: 0, Err: messageOf(error) });
}

/** An error as *model.AppError. Without SkipTranslation the server shows the id in place of the text. */
export function writeAppError(error: unknown, where: string): Fields {
  const known = error instanceof ApiError ? error : new ApiError('plugin.error', messageOf(error), { statusCode: 500 });
  return {
    id: known.id,
    message: known.message,
    detailed_error: known.detailedError,
    status_code: known.statusCode || 500,
    Where: where,
    SkipTranslation: true,
  };
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// What stops the embedded server: one sentence on what is wrong and one on what to do.

export class NeedError extends Error {
  override readonly name = 'NeedError';
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.remedy = remedy;
  }
}

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR']);

/** A place where nothing can be written: the usual reason is somebody else's folder, or a full disk. */
function isUnwritable(error: unknown): error is Error & { code: string; path: string } {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return false;
  return typeof error.path === 'string' && typeof error.code === 'string' && unwritable.has(error.code);
}

/** One line for the terminal. */
export function explain(error: unknown): string {
  if (error instanceof NeedError) return `${error.message} ${error.remedy}`;
  if (isUnwritable(error))
    return `${error.path} cannot be written (${error.code}). Make room there, or set XDG_CACHE_HOME to another folder.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// An expected failure that a person will read: a stable code, what is wrong, and what to do next.

export class CiError extends Error {
  override readonly name = 'CiError';
  /** Stable, upper case: `CI_STORAGE_UNREACHABLE`. */
  readonly code: string;
  /** A sentence that says what to do next. */
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = remedy;
  }
}

/** What was thrown, as a problem to tell: a surprise keeps its words. */
export function asProblem(error: unknown): CiError {
  if (error instanceof CiError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CiError('CI_UNEXPECTED', message, 'See the server log around this time.', error);
}

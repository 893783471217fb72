// What `fetch` hides in the causes of its errors: a name that is not known, a refused connection, a certificate.

/** The innermost code, or the error's own words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  if (inner instanceof Error) return reasonOf(inner);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

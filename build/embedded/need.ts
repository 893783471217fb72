// What stops the embedded server: one sentence on what is wrong and one on what to do.

export class NeedError extends Error {
  override readonly name = 'NeedError';
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.remedy = remedy;
  }
}

/** One line for the terminal. */
export function explain(error: unknown): string {
  if (error instanceof NeedError) return `${error.message} ${error.remedy}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

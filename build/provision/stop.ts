// Why provisioning cannot go on: what is wrong, what to do, and the exit code that a script sees.

/** 1: it failed at a server, and what was done before stays done. 2: what was given is wrong, and nothing was done. */
export type ExitCode = 1 | 2;

export class Stop extends Error {
  override readonly name = 'Stop';
  readonly remedy: string;
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}

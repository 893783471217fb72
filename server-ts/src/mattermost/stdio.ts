// Keeps stdout and stderr as go-plugin wants them: one line on stdout, and no JSON on stderr, which could panic the server.
import type { Log } from './log.ts';

/** What of the process is needed, so that tests can give their own. */
export interface Output {
  write(text: string): unknown;
}

/**
 * Writes plain text as one line of stderr. The server parses stderr lines that are JSON and panics when their `@message`
 * is no string (go-plugin's client.go, mattermost.md 2), so a line never begins like JSON.
 */
export function writePlain(stderr: Output, text: string): void {
  for (const line of text.split('\n')) {
    if (line.trim() !== '') stderr.write(`plugin: ${line}\n`);
  }
}

/** Sends what libraries print to the log: the global console, and stray writes to stdout and stderr. */
export function captureOutput(log: Log): void {
  const line =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...values: unknown[]) =>
      log[level](values.map(String).join(' '));
  Object.assign(globalThis.console, {
    log: line('info'),
    info: line('info'),
    debug: line('debug'),
    trace: line('debug'),
    warn: line('warn'),
    error: line('error'),
  });
  const swallow =
    (level: 'info' | 'warn') =>
    (chunk: unknown): boolean => {
      const text = chunk instanceof Uint8Array ? Buffer.from(chunk).toString('utf8') : String(chunk);
      if (text.trim() !== '') log[level](text.trimEnd());
      return true;
    };
  Object.assign(process.stdout, { write: swallow('info') });
  Object.assign(process.stderr, { write: swallow('warn') });
}

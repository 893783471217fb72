// Writes log lines through the API, in their order; until it is there, they wait. Nothing else may log: see stdio.ts.
import type { Call } from './api-client.ts';
import { argsOf, returnsOf } from './schema.ts';
import type { Method } from './method-table.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds these fields to every line. */
  child(fields: LogFields): Log;
}

/** May replace a value before it leaves the process; also asked for the message, with an empty key. */
export type Redact = (value: string, key: string) => string;

export type Level = 'Debug' | 'Info' | 'Warn' | 'Error';

interface Line {
  readonly level: Level;
  readonly message: string;
  readonly pairs: readonly unknown[];
}

/** More lines than this, waiting for a server that does not take them, are dropped and counted. */
const waitingLimit = 2000;

/** The one way out for log lines. */
export class LogQueue {
  readonly #call: Call;
  readonly #redact: Redact;
  readonly #waiting: Line[] = [];
  #open = false;
  #dropped = 0;
  #sending: Promise<void> | undefined;

  constructor(call: Call, redact: Redact = (value) => value) {
    this.#call = call;
    this.#redact = redact;
  }

  /** The API is there: lines go out from now on. */
  start(): void {
    this.#open = true;
    this.#pump();
  }

  push(level: Level, message: string, fields: LogFields): void {
    if (this.#waiting.length >= waitingLimit) {
      this.#dropped++;
      return;
    }
    const pairs = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [key, this.#clean(value, key)]));
    this.#waiting.push({ level, message: this.#redact(message, ''), pairs });
    this.#pump();
  }

  /** Resolves when every line has been sent, or when `milliseconds` have passed; gives the lines that could not be. */
  async flush(milliseconds: number): Promise<readonly string[]> {
    await Promise.race([this.#sending, new Promise((resolve) => setTimeout(resolve, milliseconds).unref())]);
    return this.#waiting.map(({ message, pairs }) => [message, ...pairs.map(String)].join(' '));
  }

  #clean(value: string | number | boolean, key: string): string | number | boolean {
    return typeof value === 'string' ? this.#redact(value, key) : value;
  }

  #pump(): void {
    if (this.#open && this.#waiting.length > 0) this.#sending ??= this.#send();
  }

  /** One call at a time: the server handles the calls of one stream in any order. */
  async #send(): Promise<void> {
    for (let line = this.#waiting[0]; line !== undefined; line = this.#waiting[0]) {
      try {
        await this.#call(
          `Log${line.level}`,
          argsOf(logMethod(line.level)),
          { A: line.message, B: line.pairs },
          returnsOf(logMethod(line.level)),
        );
      } catch {
        // The session ended; what is left goes to stderr when the process ends.
        this.#open = false;
        break;
      }
      this.#waiting.shift();
      if (this.#waiting.length === 0 && this.#dropped > 0) this.#reportDropped();
    }
    this.#sending = undefined;
  }

  #reportDropped(): void {
    this.#waiting.push({ level: 'Warn', message: 'Log lines were dropped', pairs: ['lines', this.#dropped] });
    this.#dropped = 0;
  }
}

const logMethod = (level: Level): Method => ({ go: `Log${level}`, params: [], variadic: true, results: [] });

/** A logger over the queue that adds `fields` to every line. */
export function createLog(queue: LogQueue, fields: LogFields = {}): Log {
  const write =
    (level: Level) =>
    (message: string, more: LogFields = {}) =>
      queue.push(level, message, { ...fields, ...more });
  return {
    debug: write('Debug'),
    info: write('Info'),
    warn: write('Warn'),
    error: write('Error'),
    child: (more) => createLog(queue, { ...fields, ...more }),
  };
}

// Asks the other side whether it is still there and waits for each answer.
import { WireError } from './wire-error.ts';

/** Go's ConnectionWriteTimeout: a ping must be answered within it. */
const timeoutMs = 10_000;

interface Ping {
  readonly sentAt: number;
  readonly timer: NodeJS.Timeout;
  resolve(roundTrip: number): void;
  reject(error: Error): void;
}

export class Pings {
  readonly #send: (value: number) => void;
  readonly #waiting = new Map<number, Ping>();
  #next = 0;
  #interval: NodeJS.Timeout | undefined;

  constructor(send: (value: number) => void) {
    this.#send = send;
  }

  send(): Promise<number> {
    const value = this.#next;
    this.#next = (value + 1) % 2 ** 32;
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const timer = setTimeout(() => this.#timeOut(value), timeoutMs).unref();
    this.#waiting.set(value, { sentAt: performance.now(), timer, resolve, reject });
    this.#send(value);
    return promise;
  }

  every(milliseconds: number, onFailure: (error: WireError) => void): void {
    this.#interval = setInterval(() => {
      this.send().catch((error: unknown) => {
        if (error instanceof WireError) onFailure(error);
      });
    }, milliseconds).unref();
  }

  /** An answer to nothing we asked, or one that came too late, is dropped. */
  answered(value: number): void {
    const ping = this.#waiting.get(value);
    if (ping === undefined) return;
    this.#forget(value, ping);
    ping.resolve(performance.now() - ping.sentAt);
  }

  end(error: Error): void {
    clearInterval(this.#interval);
    for (const [value, ping] of this.#waiting) {
      this.#forget(value, ping);
      ping.reject(error);
    }
  }

  #timeOut(value: number): void {
    const ping = this.#waiting.get(value);
    if (ping === undefined) return;
    this.#forget(value, ping);
    ping.reject(new WireError('YAMUX_TIMEOUT', 'yamux: the other side does not answer pings'));
  }

  #forget(value: number, ping: Ping): void {
    this.#waiting.delete(value);
    clearTimeout(ping.timer);
  }
}

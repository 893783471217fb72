// Writes frames to the connection: those of one turn of the event loop in one go, as each write costs a call into the system, and waits where
// the connection is full.
import type { Duplex } from 'node:stream';
import { WireError } from './wire-error.ts';
import { headerSize, writeHeader } from './yamux-frame.ts';

/** Payloads up to this size are copied behind their header; larger ones are written as they are. */
const copiedPayload = 8192;
/** Answers that the other side does not read may pile up to this many bytes. */
const maxBacklog = 64 * 1024 * 1024;

interface Drain {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: Error): void;
}

export class FrameSender {
  readonly #socket: Duplex;
  #drain: Drain | undefined;
  #corked = false;
  #ended: Error | undefined;

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on('drain', () => {
      this.#drain?.resolve();
      this.#drain = undefined;
    });
  }

  /** Undefined when there is room for more; else a promise that waits for it. Throws when control frames have piled up. */
  send(type: number, flag: number, stream: number, length: number, payload?: Uint8Array): Promise<void> | undefined {
    if (this.#ended !== undefined) return undefined;
    this.#cork();
    const inline = payload !== undefined && payload.length <= copiedPayload;
    const head = Buffer.allocUnsafe(headerSize + (inline ? payload.length : 0));
    writeHeader(head, type, flag, stream, length);
    if (inline) head.set(payload, headerSize);
    let room = this.#socket.write(head);
    if (payload !== undefined && !inline) room = this.#socket.write(payload);
    if (!room && payload === undefined && this.#socket.writableLength > maxBacklog) {
      throw new WireError('YAMUX_PROTOCOL', 'yamux: the other side asks but does not read our answers');
    }
    return room ? undefined : this.#untilDrained();
  }

  /** Lets what was written go out, then ends the connection; whoever waits for room gets `error`. */
  end(error: Error): void {
    this.#ended = error;
    this.#uncork();
    this.#drain?.reject(error);
    this.#drain = undefined;
    this.#socket.end();
  }

  #untilDrained(): Promise<void> {
    if (this.#drain === undefined) {
      this.#drain = Promise.withResolvers<void>();
      // Nobody may be waiting when the connection ends.
      this.#drain.promise.catch(() => undefined);
    }
    return this.#drain.promise;
  }

  #cork(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.#socket.cork();
    setImmediate(() => this.#uncork());
  }

  #uncork(): void {
    if (!this.#corked) return;
    this.#corked = false;
    this.#socket.uncork();
  }
}

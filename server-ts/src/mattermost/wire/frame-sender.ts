// Writes frames to the connection: those of one turn of the event loop in one go, as each write costs a call into the system, and waits where
// the connection is full.
import type { Duplex } from 'node:stream';
import { WireError } from './wire-error.ts';
import { headerSize, writeHeader } from './yamux-frame.ts';

/** Payloads up to this size are copied behind their header; larger ones are written as they are. */
const copiedPayload = 8192;
/** Bytes of frames that are put together. */
const gatheredSize = 16 * 1024;
/** Answers that the other side does not read may pile up to this many bytes. */
const maxBacklog = 64 * 1024 * 1024;

interface Drain {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: Error): void;
}

export class FrameSender {
  readonly #socket: Duplex;
  /** Frames of this turn: to give each to the socket by itself costs more than to copy it. */
  readonly #gathered = Buffer.allocUnsafeSlow(gatheredSize);
  #size = 0;
  #drain: Drain | undefined;
  #scheduled = false;
  #ended: Error | undefined;

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on('drain', () => this.#drained());
  }

  /** Undefined when there is room for more; else a promise that waits for it. Throws when control frames have piled up. */
  send(type: number, flag: number, stream: number, length: number, payload?: Uint8Array): Promise<void> | undefined {
    if (this.#ended !== undefined) return undefined;
    this.#schedule();
    const copied = payload !== undefined && payload.length <= copiedPayload ? payload : undefined;
    const needed = headerSize + (copied?.length ?? 0);
    if (this.#size + needed > gatheredSize) this.#write();
    writeHeader(this.#gathered, this.#size, type, flag, stream, length);
    if (copied !== undefined) this.#gathered.set(copied, this.#size + headerSize);
    this.#size += needed;
    if (payload !== undefined && copied === undefined) this.#write(payload);
    const waiting = this.#socket.writableLength + this.#size;
    if (payload === undefined && waiting > maxBacklog) {
      throw new WireError('YAMUX_PROTOCOL', 'yamux: the other side asks but does not read our answers');
    }
    return waiting < this.#socket.writableHighWaterMark ? undefined : this.#untilDrained();
  }

  /** Lets what was written go out, then ends the connection; whoever waits for room gets `error`. */
  end(error: Error): void {
    this.#flush();
    this.#ended = error;
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

  #drained(): void {
    this.#drain?.resolve();
    this.#drain = undefined;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#socket.cork();
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    if (!this.#scheduled) return;
    this.#scheduled = false;
    this.#write();
    this.#socket.uncork();
    // The socket tells of room only after it had none.
    if (!this.#socket.writableNeedDrain) this.#drained();
  }

  /** Gives what was put together to the socket, and then `payload`. */
  #write(payload?: Uint8Array): void {
    if (this.#size > 0) this.#socket.write(Buffer.copyBytesFrom(this.#gathered, 0, this.#size));
    this.#size = 0;
    if (payload !== undefined) this.#socket.write(payload);
  }
}

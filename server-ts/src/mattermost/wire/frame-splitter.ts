// Cuts the bytes of a connection, however they were split on the way, into headers and pieces of payload.
import { type Frame, frameTypes, headerSize, readHeader } from './yamux-frame.ts';

export interface FrameHandler {
  /** Throws to refuse the frame, before any of its payload is looked at. */
  onFrame(frame: Frame): void;
  /** A piece of the payload of the data frame seen last, and whether it is its last; a view of the chunk it came in. */
  onPayload(piece: Uint8Array, last: boolean): void;
}

export class FrameSplitter {
  readonly #handler: FrameHandler;
  readonly #partial = Buffer.alloc(headerSize);
  #partialSize = 0;
  #payloadLeft = 0;

  constructor(handler: FrameHandler) {
    this.#handler = handler;
  }

  /** Whether the connection may end here without cutting a frame in two. */
  get atBoundary(): boolean {
    return this.#partialSize === 0 && this.#payloadLeft === 0;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.#payloadLeft > 0 ? this.#payload(chunk, at) : this.#header(chunk, at);
  }

  #payload(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#payloadLeft);
    this.#payloadLeft -= end - at;
    this.#handler.onPayload(chunk.subarray(at, end), this.#payloadLeft === 0);
    return end;
  }

  #header(chunk: Buffer, at: number): number {
    if (this.#partialSize === 0 && chunk.length - at >= headerSize) {
      this.#frame(readHeader(chunk, at));
      return at + headerSize;
    }
    const copied = chunk.copy(this.#partial, this.#partialSize, at, at + headerSize - this.#partialSize);
    this.#partialSize += copied;
    if (this.#partialSize === headerSize) {
      this.#partialSize = 0;
      this.#frame(readHeader(this.#partial, 0));
    }
    return at + copied;
  }

  #frame(frame: Frame): void {
    this.#handler.onFrame(frame);
    if (frame.type === frameTypes.data) this.#payloadLeft = frame.length;
  }
}

// Holds the bytes that have arrived and not been decoded, in one piece, without copying when nothing is left over.

const empty = Buffer.alloc(0);

export class ByteQueue {
  bytes: Buffer = empty;
  start = 0;
  end = 0;
  /** Whether `bytes` is ours to write into; an adopted chunk is not. */
  #own = false;

  get size(): number {
    return this.end - this.start;
  }

  push(chunk: Uint8Array): void {
    if (this.size === 0) {
      this.bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.start = 0;
      this.end = chunk.length;
      this.#own = false;
      return;
    }
    this.#room(chunk.length);
    this.bytes.set(chunk, this.end);
    this.end += chunk.length;
  }

  /** Drops everything before `position`. */
  consume(position: number): void {
    this.start = position;
    if (this.size > 0) return;
    this.bytes = empty;
    this.start = 0;
    this.end = 0;
    this.#own = false;
  }

  /** Doubles, so that a large message costs a constant number of copies per byte, and never allocates on a mere claim. */
  #room(more: number): void {
    if (this.#own && this.end + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(1024, (this.size + more) * 2));
    this.bytes.copy(larger, 0, this.start, this.end);
    this.end = this.size;
    this.start = 0;
    this.bytes = larger;
    this.#own = true;
  }
}

// One stream of a yamux session: reads with credit, writes with back-pressure, and closes each direction by itself.
import { WireError } from './wire-error.ts';
import { type Frame, flags, frameTypes, initialWindow } from './yamux-frame.ts';

/** What a stream needs of its session. */
export interface StreamLink {
  /** Queues a frame; the promise waits for the connection while it is full. Undefined when it is not. */
  send(type: number, flag: number, stream: number, length: number, payload?: Uint8Array): Promise<void> | undefined;
  /** Both directions are closed: the id may be forgotten. */
  release(stream: number): void;
}

/** Payload pieces up to this size are copied, lest a few bytes keep a whole socket chunk in memory. */
const smallPiece = 512;

export class Stream {
  readonly id: number;
  readonly #link: StreamLink;
  /** Set while the SYN waits because too many streams wait for their ACK. */
  #opened: Promise<void> | undefined;
  #incoming: Uint8Array[] = [];
  #buffered = 0;
  #receiveWindow = initialWindow;
  #sendWindow = initialWindow;
  #reader: (() => void) | undefined;
  #writer: (() => void) | undefined;
  /** The end of the last write that has to wait; later ones come after it. */
  #tail: Promise<void> | undefined;
  #finSent = false;
  #finReceived = false;
  #failure: Error | undefined;

  constructor(link: StreamLink, id: number, opened?: Promise<void>) {
    this.#link = link;
    this.id = id;
    if (opened !== undefined) this.#opened = this.#untilOpened(opened);
  }

  /** The next bytes, as they came; undefined after the other side's FIN. Only one read at a time. */
  async readChunk(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.#incoming.shift();
      if (chunk !== undefined) return this.#taken(chunk);
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#finReceived) return undefined;
      if (this.#reader !== undefined) throw new Error('yamux: two reads at once on one stream');
      await new Promise<void>((wake) => {
        this.#reader = wake;
      });
    }
  }

  /** Every chunk until the other side's FIN. Leaving the loop early does not close the stream. */
  async *read(): AsyncGenerator<Uint8Array, void, void> {
    for (let chunk = await this.readChunk(); chunk !== undefined; chunk = await this.readChunk()) yield chunk;
  }

  /** Exactly `size` bytes, which must be fewer than the window; what came with them stays to be read. */
  async readExactly(size: number): Promise<Buffer> {
    const result = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const chunk = await this.readChunk();
      if (chunk === undefined) throw new WireError('WIRE_CLOSED', 'the other side closed the stream');
      const used = Math.min(chunk.length, size - filled);
      result.set(chunk.subarray(0, used), filled);
      filled += used;
      if (used < chunk.length) this.#putBack(chunk.subarray(used));
    }
    return result;
  }

  /** Resolves when the bytes were handed to the connection, within the other side's window. They are not copied: leave them unchanged. */
  write(bytes: Uint8Array): Promise<void> {
    const free = this.#tail === undefined && this.#opened === undefined && !this.#finSent && this.#failure === undefined;
    if (free && bytes.length <= this.#sendWindow) return this.#sendData(bytes) ?? Promise.resolve();
    return this.#enqueue(() => this.#writeAll(bytes));
  }

  /** Sends a FIN after what was written; reading goes on until the other side's FIN. Calling it again does nothing. */
  end(): Promise<void> {
    if (this.#tail === undefined && this.#opened === undefined) return this.#fin() ?? Promise.resolve();
    return this.#enqueue(async () => {
      await this.#opened;
      await this.#fin();
    });
  }

  /** Gives the stream up in both directions: RST to the other side, `error` to whoever waits here. */
  destroy(error?: Error): void {
    if (this.#failure !== undefined || (this.#finSent && this.#finReceived)) return;
    if (this.#opened === undefined) this.#ignore(this.#link.send(frameTypes.window, flags.rst, this.id, 0));
    this.#incoming = [];
    this.#buffered = 0;
    this.fail(error ?? new WireError('WIRE_CLOSED', 'the stream was given up'));
    this.#link.release(this.id);
  }

  /** For the session: the stream ends without a word to the other side. What has arrived can still be read. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#wakeReader();
    this.#wakeWriter();
  }

  /** For the session: a frame's credit or claim, and its RST. Throws a `YAMUX_PROTOCOL` error when the frame breaks the rules. */
  accept(frame: Frame): void {
    if (frame.type === frameTypes.data && frame.length > this.#receiveWindow) {
      throw new WireError(
        'YAMUX_PROTOCOL',
        `yamux: ${frame.length} bytes on stream ${frame.stream} exceed its window of ${this.#receiveWindow}`,
      );
    }
    if (frame.type === frameTypes.data) this.#receiveWindow -= frame.length;
    else this.#credit(frame.length);
    if ((frame.flags & flags.rst) !== 0) {
      this.fail(new WireError('WIRE_CLOSED', 'the other side reset the stream'));
      this.#link.release(this.id);
    }
  }

  /** For the session: a piece of the payload of an accepted frame. */
  receive(piece: Uint8Array): void {
    if (this.#failure !== undefined) return;
    this.#incoming.push(piece.length <= smallPiece ? new Uint8Array(piece) : piece);
    this.#buffered += piece.length;
    this.#wakeReader();
  }

  /** For the session: the other side has sent all it had. */
  receiveFin(): void {
    if (this.#failure !== undefined) return;
    if (this.#finReceived) throw new WireError('YAMUX_PROTOCOL', `yamux: a second FIN on stream ${this.id}`);
    this.#finReceived = true;
    this.#wakeReader();
    this.#releaseIfClosed();
  }

  #credit(amount: number): void {
    this.#sendWindow += amount;
    if (this.#sendWindow > 0xffffffff)
      throw new WireError('YAMUX_PROTOCOL', `yamux: stream ${this.id} was given more than 4 GiB of window`);
    if (amount > 0) this.#wakeWriter();
  }

  /** Gives credit back once half of the window is free again. */
  #taken(chunk: Uint8Array): Uint8Array {
    this.#buffered -= chunk.length;
    const delta = initialWindow - this.#buffered - this.#receiveWindow;
    if (delta >= initialWindow / 2 && !this.#finReceived && this.#failure === undefined) {
      this.#receiveWindow += delta;
      this.#ignore(this.#link.send(frameTypes.window, flags.none, this.id, delta));
    }
    return chunk;
  }

  #putBack(chunk: Uint8Array): void {
    this.#incoming.unshift(chunk);
    this.#buffered += chunk.length;
  }

  #checkWritable(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#finSent) throw new WireError('WIRE_CLOSED', 'yamux: a write after the end of the stream');
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    await this.#opened;
    let rest = bytes;
    while (rest.length > 0) {
      this.#checkWritable();
      if (this.#sendWindow === 0) {
        await new Promise<void>((wake) => {
          this.#writer = wake;
        });
        continue;
      }
      const part = rest.subarray(0, this.#sendWindow);
      await this.#sendData(part);
      rest = rest.subarray(part.length);
    }
  }

  #sendData(bytes: Uint8Array): Promise<void> | undefined {
    if (bytes.length === 0) return undefined;
    this.#sendWindow -= bytes.length;
    return this.#link.send(frameTypes.data, flags.none, this.id, bytes.length, bytes);
  }

  #fin(): Promise<void> | undefined {
    if (this.#finSent || this.#failure !== undefined) return undefined;
    this.#finSent = true;
    const sent = this.#link.send(frameTypes.window, flags.fin, this.id, 0);
    this.#releaseIfClosed();
    return sent;
  }

  #releaseIfClosed(): void {
    if (this.#finSent && this.#finReceived) this.#link.release(this.id);
  }

  /** Runs after the writes before it, whether or not they succeeded. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    const before = this.#tail;
    const result = before === undefined ? work() : before.then(work);
    const settled: Promise<void> = this.#settle(result, () => settled);
    this.#tail = settled;
    return result;
  }

  async #settle(result: Promise<void>, self: () => Promise<void>): Promise<void> {
    await result.catch(() => undefined);
    if (this.#tail === self()) this.#tail = undefined;
  }

  async #untilOpened(opened: Promise<void>): Promise<void> {
    await opened;
    this.#opened = undefined;
  }

  #wakeReader(): void {
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.();
  }

  #wakeWriter(): void {
    const writer = this.#writer;
    this.#writer = undefined;
    writer?.();
  }

  /** Control frames do not wait, and a lost connection reaches everyone by {@link fail}. */
  #ignore(sent: Promise<void> | undefined): void {
    sent?.catch(() => undefined);
  }
}

// Moves bytes over the broker's streams in the way of Mattermost's io_rpc.go: the reader asks with a varint, the other side sends.
import type { Stream } from './wire/index.ts';

/** What can be sent: all at once or as it comes; a web ReadableStream is one too. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * 2^53 - 1 as Go's zig-zag varint. The server sends as much as was asked for, so one question is enough for the whole body,
 * and the window of the stream is the back-pressure.
 */
const everything = new Uint8Array([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f]);

/** A body on the other side, which is asked for when somebody begins to read it. */
export class RemoteBody {
  readonly #stream: Stream;
  #asked = false;

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  /** The body as it comes; `length` in bytes, where it is known, makes a shorter one an error. May be called once. */
  read(length?: number): ReadableStream<Uint8Array> {
    let got = 0;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          await this.#ask();
          const chunk = await this.#stream.readChunk();
          if (chunk !== undefined) {
            got += chunk.length;
            return controller.enqueue(chunk);
          }
          await this.#stream.end();
          if (length === undefined || got >= length) controller.close();
          else controller.error(new Error(`The body ended after ${got} of ${length} bytes.`));
        },
        cancel: () => this.release(),
      },
      { highWaterMark: 0 },
    );
  }

  /** No more is wanted. What was asked for and not read is cut off: the server would try to send it for five minutes. */
  release(): void {
    if (this.#asked) this.#stream.destroy();
    else this.#stream.end().catch(() => undefined);
  }

  async #ask(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    await this.#stream.write(everything);
  }
}

/** Reads what the other side sends without being asked. */
export function readPlain(stream: Stream): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await stream.readChunk();
        if (chunk !== undefined) return controller.enqueue(chunk);
        controller.close();
        await stream.end();
      },
      cancel: () => stream.destroy(),
    },
    { highWaterMark: 0 },
  );
}

/**
 * Serves a source to a remote reader. Its questions are read and dropped: what is sent before it is asked for waits in
 * the stream's window, where the reader finds it.
 */
export async function serveSource(stream: Stream, source: ByteSource): Promise<void> {
  const progress = { sent: false };
  const drained = drain(stream, progress);
  await serveRaw(stream, source);
  progress.sent = true;
  await drained;
}

/** Sends a source to someone who reads it without asking. Rejects, and resets the stream, when either side breaks. */
export async function serveRaw(stream: Stream, source: ByteSource): Promise<void> {
  try {
    if (source instanceof Uint8Array) await stream.write(source);
    else for await (const chunk of source) await stream.write(chunk);
    await stream.end();
  } catch (error) {
    stream.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
}

async function drain(stream: Stream, progress: { readonly sent: boolean }): Promise<void> {
  try {
    while ((await stream.readChunk()) !== undefined);
    // A reader that closes early would otherwise leave a write waiting for its window for ever.
    if (!progress.sent) stream.destroy();
  } catch {
    // The reader went away; writing to it says so.
  }
}

// Matches streams by number, as go-plugin's MuxBroker does; https://github.com/hashicorp/go-plugin/blob/main/mux_broker.go
import { WireError } from './wire-error.ts';
import type { Session } from './yamux-session.ts';
import type { Stream } from './yamux-stream.ts';

/** How long either side waits for the other, as in Go. */
const waitMs = 5000;

interface Pending {
  readonly timer: NodeJS.Timeout;
  /** Which of the two has come first. */
  readonly stream: Stream | undefined;
  readonly acceptor: PromiseWithResolvers<Stream> | undefined;
}

/** Takes every stream that the other side opens from now on: accept the control streams of the session before making one. */
export class Broker {
  readonly #session: Session;
  readonly #waitMs: number;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #ended: Error | undefined;

  constructor(session: Session, options: { readonly waitMs?: number } = {}) {
    this.#session = session;
    this.#waitMs = options.waitMs ?? waitMs;
    session.onStream((stream) => void this.#arrived(stream));
    void session.closed.then((reason) => this.#end(reason));
  }

  /** An id for the other side to dial. */
  nextId(): number {
    return ++this.#lastId;
  }

  /** Opens a stream to whoever accepts `id` on the other side. Rejects when nobody does. */
  async dial(id: number): Promise<Stream> {
    const name = idBytes(id);
    const stream = this.#session.open(name);
    const answer = await stream.readExactly(4);
    if (answer.equals(name)) return stream;
    stream.destroy();
    throw new WireError('BROKER_PROTOCOL', `broker: dialled ${id} and was answered ${answer.readUInt32LE(0)}`);
  }

  /** The stream with which the other side dials `id`. Rejects with `BROKER_TIMEOUT` after 5 s. */
  accept(id: number): Promise<Stream> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const before = this.#take(id);
    if (before?.stream !== undefined) return Promise.resolve(acknowledge(id, before.stream));
    before?.acceptor?.reject(new WireError('BROKER_PROTOCOL', `broker: ${id} is accepted twice`));
    const acceptor = Promise.withResolvers<Stream>();
    this.#wait(id, undefined, acceptor);
    return acceptor.promise;
  }

  async #arrived(stream: Stream): Promise<void> {
    const silent = setTimeout(() => stream.destroy(), this.#waitMs).unref();
    try {
      const id = (await stream.readExactly(4)).readUInt32LE(0);
      this.#match(id, stream);
    } catch {
      stream.destroy();
    } finally {
      clearTimeout(silent);
    }
  }

  #match(id: number, stream: Stream): void {
    const before = this.#take(id);
    if (before?.acceptor !== undefined) before.acceptor.resolve(acknowledge(id, stream));
    else this.#wait(id, before?.stream ?? stream, undefined);
    if (before?.stream !== undefined) stream.destroy();
  }

  #wait(id: number, stream: Stream | undefined, acceptor: PromiseWithResolvers<Stream> | undefined): void {
    const timer = setTimeout(() => this.#timeOut(id), this.#waitMs).unref();
    this.#pending.set(id, { timer, stream, acceptor });
  }

  #timeOut(id: number): void {
    const pending = this.#take(id);
    pending?.acceptor?.reject(new WireError('BROKER_TIMEOUT', `broker: nobody dialled ${id} within ${this.#waitMs} ms`));
    pending?.stream?.end().catch(() => undefined);
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    clearTimeout(pending?.timer);
    return pending;
  }

  #end(reason: Error | undefined): void {
    this.#ended = reason ?? new WireError('WIRE_CLOSED', 'the session was closed');
    for (const pending of this.#pending.values()) {
      clearTimeout(pending.timer);
      pending.acceptor?.reject(this.#ended);
    }
    this.#pending.clear();
  }
}

function acknowledge(id: number, stream: Stream): Stream {
  // A failure shows in the first read or write of the one who accepted.
  stream.write(idBytes(id)).catch(() => undefined);
  return stream;
}

function idBytes(id: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(id);
  return bytes;
}

// Many streams over one connection, as hashicorp/yamux version 0 has it; https://github.com/hashicorp/yamux/blob/master/session.go
import type { Duplex } from 'node:stream';
import { FrameSender } from './frame-sender.ts';
import { FrameSplitter } from './frame-splitter.ts';
import { Pings } from './pings.ts';
import { asError, WireError } from './wire-error.ts';
import { type Frame, flags, frameTypes, goAwayCodes } from './yamux-frame.ts';
import { Stream } from './yamux-stream.ts';

export interface SessionOptions {
  /** Whether we are the yamux client, with odd stream ids. Mattermost is; a plugin is the server. */
  readonly client?: boolean;
  /** Pings the other side this often, in milliseconds, and ends the session when it does not answer; absent: never. */
  readonly keepAlive?: number;
}

/** Go's AcceptBacklog: so many opens may wait for their ACK, in each direction. */
const backlog = 256;
/** How long the last frames may take to leave after {@link Session.close}. */
const lingerMs = 1000;

interface Opening {
  readonly stream: Stream;
  start(): void;
}

export class Session {
  /** Resolves when the session has ended: with the reason unless we closed it or the other side did so in good order. */
  readonly closed: Promise<Error | undefined>;
  readonly #socket: Duplex;
  readonly #client: boolean;
  readonly #sender: FrameSender;
  readonly #splitter: FrameSplitter;
  readonly #pings: Pings;
  readonly #streams = new Map<number, Stream>();
  readonly #unacknowledged = new Set<number>();
  #openings: Opening[] = [];
  #arrived: Stream[] = [];
  #acceptors: PromiseWithResolvers<Stream>[] = [];
  #listener: ((stream: Stream) => void) | undefined;
  #receiving: { readonly stream: Stream | undefined; readonly fin: boolean } = { stream: undefined, fin: false };
  #nextId: number;
  #remoteGoesAway = false;
  #ended: Error | undefined;
  readonly #resolveClosed: (reason: Error | undefined) => void;

  constructor(socket: Duplex, options: SessionOptions = {}) {
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    this.closed = promise;
    this.#resolveClosed = resolve;
    this.#socket = socket;
    this.#client = options.client ?? false;
    this.#nextId = this.#client ? 1 : 2;
    this.#sender = new FrameSender(socket);
    this.#splitter = new FrameSplitter({
      onFrame: (frame) => this.#onFrame(frame),
      onPayload: (piece, last) => this.#onPayload(piece, last),
    });
    this.#pings = new Pings((value) => this.#control(frameTypes.ping, flags.syn, 0, value));
    if (options.keepAlive !== undefined) this.#pings.every(options.keepAlive, (error) => this.#end(error, error));
    this.#listen();
  }

  /** Opens a stream; `payload` goes out together with the SYN. Throws when the session has ended or the other side goes away. */
  open(payload?: Uint8Array): Stream {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#remoteGoesAway) throw new WireError('WIRE_CLOSED', 'the other side accepts no more streams');
    const id = this.#nextId;
    this.#nextId += 2;
    const stream = this.#register(id);
    // A failure of this first write shows in the first read or write of the caller's own.
    if (payload !== undefined) stream.write(payload).catch(() => undefined);
    return stream;
  }

  /** Every stream that the other side opens from now on, and those not yet accepted. Takes the place of {@link accept}. */
  onStream(listener: (stream: Stream) => void): void {
    this.#listener = listener;
    const waiting = this.#arrived;
    this.#arrived = [];
    for (const stream of waiting) this.#hand(stream, listener);
  }

  /** The next stream that the other side opens, in order. */
  accept(): Promise<Stream> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const acceptor = Promise.withResolvers<Stream>();
    const stream = this.#arrived.shift();
    if (stream === undefined) this.#acceptors.push(acceptor);
    else this.#hand(stream, acceptor.resolve);
    return acceptor.promise;
  }

  /** Round trip in milliseconds. Rejects with `YAMUX_TIMEOUT` after 10 s. */
  ping(): Promise<number> {
    return this.#ended === undefined ? this.#pings.send() : Promise.reject(this.#ended);
  }

  /** Says go-away, ends the connection and every stream. */
  close(): void {
    if (this.#ended === undefined) this.#control(frameTypes.goAway, flags.none, 0, goAwayCodes.normal);
    this.#end(new WireError('WIRE_CLOSED', 'the session was closed'), undefined);
  }

  #listen(): void {
    const lost = new WireError('WIRE_CLOSED', 'the other side closed the connection');
    const cut = new WireError('WIRE_CLOSED', 'the connection ended within a frame');
    this.#socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    this.#socket.on('error', (error) => this.#end(new WireError('WIRE_CLOSED', 'the connection failed', { cause: error }), error));
    for (const event of ['end', 'close']) {
      this.#socket.on(event, () => (this.#splitter.atBoundary ? this.#end(lost, undefined) : this.#end(cut, cut)));
    }
  }

  #onData(chunk: Buffer): void {
    if (this.#ended !== undefined) return;
    try {
      this.#splitter.push(chunk);
    } catch (error) {
      this.#refuse(asError(error));
    }
  }

  /** The other side broke the rules: say so, and end. */
  #refuse(reason: Error): void {
    if (this.#ended !== undefined) return;
    this.#sender.send(frameTypes.goAway, flags.none, 0, goAwayCodes.protocolError)?.catch(() => undefined);
    this.#end(reason, reason);
  }

  #onFrame(frame: Frame): void {
    this.#receiving = { stream: undefined, fin: false };
    // What follows a frame that ended the session in the same chunk is nobody's.
    if (this.#ended !== undefined) return;
    if (frame.version !== 0) throw new WireError('YAMUX_PROTOCOL', `yamux: version ${frame.version}`);
    if (frame.type === frameTypes.ping) this.#onPing(frame);
    else if (frame.type === frameTypes.goAway) this.#onGoAway(frame.length);
    else if (frame.type === frameTypes.data || frame.type === frameTypes.window) this.#onStreamFrame(frame);
    else throw new WireError('YAMUX_PROTOCOL', `yamux: frame type ${frame.type}`);
  }

  #onPing(frame: Frame): void {
    if ((frame.flags & flags.syn) === 0) this.#pings.answered(frame.length);
    else this.#control(frameTypes.ping, flags.ack, 0, frame.length);
  }

  #onGoAway(code: number): void {
    if (code !== goAwayCodes.normal) throw new WireError('YAMUX_PROTOCOL', `yamux: the other side ends the session with code ${code}`);
    this.#remoteGoesAway = true;
  }

  #onStreamFrame(frame: Frame): void {
    if ((frame.flags & flags.syn) !== 0) this.#onSyn(frame.stream);
    if ((frame.flags & flags.ack) !== 0) this.#acknowledged(frame.stream);
    // Frames may still be on their way to a stream that we have forgotten; hashicorp/yamux drops them too.
    const stream = this.#streams.get(frame.stream);
    if (stream === undefined) return;
    stream.accept(frame);
    const fin = (frame.flags & flags.fin) !== 0;
    if (frame.type === frameTypes.data && frame.length > 0) this.#receiving = { stream, fin };
    else if (fin) stream.receiveFin();
  }

  #onPayload(piece: Uint8Array, last: boolean): void {
    const { stream, fin } = this.#receiving;
    stream?.receive(piece);
    if (last && fin) stream?.receiveFin();
  }

  #onSyn(id: number): void {
    if (id === 0 || id % 2 !== (this.#client ? 0 : 1))
      throw new WireError('YAMUX_PROTOCOL', `yamux: the other side may not open stream ${id}`);
    if (this.#streams.has(id)) throw new WireError('YAMUX_PROTOCOL', `yamux: stream ${id} is opened twice`);
    if (this.#arrived.length >= backlog) {
      this.#control(frameTypes.window, flags.rst, id, 0);
      return;
    }
    const stream = new Stream(this.#link, id);
    this.#streams.set(id, stream);
    const acceptor = this.#acceptors.shift();
    if (acceptor !== undefined) this.#hand(stream, acceptor.resolve);
    else if (this.#listener !== undefined) this.#hand(stream, this.#listener);
    else this.#arrived.push(stream);
  }

  #hand(stream: Stream, to: (stream: Stream) => void): void {
    this.#control(frameTypes.window, flags.ack, stream.id, 0);
    to(stream);
  }

  readonly #link = {
    send: (type: number, flag: number, stream: number, length: number, payload?: Uint8Array): Promise<void> | undefined =>
      this.#sender.send(type, flag, stream, length, payload),
    release: (id: number): void => this.#release(id),
  };

  #register(id: number): Stream {
    if (this.#unacknowledged.size < backlog) {
      const stream = new Stream(this.#link, id);
      this.#streams.set(id, stream);
      this.#syn(id);
      return stream;
    }
    const opening = Promise.withResolvers<void>();
    const stream = new Stream(this.#link, id, opening.promise);
    this.#streams.set(id, stream);
    this.#openings.push({ stream, start: opening.resolve });
    return stream;
  }

  #syn(id: number): void {
    this.#unacknowledged.add(id);
    this.#control(frameTypes.window, flags.syn, id, 0);
  }

  #acknowledged(id: number): void {
    if (!this.#unacknowledged.delete(id)) return;
    const next = this.#openings.shift();
    if (next === undefined) return;
    this.#syn(next.stream.id);
    next.start();
  }

  #release(id: number): void {
    this.#streams.delete(id);
    this.#openings = this.#openings.filter((opening) => opening.stream.id !== id);
    this.#acknowledged(id);
  }

  #control(type: number, flag: number, stream: number, length: number): void {
    this.#sender.send(type, flag, stream, length)?.catch(() => undefined);
  }

  #end(error: Error, reason: Error | undefined): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    this.#pings.end(error);
    this.#sender.end(error);
    setTimeout(() => this.#socket.destroy(), lingerMs).unref();
    for (const stream of this.#streams.values()) stream.fail(error);
    for (const opening of this.#openings) opening.start();
    for (const acceptor of this.#acceptors) acceptor.reject(error);
    this.#streams.clear();
    this.#resolveClosed(reason);
  }
}

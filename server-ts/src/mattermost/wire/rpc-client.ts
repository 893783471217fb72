// Calls methods of a Go net/rpc server; many calls may be under way at once on the one stream.
import { CompiledSchema } from './compiled-schema.ts';
import { Decoder } from './gob-decoder.ts';
import { Encoder } from './gob-encoder.ts';
import type { GobSchema, GobType } from './gob-schema.ts';
import { readHeader, requestType, responseType, type RpcHeader } from './rpc-messages.ts';
import { asError, WireError } from './wire-error.ts';
import type { Stream } from './yamux-stream.ts';

/** The method answered with an error: Go's `rpc.ServerError`, a string and nothing more. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly method: string;

  constructor(method: string, message: string) {
    super(message);
    this.method = method;
  }
}

interface Call {
  readonly method: string;
  readonly replyType: GobType;
  resolve(reply: unknown): void;
  reject(error: Error): void;
}

export class RpcClient {
  /** Resolves when no more calls can be made: with the reason unless the stream was closed in good order. */
  readonly closed: Promise<Error | undefined>;
  readonly #stream: Stream;
  readonly #encoder: Encoder;
  readonly #decoder: Decoder;
  readonly #calls = new Map<number, Call>();
  #nextSeq = 0;
  #ended: Error | undefined;

  constructor(stream: Stream, schema: GobSchema) {
    const compiled = CompiledSchema.of(schema);
    this.#stream = stream;
    this.#encoder = new Encoder(compiled);
    this.#decoder = new Decoder(compiled, stream);
    this.closed = this.#receive();
  }

  /**
   * Resolves to the reply. Rejects with {@link RpcError} when the method did, with `GOB_ENCODE` when `arg` does not fit `argType`
   * (nothing is sent then), and with what ended the stream when it ends before the answer.
   */
  call(method: string, argType: GobType, arg: unknown, replyType: GobType): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    try {
      const seq = this.#nextSeq;
      const bytes = this.#encoder.encodeAll([
        { type: requestType, value: { method, seq } },
        { type: argType, value: arg },
      ]);
      this.#nextSeq++;
      this.#calls.set(seq, { method, replyType, resolve, reject });
      this.#stream.write(bytes).catch((error: unknown) => this.#end(asError(error)));
    } catch (error) {
      reject(asError(error));
    }
    return promise;
  }

  /** Closes our side; the answers under way still come. */
  end(): Promise<void> {
    return this.#stream.end();
  }

  async #receive(): Promise<Error | undefined> {
    try {
      for (;;) await this.#answer(readHeader(await this.#next(responseType)));
    } catch (error) {
      return this.#end(asError(error));
    }
  }

  async #answer(header: RpcHeader): Promise<void> {
    const seq = Number(header.seq);
    const call = this.#calls.get(seq);
    if (call === undefined || header.error !== '') {
      await this.#next(undefined);
      call?.reject(new RpcError(call.method, header.error));
    } else {
      call.resolve(await this.#next(call.replyType));
    }
    this.#calls.delete(seq);
  }

  /** Without a promise when the message is already here. */
  #next(type: GobType | undefined): unknown {
    const found = this.#decoder.tryNext(type);
    return found === undefined ? this.#decoder.next(type) : found.value;
  }

  #end(reason: Error): Error | undefined {
    if (this.#ended !== undefined) return this.#ended;
    this.#ended = reason;
    for (const call of this.#calls.values()) call.reject(reason);
    this.#calls.clear();
    if (reason instanceof WireError && reason.code === 'WIRE_CLOSED') {
      this.#stream.end().catch(() => undefined);
      return undefined;
    }
    this.#stream.destroy(reason);
    return reason;
  }
}

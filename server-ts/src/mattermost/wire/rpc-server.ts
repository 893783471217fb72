// Answers the calls of a Go net/rpc client, each as soon as its own work is done.
import { CompiledSchema } from './compiled-schema.ts';
import { Decoder } from './gob-decoder.ts';
import { Encoder } from './gob-encoder.ts';
import type { GobSchema, GobType } from './gob-schema.ts';
import { emptyType, readHeader, requestType, responseType, type RpcHeader } from './rpc-messages.ts';
import { asError, WireError } from './wire-error.ts';
import type { Stream } from './yamux-stream.ts';

export interface RpcMethod {
  readonly arg: GobType;
  readonly reply: GobType;
  /** A rejection is answered with its message, which is all that net/rpc carries. */
  handle(arg: unknown): Promise<unknown>;
}

export class RpcServer {
  readonly #stream: Stream;
  readonly #encoder: Encoder;
  readonly #decoder: Decoder;
  readonly #running = new Set<Promise<void>>();

  constructor(stream: Stream, schema: GobSchema) {
    const compiled = CompiledSchema.of(schema);
    this.#stream = stream;
    this.#encoder = new Encoder(compiled);
    this.#decoder = new Decoder(compiled, stream);
  }

  /**
   * Serves until the stream ends, and resolves then: with the reason unless the other side closed it in good order.
   * Calls under way are still answered if they can be, and then our side is closed too.
   */
  async serve(lookup: (method: string) => RpcMethod | undefined): Promise<Error | undefined> {
    try {
      for (;;) await this.#receive(readHeader(await this.#next(requestType)), lookup);
    } catch (error) {
      return this.#end(asError(error));
    }
  }

  async #receive(header: RpcHeader, lookup: (method: string) => RpcMethod | undefined): Promise<void> {
    const method = lookup(header.method);
    const arg = await this.#next(method?.arg);
    const work = method === undefined ? this.#refuse(header, `rpc: can't find method ${header.method}`) : this.#run(header, method, arg);
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  /** Never rejects. */
  async #run(header: RpcHeader, method: RpcMethod, arg: unknown): Promise<void> {
    let bytes: Uint8Array;
    try {
      const reply = await method.handle(arg);
      bytes = this.#encode(header, '', method.reply, reply);
    } catch (error) {
      return this.#refuse(header, asError(error).message);
    }
    return this.#write(bytes);
  }

  #refuse(header: RpcHeader, message: string): Promise<void> {
    return this.#write(this.#encode(header, message === '' ? 'the method failed without a message' : message, emptyType, {}));
  }

  #encode(header: RpcHeader, error: string, type: GobType, value: unknown): Uint8Array {
    return this.#encoder.encodeAll([
      { type: responseType, value: { method: header.method, seq: header.seq, error } },
      { type, value },
    ]);
  }

  /** The stream's end shows where it is read. */
  #write(bytes: Uint8Array): Promise<void> {
    return this.#stream.write(bytes).catch(() => undefined);
  }

  #next(type: GobType | undefined): unknown {
    const found = this.#decoder.tryNext(type);
    return found === undefined ? this.#decoder.next(type) : found.value;
  }

  #end(reason: Error): Error | undefined {
    if (!(reason instanceof WireError) || reason.code !== 'WIRE_CLOSED') {
      this.#stream.destroy(reason);
      return reason;
    }
    void this.#close();
    return undefined;
  }

  async #close(): Promise<void> {
    await Promise.all(this.#running);
    await this.#stream.end().catch(() => undefined);
  }
}

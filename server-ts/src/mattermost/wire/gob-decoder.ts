// Reads the values of one stream of gob messages, with the type definitions that come between and within them.
import { ByteQueue } from './byte-queue.ts';
import { CompiledSchema } from './compiled-schema.ts';
import { DecodeTypes } from './gob-decode-type.ts';
import { Typed } from './gob-interface.ts';
import { GobReader, malformed } from './gob-reader.ts';
import type { GobSchema, GobType } from './gob-schema.ts';
import { firstTypeId, readWireType, type WireType } from './gob-wire-type.ts';
import { asError, WireError } from './wire-error.ts';

/** Go's own limit on 32-bit machines (`tooBig`). */
const maxMessage = 1 << 30;

/** Where bytes come from; undefined means that no more will come. */
export interface ChunkSource {
  readChunk(): Promise<Uint8Array | undefined>;
}

export interface DecoderOptions {
  /** Values of interfaces come as {@link Typed} with Go's name, so that sending them again changes nothing; else as plain values. */
  readonly keepTypes?: boolean;
}

export interface Decoded {
  readonly value: unknown;
  /** The other side's id of the value's type, see {@link Decoder.definitions}. */
  readonly typeId: number;
}

// One of each for all decoders: to make an Error is to write down the whole stack, and a stream lives for a few calls.
/** Thrown within an attempt to decode and caught by it: the value continues in a message that has not arrived. */
const unfinished = new Error('unfinished');
const closed = new WireError('WIRE_CLOSED', 'the other side closed the stream');

/** One for each direction of a stream. After an error it throws the same error again. */
export class Decoder {
  readonly #schema: CompiledSchema;
  readonly #source: ChunkSource | undefined;
  readonly #queue = new ByteQueue();
  readonly #reader = new GobReader();
  readonly #types: DecodeTypes;
  readonly #keepTypes: boolean;
  /** Types defined by the attempt under way, to be taken back when the value turns out to be unfinished. */
  #defined: number[] = [];
  /** How far from the queue's start the first incomplete message begins, so that waiting for it costs nothing. */
  #waitsAt = 0;
  #failure: Error | undefined;

  constructor(schema: GobSchema, source?: ChunkSource, options: DecoderOptions = {}) {
    this.#keepTypes = options.keepTypes ?? false;
    this.#schema = CompiledSchema.of(schema);
    this.#source = source;
    this.#types = new DecodeTypes(this.#schema, (reader) => this.#readInterface(reader));
  }

  /** What the other side has said about its types so far, by id. */
  get definitions(): ReadonlyMap<number, WireType> {
    return this.#types.wire;
  }

  push(bytes: Uint8Array): void {
    this.#queue.push(bytes);
  }

  /** Whether bytes of an unfinished value are held. */
  get pending(): boolean {
    return this.#queue.size > 0;
  }

  /**
   * The next value, from the source given to the constructor. Without a `type` the other side's own description is followed.
   * Rejects with `WIRE_CLOSED` when the source ends between two values and with `GOB_DECODE` when it ends within one.
   */
  async next(type?: GobType): Promise<unknown> {
    for (;;) {
      const found = this.tryNext(type);
      if (found !== undefined) return found.value;
      const chunk = await this.#source?.readChunk();
      if (chunk === undefined) throw this.#ended();
      this.push(chunk);
    }
  }

  /** The next value if all of it has been pushed. */
  tryNext(type?: GobType): Decoded | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      const start = this.#queue.start + this.#waitsAt;
      return this.#messageAt(start, false) ? this.#attempt(type) : undefined;
    } catch (error) {
      if (error !== unfinished) {
        this.#failure = asDecodeError(error);
        throw this.#failure;
      }
      for (const id of this.#defined) this.#types.wire.delete(id);
      return undefined;
    } finally {
      this.#defined = [];
    }
  }

  #attempt(type: GobType | undefined): Decoded {
    const reader = this.#reader;
    reader.bytes = this.#queue.bytes;
    reader.pos = this.#queue.start;
    reader.end = this.#queue.start;
    reader.depth = 0;
    const typeId = this.#typeSequence(reader, false);
    const value = this.#readValue(typeId, type);
    if (reader.left > 0) throw malformed('a message is longer than its value');
    this.#waitsAt = 0;
    this.#queue.consume(reader.end);
    return { value, typeId };
  }

  /** Reads definitions until the id of a value comes; they may end one message and begin another in the middle of a value. */
  #typeSequence(reader: GobReader, nested: boolean): number {
    for (;;) {
      if (reader.left === 0) this.#messageAt(reader.end, true);
      const id = reader.typeId();
      if (id >= 0) return id;
      this.#define(-id, reader);
      if (reader.left === 0) continue;
      if (!nested) throw malformed('a message goes on after a type definition');
      // The length of the next part of the value that this one is nested in.
      reader.uint();
    }
  }

  #define(id: number, reader: GobReader): void {
    if (id < firstTypeId || this.#types.wire.has(id)) throw malformed(`type ${id} is defined twice`);
    this.#types.wire.set(id, readWireType(reader));
    this.#defined.push(id);
  }

  #readValue(id: number, type: GobType | undefined): unknown {
    const reader = this.#reader;
    const decode = this.#types.decoder(id, type);
    if (!this.#types.isStruct(id) && reader.byte() !== 0) throw malformed('a single value has a field number');
    return decode(reader);
  }

  #readInterface(reader: GobReader): unknown {
    const name = reader.string();
    if (name === '') return null;
    reader.enter();
    const id = this.#typeSequence(reader, true);
    // The value's length would help to skip it, but Go counts only up to the next definition within.
    reader.uint();
    const value = this.#readValue(id, this.#schema.named(name));
    reader.leave();
    return this.#keepTypes ? new Typed(name, value) : value;
  }

  /** Points the reader at the message that begins at `position`, if all of it is here. */
  #messageAt(position: number, needed: boolean): boolean {
    const { bytes, end } = this.#queue;
    const first = position < end ? (bytes[position] ?? 0) : -1;
    const extra = first > 0x7f ? 256 - first : 0;
    if (extra > 8) throw malformed('a message has no valid length');
    const start = position + 1 + extra;
    const known = first >= 0 && start <= end;
    const size = known ? messageSize(bytes, first, position + 1, extra) : 0;
    if (!known || start + size > end) {
      this.#waitsAt = position - this.#queue.start;
      if (needed) throw unfinished;
      return false;
    }
    this.#reader.pos = start;
    this.#reader.end = start + size;
    return true;
  }

  #ended(): WireError {
    if (this.pending) return malformed('the stream ended within a message');
    return closed;
  }
}

function messageSize(bytes: Buffer, first: number, at: number, extra: number): number {
  let size = extra === 0 ? first : 0;
  for (let index = 0; index < extra; index++) size = size * 256 + (bytes[at + index] ?? 0);
  if (size === 0 || size >= maxMessage) throw malformed('a message has no valid length');
  return size;
}

function asDecodeError(error: unknown): Error {
  if (error instanceof WireError) return error;
  return new WireError('GOB_DECODE', 'gob: the value cannot be decoded', { cause: asError(error) });
}

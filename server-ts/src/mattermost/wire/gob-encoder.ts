// Writes values to one stream as gob messages and remembers which types that stream has been told about.
import { CompiledSchema, type EncodeType } from './compiled-schema.ts';
import { type EncodeTarget, misfit } from './gob-encode-type.ts';
import { nameValue } from './gob-interface.ts';
import type { GobSchema, GobType } from './gob-schema.ts';
import { GobWriter } from './gob-writer.ts';
import { WireError } from './wire-error.ts';

/** Go's own limit on 32-bit machines (`tooBig`). */
const maxMessage = 1 << 30;

export interface Message {
  readonly type: GobType;
  readonly value: unknown;
}

/** One for each direction of a stream: what it returns must be sent whole and in order. */
export class Encoder {
  readonly #schema: CompiledSchema;
  readonly #sent = new Set<EncodeType>();
  readonly #writers: GobWriter[] = [new GobWriter()];
  readonly #target: EncodeTarget;
  /** The index in `#writers` of the message that is being written; what is finished goes to the one before. */
  #level = 1;

  constructor(schema: GobSchema) {
    this.#schema = CompiledSchema.of(schema);
    const out = this.#writer(1);
    this.#target = { out, where: 'value', depth: 0, putInterface: (value) => this.#putInterface(value) };
  }

  /** The value, after the definitions of types that the stream has not seen. Throws a `GOB_ENCODE` error and then forgets them. */
  encode(type: GobType, value: unknown): Uint8Array {
    return this.encodeAll([{ type, value }]);
  }

  /** Several values in one piece; when one of them fails none counts as sent. */
  encodeAll(messages: readonly Message[]): Uint8Array {
    const output = this.#writer(0);
    const before = this.#sent.size;
    output.reset();
    try {
      for (const { type, value } of messages) this.#message(type, value);
      return output.take();
    } catch (error) {
      this.#forget(before);
      throw error;
    }
  }

  #message(type: GobType, value: unknown): void {
    const known = this.#schema.encodeType(type);
    this.#level = 1;
    this.#target.out = this.#writer(1);
    this.#target.out.reset();
    this.#target.depth = 0;
    this.#target.where = 'value';
    this.#define(known);
    this.#target.out.int(known.id);
    this.#value(known, value);
    this.#finish();
  }

  /** A value that is no struct has a 0 before it: the field number of a struct that is not there. */
  #value(type: EncodeType, value: unknown): void {
    if (value === undefined || (value === null && type.id !== 8)) throw misfit(this.#target, 'a value', value);
    if (!type.isStruct) this.#target.out.byte(0);
    type.ops.put(this.#target, value);
  }

  /** Definitions go out between two halves of the value that needs them, exactly as Go's `sendActualType` does. */
  #define(type: EncodeType): void {
    if (type.definition === undefined || this.#sent.has(type)) return;
    const definition = type.definition();
    this.#target.out.int(-type.id);
    this.#target.out.raw(definition);
    this.#finish();
    this.#sent.add(type);
    for (const part of type.parts) this.#define(part);
  }

  #putInterface(value: unknown): void {
    const target = this.#target;
    if (value === null || value === undefined) {
      target.out.byte(0);
      return;
    }
    const named = nameValue(value);
    const gobType = this.#schema.named(named.name);
    if (gobType === undefined) throw new WireError('GOB_ENCODE', `gob: ${target.where}: no type is registered as ${named.name}`);
    const type = this.#schema.encodeType(gobType);
    target.out.string(named.name);
    this.#define(type);
    target.out.int(type.id);
    this.#nested(type, named.value);
  }

  #nested(type: EncodeType, value: unknown): void {
    const target = this.#target;
    const outer = target.out;
    if (++target.depth > 1000) throw new WireError('GOB_ENCODE', `gob: ${target.where}: nested too deeply, or in a circle`);
    target.out = this.#writer(++this.#level);
    target.out.reset();
    this.#value(type, value);
    this.#finish();
    this.#level--;
    target.out = outer;
    target.depth--;
  }

  /** Moves the finished message, with its length before it, to the writer one level up. */
  #finish(): void {
    const { out } = this.#target;
    if (out.length >= maxMessage) throw new WireError('GOB_ENCODE', 'gob: the message is too big');
    this.#writer(this.#level - 1).message(out);
    out.reset();
  }

  #writer(level: number): GobWriter {
    return (this.#writers[level] ??= new GobWriter());
  }

  /** A Set keeps the order in which things were added. */
  #forget(before: number): void {
    for (const type of [...this.#sent].slice(before)) this.#sent.delete(type);
  }
}

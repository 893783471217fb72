// Reads gob's primitives from the current message and checks every length against what is left of it.
import { WireError } from './wire-error.ts';

/** Deeper values than this end in an error instead of exhausting the stack. */
const maxDepth = 500;

export class GobReader {
  bytes: Buffer = Buffer.alloc(0);
  pos = 0;
  end = 0;
  depth = 0;
  readonly #scratch = Buffer.alloc(8);

  get left(): number {
    return this.end - this.pos;
  }

  byte(): number {
    if (this.pos >= this.end) throw malformed('a value ends before its message says so');
    return this.bytes[this.pos++] ?? 0;
  }

  /** A number while it is safe, a bigint beyond. */
  uint(): number | bigint {
    const first = this.byte();
    if (first <= 0x7f) return first;
    const start = this.#skip(first);
    const size = this.pos - start;
    if (size <= 6) return this.bytes.readUIntBE(start, size);
    const high = this.bytes.readUIntBE(start, size - 4);
    const low = this.bytes.readUInt32BE(this.pos - 4);
    return high < 2 ** 21 ? high * 2 ** 32 + low : (BigInt(high) << 32n) | BigInt(low);
  }

  int(): number | bigint {
    const raw = this.uint();
    if (typeof raw === 'number') {
      return raw % 2 === 0 ? raw / 2 : -(raw - 1) / 2 - 1;
    }
    const value = raw & 1n ? ~(raw >> 1n) : raw >> 1n;
    const small = Number(value);
    return Number.isSafeInteger(small) ? small : value;
  }

  /** A type id, a field delta, a number of elements: always small. */
  small(): number {
    const value = this.uint();
    if (typeof value === 'bigint' || value > 0x7fffffff) throw malformed('a number is far too large');
    return value;
  }

  typeId(): number {
    const value = this.int();
    if (typeof value === 'bigint' || Math.abs(value) > 0x7fffffff) throw malformed('a type id is far too large');
    return value;
  }

  float(): number {
    const first = this.byte();
    this.#scratch.fill(0);
    if (first <= 0x7f) {
      this.#scratch[7] = first;
    } else {
      const start = this.#skip(first);
      this.bytes.copy(this.#scratch, 8 - (this.pos - start), start, this.pos);
    }
    return this.#scratch.readDoubleLE(0);
  }

  bool(): boolean {
    return this.uint() !== 0;
  }

  string(): string {
    const start = this.#span();
    // Measured: a loop is faster than a call into C++ up to about this length.
    if (this.pos - start <= 8) {
      const text = this.#ascii(start);
      if (text !== undefined) return text;
    }
    return this.bytes.toString('utf8', start, this.pos);
  }

  /** A copy: the buffer under it is used again. */
  blob(): Uint8Array {
    return new Uint8Array(this.bytes.subarray(this.#span(), this.pos));
  }

  enter(): void {
    if (++this.depth > maxDepth) throw malformed('a value is nested too deeply');
  }

  leave(): void {
    this.depth--;
  }

  #span(): number {
    const size = this.small();
    const start = this.pos;
    if (size > this.left) throw malformed('a length is larger than its message');
    this.pos += size;
    return start;
  }

  #skip(first: number): number {
    const start = this.pos;
    const size = 256 - first;
    if (size > 8) throw malformed('a number has more than eight bytes');
    if (size > this.left) throw malformed('a value ends before its message says so');
    this.pos += size;
    return start;
  }

  #ascii(start: number): string | undefined {
    let text = '';
    for (let at = start; at < this.pos; at++) {
      const code = this.bytes[at] ?? 0;
      if (code > 0x7f) return undefined;
      text += String.fromCharCode(code);
    }
    return text;
  }
}

export function malformed(what: string): WireError {
  return new WireError('GOB_DECODE', `gob: ${what}`);
}

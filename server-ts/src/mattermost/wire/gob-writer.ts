// Grows one buffer and writes gob's primitives into it; https://pkg.go.dev/encoding/gob "Encoding Details".
import { WireError } from './wire-error.ts';

const firstSize = 1024;
const keptSize = 1 << 20;
/** A character of JavaScript is three bytes of UTF-8 at most. */
const shortText = 42;
const int64Min = -(2n ** 63n);
const int64Max = 2n ** 63n - 1n;
const uint64Max = 2n ** 64n - 1n;

export class GobWriter {
  bytes: Buffer = Buffer.allocUnsafeSlow(firstSize);
  length = 0;
  readonly #scratch = Buffer.alloc(8);

  /** Forgets what was written; a buffer that one huge value made grow is let go. */
  reset(): void {
    this.length = 0;
    if (this.bytes.length > keptSize) this.bytes = Buffer.allocUnsafeSlow(firstSize);
  }

  /** A copy of what was written: the buffer itself is used again. */
  take(): Uint8Array {
    const copy = Buffer.allocUnsafe(this.length);
    this.bytes.copy(copy, 0, 0, this.length);
    return copy;
  }

  byte(value: number): void {
    this.#room(1);
    this.bytes[this.length++] = value;
  }

  /** `value` is a safe integer ≥ 0. Small ones are one byte; others a negated byte count, then big-endian bytes. */
  uint(value: number): void {
    this.#room(9);
    if (value <= 0x7f) {
      this.bytes[this.length++] = value;
      return;
    }
    const size = byteCount(value);
    this.bytes[this.length] = 256 - size;
    let rest = value;
    for (let at = this.length + size; at > this.length; at--) {
      this.bytes[at] = rest & 0xff;
      rest = Math.floor(rest / 256);
    }
    this.length += size + 1;
  }

  /** Zig-zag in gob's own way: the low bit says whether the others are complemented. */
  int(value: number): void {
    if (value >= 2 ** 52 || value <= -(2 ** 52)) this.#bits(zigZag(BigInt(value)));
    else this.uint(value < 0 ? (-1 - value) * 2 + 1 : value * 2);
  }

  bigUint(value: bigint): void {
    if (value < 0n || value > uint64Max) throw new WireError('GOB_ENCODE', `gob: ${value} does not fit in a uint64`);
    this.#bits(value);
  }

  bigInt(value: bigint): void {
    if (value < int64Min || value > int64Max) throw new WireError('GOB_ENCODE', `gob: ${value} does not fit in an int64`);
    this.#bits(zigZag(value));
  }

  /** IEEE 754 bits with the bytes reversed, so that whole numbers are short. */
  float(value: number): void {
    this.#scratch.writeDoubleLE(value, 0);
    this.#trimmed();
  }

  string(value: string): void {
    // Measured without optimising compilers: a loop is faster than a call into C++ up to about this length.
    if (value.length <= 10 && this.#ascii(value)) return;
    if (value.length <= shortText) this.#short(value);
    else this.#long(value);
  }

  blob(value: Uint8Array): void {
    this.uint(value.length);
    this.raw(value);
  }

  raw(value: Uint8Array): void {
    this.#room(value.length);
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  /** Appends a whole message: its length, then its bytes. */
  message(from: GobWriter): void {
    this.uint(from.length);
    this.#room(from.length);
    this.length += from.bytes.copy(this.bytes, this.length, 0, from.length);
  }

  /** At most 127 bytes, whatever the characters: their number is one byte, which can be written afterwards. */
  #short(value: string): void {
    this.#room(128);
    const size = this.bytes.write(value, this.length + 1, 'utf8');
    this.bytes[this.length] = size;
    this.length += size + 1;
  }

  #long(value: string): void {
    const size = Buffer.byteLength(value, 'utf8');
    this.uint(size);
    this.#room(size);
    this.length += this.bytes.write(value, this.length, size, 'utf8');
  }

  #ascii(value: string): boolean {
    const size = value.length;
    this.#room(size + 1);
    for (let index = 0, at = this.length + 1; index < size; index++, at++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return false;
      this.bytes[at] = code;
    }
    this.bytes[this.length] = size;
    this.length += size + 1;
    return true;
  }

  #bits(value: bigint): void {
    this.#scratch.writeBigUInt64BE(value, 0);
    this.#trimmed();
  }

  #trimmed(): void {
    let first = 0;
    while (first < 7 && this.#scratch[first] === 0) first++;
    const last = this.#scratch[7] ?? 0;
    this.#room(9);
    if (first < 7 || last > 0x7f) this.bytes[this.length++] = 256 - (8 - first);
    this.length += this.#scratch.copy(this.bytes, this.length, first);
  }

  #room(size: number): void {
    const needed = this.length + size;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

function zigZag(value: bigint): bigint {
  return value < 0n ? ((-1n - value) << 1n) | 1n : value << 1n;
}

function byteCount(value: number): number {
  let size = 1;
  for (let limit = 256; value >= limit && size < 7; limit *= 256) size++;
  return size;
}

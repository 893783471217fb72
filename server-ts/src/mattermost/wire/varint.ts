// Go's encoding/binary varint (zig-zag, little-endian groups of seven bits), which body streams ask for bytes with.
import { WireError } from './wire-error.ts';

export function encodeVarint(value: number | bigint): Uint8Array {
  const wide = BigInt(value);
  let rest = wide < 0n ? ((-1n - wide) << 1n) | 1n : wide << 1n;
  const bytes: number[] = [];
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/** The value and how many bytes it took; undefined while it is incomplete. Throws when it is longer than ten bytes. */
export function decodeVarint(bytes: Uint8Array): { readonly value: bigint; readonly size: number } | undefined {
  let value = 0n;
  for (let index = 0; index < Math.min(bytes.length, 10); index++) {
    const byte = bytes[index] ?? 0;
    value |= BigInt(byte & 0x7f) << BigInt(index * 7);
    if (byte < 0x80) return { value: value & 1n ? ~(value >> 1n) : value >> 1n, size: index + 1 };
  }
  if (bytes.length >= 10) throw new WireError('GOB_DECODE', 'a varint is longer than ten bytes');
  return undefined;
}

// Converts the types that encode themselves: Go's time.Time ↔ Date, url.URL ↔ string, everything else ↔ bytes.
import { malformed } from './gob-reader.ts';
import type { GobType } from './gob-schema.ts';
import { WireError } from './wire-error.ts';

type Opaque = Extract<GobType, { kind: 'opaque' }>;

/** Seconds from the year 1, where Go's clock starts, to 1970. */
const unixEpoch = 62_135_596_800n;

export function opaqueToBytes(type: Opaque, value: unknown): Uint8Array {
  if (type.go === 'time.Time' && value instanceof Date) return timeToBytes(value);
  if (type.go === 'url.URL' && typeof value === 'string') return Buffer.from(value, 'utf8');
  if (value instanceof Uint8Array) return value;
  throw new WireError('GOB_ENCODE', `gob: a ${typeof value} is no ${type.go}`);
}

export function opaqueFromBytes(type: Opaque, bytes: Uint8Array): unknown {
  if (type.go === 'time.Time') return timeFromBytes(bytes);
  if (type.go === 'url.URL') return Buffer.from(bytes).toString('utf8');
  return bytes;
}

/** The zero value of Go's type: what a field of it leaves out. */
export function isZeroOpaque(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

// https://cs.opensource.google/go/go/+/master:src/time/time.go appendTo: version, seconds, nanoseconds, zone in minutes (-1 is UTC).
function timeToBytes(date: Date): Uint8Array {
  const milliseconds = date.getTime();
  if (!Number.isFinite(milliseconds)) throw new WireError('GOB_ENCODE', 'gob: an invalid Date');
  const seconds = Math.floor(milliseconds / 1000);
  const bytes = Buffer.alloc(15);
  bytes[0] = 1;
  bytes.writeBigInt64BE(BigInt(seconds) + unixEpoch, 1);
  bytes.writeInt32BE((milliseconds - seconds * 1000) * 1_000_000, 9);
  bytes.writeInt16BE(-1, 13);
  return bytes;
}

function timeFromBytes(bytes: Uint8Array): Date {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = data[0] === 1 ? 15 : data[0] === 2 ? 16 : -1;
  if (data.length !== size) throw malformed('a time of an unknown version or length');
  const seconds = Number(data.readBigInt64BE(1) - unixEpoch);
  return new Date(seconds * 1000 + Math.floor(data.readInt32BE(9) / 1_000_000));
}

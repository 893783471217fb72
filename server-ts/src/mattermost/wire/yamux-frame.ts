// The 12-byte header of yamux version 0: version, type, flags, stream, length, big-endian; https://github.com/hashicorp/yamux/blob/master/spec.md

export const headerSize = 12;
/** What each side may send on a new stream before it is given more. */
export const initialWindow = 256 * 1024;

export const frameTypes = { data: 0, window: 1, ping: 2, goAway: 3 } as const;
export const flags = { none: 0, syn: 1, ack: 2, fin: 4, rst: 8 } as const;
export const goAwayCodes = { normal: 0, protocolError: 1, internalError: 2 } as const;

export interface Frame {
  readonly version: number;
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  /** Bytes of a data frame, credit of a window frame, value of a ping, code of a go-away. */
  readonly length: number;
}

/** Writes {@link headerSize} bytes from `at` on. */
export function writeHeader(into: Buffer, at: number, type: number, flag: number, stream: number, length: number): void {
  into[at] = 0;
  into[at + 1] = type;
  into.writeUInt16BE(flag, at + 2);
  into.writeUInt32BE(stream, at + 4);
  into.writeUInt32BE(length, at + 8);
}

export function readHeader(from: Buffer, at: number): Frame {
  return {
    version: from[at] ?? 0,
    type: from[at + 1] ?? 0,
    flags: from.readUInt16BE(at + 2),
    stream: from.readUInt32BE(at + 4),
    length: from.readUInt32BE(at + 8),
  };
}

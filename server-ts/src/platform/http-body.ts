// Reads the body of an answer: decompressed, as text, and never more of it than was asked for.

import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** However much is left out at the start: beyond this an answer is not read on. Bytes. */
const MOST_READ = 64 * 1024 * 1024;

export interface ReadBody {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly cut: boolean;
}

/** At most `limit` bytes (after decompression) from the start or the end. What follows a cut start is not read; invalid UTF-8 is replaced. */
export async function readBody(body: Readable, encoding: string | null, limit: number, keep: 'start' | 'end'): Promise<ReadBody> {
  const stream = decompress(body, encoding);
  const kept = keep === 'start' ? await readStart(stream, limit) : await readEnd(stream, limit);
  return { text: new TextDecoder().decode(kept.bytes), ...kept };
}

function decompress(body: Readable, encoding: string | null): Readable {
  const how = encoding?.trim().toLowerCase();
  const through =
    how === 'gzip' || how === 'x-gzip'
      ? createGunzip()
      : how === 'deflate'
        ? createInflate()
        : how === 'br'
          ? createBrotliDecompress()
          : undefined;
  if (through === undefined) return body;
  body.once('error', (error) => through.destroy(error));
  through.once('close', () => body.destroy());
  return body.pipe(through);
}

interface Kept {
  readonly bytes: Buffer;
  readonly cut: boolean;
}

async function readStart(stream: Readable, limit: number): Promise<Kept> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    // Leaving the loop destroys the stream, and with it the connection.
    if (size > limit) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, limit), cut: size > limit };
}

async function readEnd(stream: Readable, limit: number): Promise<Kept> {
  let chunks: Buffer[] = [];
  let held = 0;
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    held += bytes.length;
    size += bytes.length;
    if (held > 2 * limit) [chunks, held] = [[Buffer.concat(chunks).subarray(-limit)], limit];
    if (size > MOST_READ) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(-limit), cut: size > limit };
}

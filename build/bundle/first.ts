// What Node runs first in the executable: it unpacks the server's script and runs that. As a plain script it would be resident twice for good,
// in the file and in the heap, and its compiled form once more.
import { getRawAsset } from 'node:sea';
import { Script } from 'node:vm';
import { zstdDecompressSync } from 'node:zlib';

/** Bytes of what is packed. With a guess instead, Node would put together hundreds of small pieces, which leave holes in its memory. */
declare const SCRIPT_SIZE: number;
declare const CACHE_SIZE: number;

const unpack = (name: string, size: number): Buffer => zstdDecompressSync(getRawAsset(name), { chunkSize: size });

function compiled(): Script {
  const script = unpack('script', SCRIPT_SIZE).toString('latin1');
  return new Script(script, { filename: 'server.cjs', ...(CACHE_SIZE > 0 && { cachedData: unpack('cache', CACHE_SIZE) }) });
}

const start: unknown = compiled().runInThisContext();
if (typeof start === 'function') start(require);

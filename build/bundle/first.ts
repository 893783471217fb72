// What Node runs first in the executable: it unpacks the server's script and runs that. As a plain script it would be resident twice for good,
// in the file and in the heap, and its compiled form once more. What is packed lies behind all that is loaded into memory with the
// executable and is read as of any file: as an asset of Node's it would stay resident, too.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { zstdDecompressSync } from 'node:zlib';

/** Bytes of what is packed, and of what it was before: with a guess instead of that, Node would put together hundreds of small pieces, which leave holes
 * in its memory. */
interface Sizes {
  readonly packed: number;
  readonly whole: number;
}

declare const SCRIPT: Sizes;
declare const CACHE: Sizes;
/** V8's. */
declare const FLAGS: readonly string[];

function compiled(): Script {
  // The file that runs, also when another one has taken its name meanwhile.
  const file = openSync('/proc/self/exe', 'r');
  try {
    const end = fstatSync(file).size;
    const unpack = ({ packed, whole }: Sizes, before: number): Buffer => {
      const bytes = Buffer.alloc(packed);
      readSync(file, bytes, 0, packed, end - before - packed);
      return zstdDecompressSync(bytes, { chunkSize: whole });
    };
    const script = unpack(SCRIPT, CACHE.packed).toString('latin1');
    return new Script(script, { filename: 'server.cjs', ...(CACHE.whole > 0 && { cachedData: unpack(CACHE, 0) }) });
  } finally {
    closeSync(file);
  }
}

for (const flag of FLAGS) setFlagsFromString(flag);
const start: unknown = compiled().runInThisContext();
if (typeof start === 'function') start(require);

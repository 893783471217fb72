// Packs files into a tar.gz whose bytes depend on nothing but names, contents and modes, and reads one file out of one.
// Format: POSIX.1-1988 ustar. Names here are short, so no extensions are needed.
import { buffer } from 'node:stream/consumers';
import { createGzip, gunzipSync } from 'node:zlib';

export interface PackedFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly executable?: boolean;
}

const block = 512;
/** Same inputs, same bytes: every file carries this moment, the first that zip and tar can both tell. */
const modified = Date.UTC(1980, 0, 1) / 1000;

/** Files come out in the order of their paths, each folder before its contents. */
export async function packTarGz(files: readonly PackedFile[]): Promise<Buffer> {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const gzip = createGzip({ level: 6 }); // 9 takes twice as long and saves a quarter of a percent
  const packed = buffer(gzip);
  for (const folder of foldersOf(sorted)) gzip.write(header(`${folder}/`, 0, 0o755, '5'));
  for (const { path, content, executable } of sorted) {
    gzip.write(header(path, content.length, executable === true ? 0o755 : 0o644, '0'));
    gzip.write(content);
    gzip.write(Buffer.alloc((block - (content.length % block)) % block));
  }
  gzip.end(Buffer.alloc(block * 2));
  const bytes = await packed;
  bytes[9] = 255; // "unknown" where zlib writes the system it was built for
  return bytes;
}

/** The content of one file in a tar.gz; throws when it is not there. */
export function readFromTarGz(archive: Uint8Array, path: string): Buffer {
  for (const file of readTar(gunzipSync(archive))) if (file.path === path) return file.content;
  throw new Error(`The archive holds no ${path}.`);
}

/** Every regular file of a tar, with its permission bits. */
export function* readTar(tar: Buffer): Generator<{ path: string; content: Buffer; mode: number }> {
  for (let at = 0; at + block <= tar.length && tar[at] !== 0;) {
    const text = (from: number, length: number) => tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8);
    const prefix = text(345, 155);
    const path = prefix ? `${prefix}/${text(0, 100)}` : text(0, 100);
    if (tar[at + 156] === 0x30)
      yield { path, content: tar.subarray(at + block, at + block + size), mode: Number.parseInt(text(100, 8), 8) };
    at += block + Math.ceil(size / block) * block;
  }
}

function foldersOf(files: readonly PackedFile[]): string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/').slice(0, -1);
    parts.forEach((_, index) => folders.add(parts.slice(0, index + 1).join('/')));
  }
  return [...folders].sort();
}

function header(path: string, size: number, mode: number, type: '0' | '5'): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`The path ${path} is too long for the bundle.`);
  const bytes = Buffer.alloc(block);
  bytes.write(path, 0);
  bytes.write(octal(mode, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(modified, 12), 100);
  bytes.write('        ', 148);
  bytes.write(type, 156);
  bytes.write('ustar\u000000', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, '0')}\0`;
}

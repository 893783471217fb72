// A ZIP archive without compression, for artifacts.
import { crc32 } from 'node:zlib';

const words = (...all: readonly (readonly [number, 2 | 4])[]): Buffer =>
  Buffer.concat(
    all.map(([value, size]) => {
      const buffer = Buffer.alloc(size);
      if (size === 2) buffer.writeUInt16LE(value);
      else buffer.writeUInt32LE(value);
      return buffer;
    }),
  );

/** Files by path, in that order. */
export function zipOf(files: readonly (readonly [string, string])[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of files) {
    const name = Buffer.from(path);
    const content = Buffer.from(text);
    // Version, flags, method, time, date, checksum, sizes, length of the name, no extra field.
    const about = words(
      [20, 2],
      [0x800, 2],
      [0, 2],
      [0, 2],
      [0x5a21, 2],
      [crc32(content), 4],
      [content.length, 4],
      [content.length, 4],
      [name.length, 2],
      [0, 2],
    );
    const body = Buffer.concat([words([0x04034b50, 4]), about, name, content]);
    bodies.push(body);
    directory.push(words([0x02014b50, 4], [20, 2]), about, words([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
    offset += body.length;
  }
  const central = Buffer.concat(directory);
  const end = words([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [central.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...bodies, central, end]);
}

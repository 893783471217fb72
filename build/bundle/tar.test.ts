// The bundle's archive: what any tar reads from it, and that nothing but its files shows in its bytes.
import { describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { packTarGz, readFromTarGz, readTar } from './tar.ts';

const files = [
  { path: 'plugin/server/run', content: Buffer.alloc(700, 7), executable: true },
  { path: 'plugin/a.txt', content: Buffer.from('hello') },
  { path: 'plugin/empty', content: Buffer.alloc(0) },
];

describe('a packed archive', () => {
  it('gives back every file with its mode, in the order of the paths', async () => {
    const read = [...readTar(gunzipSync(await packTarGz(files)))];
    expect(read.map(({ path, mode }) => [path, mode])).toEqual([
      ['plugin/a.txt', 0o644],
      ['plugin/empty', 0o644],
      ['plugin/server/run', 0o755],
    ]);
    expect(read.map(({ content }) => content.length)).toEqual([5, 0, 700]);
  });

  it('has the same bytes whatever the order of its inputs', async () => {
    expect((await packTarGz(files)).equals(await packTarGz(files.toReversed()))).toBe(true);
  });

  it('lets one file be read, and says when it is not there', async () => {
    const archive = await packTarGz(files);
    expect(readFromTarGz(archive, 'plugin/a.txt').toString()).toBe('hello');
    expect(() => readFromTarGz(archive, 'plugin/b.txt')).toThrow('holds no plugin/b.txt');
  });

  it('refuses a path that the format cannot hold', async () => {
    await expect(packTarGz([{ path: 'x'.repeat(101), content: Buffer.alloc(0) }])).rejects.toThrow('too long');
  });
});

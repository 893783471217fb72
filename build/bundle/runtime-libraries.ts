// The two libraries that Node needs and that a system with nothing but glibc lacks; runtime/README.md tells where they are from.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { projectFolder } from './folders.ts';
import type { Platform } from './platform.ts';

const hashes: Readonly<Record<Platform, Readonly<Record<string, string>>>> = {
  'linux-amd64': {
    'libgcc_s.so.1': '2d771c2e232fce107c7ec7f9a64b9a804e6d6737063088a2d8096b149a0af8cd',
    'libstdc++.so.6': '0e83d02a0144c726f05de850b71165691e380bd90205d22dd04bc8f788625507',
  },
  'linux-arm64': {
    'libgcc_s.so.1': '4fe749ef03239678d5b1a49649d77a8579fe82ea49698ba1f113f8f0bd6bc445',
    'libstdc++.so.6': '20a9317b0b33288ad1f004bfaf768c86168b2404f3f89bfb023046ed4b677cd6',
  },
};

export const runtimeFolder = join(projectFolder, 'build/bundle/runtime');

/** Name and content of each library; throws when a copy in the repository is damaged. */
export async function readRuntimeLibraries(platform: Platform): Promise<{ name: string; content: Buffer }[]> {
  const folder = join(runtimeFolder, platform.replace('linux-', ''));
  return Promise.all(
    Object.entries(hashes[platform]).map(async ([name, hash]) => {
      const content = brotliDecompressSync(await readFile(join(folder, `${name}.br`)));
      if (createHash('sha256').update(content).digest('hex') !== hash) throw new Error(`The copy of ${name} for ${platform} is damaged.`);
      return { name, content };
    }),
  );
}

// Writes the notices of everything in a bundle that others made: Node, GCC's libraries and the npm packages bundled with them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import * as z from 'zod';
import { projectFolder } from './folders.ts';
import { nodeVersion } from './platform.ts';
import { runtimeFolder } from './runtime-libraries.ts';

const packageFile = z.object({ name: z.string(), version: z.string(), license: z.string().default('see below') });
const rule = `\n${'='.repeat(100)}\n`;

/** `inputs` are the paths, relative to the repository, of every file that a bundler took in. */
export async function writeNotices(inputs: readonly string[]): Promise<string> {
  const [node, gcc] = await Promise.all([
    readFile(join(runtimeFolder, 'LICENSE-node.txt.br')),
    readFile(join(runtimeFolder, 'LICENSE-gcc.txt'), 'utf8'),
  ]);
  const packages = await Promise.all(packageFoldersOf(inputs).map((folder) => describe(folder)));
  return [
    'CI Command Center is licensed under the Apache License 2.0 (see LICENSE). It contains the following works of others.\n',
    ...packages,
    `Node.js ${nodeVersion} (server/dist/plugin-*)\n\n${brotliDecompressSync(node).toString()}`,
    `libstdc++.so.6 and libgcc_s.so.1 (server/dist), of GCC 10.2.1: GPL 3 with the GCC Runtime Library Exception 3.1.
The files are unchanged copies from Debian's packages libstdc++6 and libgcc-s1, version 10.2.1-6. Their complete source is
Debian's source package gcc-10 of the same version, and is to be had from Debian's archive and from whoever gave you this file.
\n${gcc}`,
  ].join(rule);
}

/** The folders of the npm packages among the paths, nested ones too, in the order of their names. */
export function packageFoldersOf(inputs: readonly string[]): string[] {
  const folders = inputs.map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/@][^/]*)\//.exec(input)?.[1]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

async function describe(folder: string): Promise<string> {
  const path = join(projectFolder, folder);
  const { name, version, license } = packageFile.parse(JSON.parse(await readFile(join(path, 'package.json'), 'utf8')));
  const files = (await readdir(path)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(path, file), 'utf8')));
  return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}

// Tells whether anything that goes into a bundle has changed, so that a bundle is made again only then.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './folders.ts';

const sources = [
  'package.json',
  'package-lock.json',
  'plugin.json',
  'LICENSE',
  'CHANGELOG.md',
  'assets',
  'build/bundle.ts',
  'build/bundle',
  'build/manual',
  'contract/src',
  'docs',
  'server-ts/src',
  'webapp/src',
  'webapp/webpack.config.ts',
];

/** A hash over names and contents of all that goes into a bundle, and over the platform that makes it (its code cache differs). */
export async function hashInputs(): Promise<string> {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.version}\0`);
  for (const source of sources) {
    for (const path of await listFiles(source)) hash.update(`${path}\0`).update(await readFile(join(projectFolder, path)));
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const full = join(projectFolder, path);
  const found = await stat(full).catch(() => undefined);
  if (!found?.isDirectory()) return found ? [path] : [];
  const entries = await readdir(full, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1));
  return files.filter((file) => !/\.(?:db)?test\.tsx?$/.test(file)).sort();
}

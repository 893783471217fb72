// The bundle that is to be installed: which file it is, and which version of the plugin is in it.
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { thisPlatform } from '../bundle/platform.ts';
import { readTar } from '../bundle/tar.ts';
import { pluginId } from './manifest.ts';
import { Stop } from './stop.ts';

export interface Bundle {
  readonly name: string;
  readonly bytes: Buffer<ArrayBuffer>;
  readonly version: string;
}

const manifest = z.object({ id: z.string(), version: z.string() });

/** `path` from `folder`; without one the bundle in `dist/` for this machine's platform. */
export async function readBundle(path: string | undefined, folder: string): Promise<Bundle> {
  const file = path === undefined ? madeHere() : resolve(folder, path);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Stop(2, `The bundle ${file} cannot be read.`, 'Make one with `npm run bundle`, or name it with --bundle.', error);
  });
  return { name: basename(file), bytes, version: await versionIn(bytes, file) };
}

function madeHere(): string {
  const dist = join(import.meta.dirname, '../../dist');
  const made = globSync(`${pluginId}-*-${thisPlatform() ?? 'linux-*'}.tar.gz`, { cwd: dist }).toSorted(byVersion);
  const last = made.at(-1);
  if (last === undefined) throw new Stop(2, 'There is no bundle in dist/.', 'Make one with `npm run bundle`, or name it with --bundle.');
  return join(dist, last);
}

async function versionIn(bytes: Buffer, file: string): Promise<string> {
  const start = await unpackStart(bytes).catch(() => Buffer.alloc(0));
  const found = [...readTar(start)].find(({ path }) => path.endsWith('/plugin.json'));
  const { data } = manifest.safeParse(jsonOf(found?.content.toString()));
  if (data === undefined) throw new Stop(2, `${file} is no bundle of a plugin.`, 'Make one with `npm run bundle`.');
  if (data.id !== pluginId) throw new Stop(2, `${file} is the bundle of ${data.id}.`, `Name one of ${pluginId}.`);
  return data.version;
}

/** Bytes: the manifest stands before the programs, which are most of a bundle and take seconds to unpack. */
const START = 8 * 1024 * 1024;

async function unpackStart(bytes: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of Readable.from([bytes]).pipe(createGunzip())) {
    const part = Buffer.from(chunk);
    chunks.push(part);
    size += part.length;
    if (size > START) break;
  }
  return Buffer.concat(chunks);
}

function jsonOf(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Below zero where `left` is the older one. */
export function byVersion(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

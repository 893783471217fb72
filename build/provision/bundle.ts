// The bundle that is to be installed: which file it is, and which version of the plugin is in it.
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { thisPlatform } from '../bundle/platform.ts';
import { readFromTarGz } from '../bundle/tar.ts';
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
  return { name: basename(file), bytes, version: versionIn(bytes, file) };
}

function madeHere(): string {
  const dist = join(import.meta.dirname, '../../dist');
  const made = globSync(`${pluginId}-*-${thisPlatform() ?? 'linux-*'}.tar.gz`, { cwd: dist }).toSorted(byVersion);
  const last = made.at(-1);
  if (last === undefined) throw new Stop(2, 'There is no bundle in dist/.', 'Make one with `npm run bundle`, or name it with --bundle.');
  return join(dist, last);
}

function versionIn(bytes: Buffer, file: string): string {
  try {
    const { id, version } = manifest.parse(JSON.parse(readFromTarGz(bytes, `${pluginId}/plugin.json`).toString()));
    if (id === pluginId) return version;
  } catch (error) {
    throw new Stop(2, `${file} is no bundle of ${pluginId}.`, 'Make one with `npm run bundle`.', error);
  }
  throw new Stop(2, `${file} is the bundle of another plugin.`, `Name one of ${pluginId}.`);
}

/** Below zero where `left` is the older one. */
export function byVersion(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

// Files that came with the bundle, as the server unpacked them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Api } from '../mattermost/index.ts';

/** Reads a text of one folder of the bundle, by a name that holds no path; undefined when there is none. */
export function createBundleFiles(api: Pick<Api, 'getBundlePath'>, folder: string): (name: string) => Promise<string | undefined> {
  return async (name) => {
    const path = join(await api.getBundlePath(), folder, name);
    return readFile(path, 'utf8').catch(() => undefined);
  };
}

// The real Mattermost server and mmctl: built once from their Go module, then found in the cache.
import { randomUUID } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, contentHash } from './cache.ts';
import { runCommand } from './command.ts';
import { NeedError } from './need.ts';

const module = 'github.com/mattermost/mattermost/server/v8';
const folder = import.meta.dirname;

/** Folders of the server's module that it reads while it runs. */
export const resources = ['i18n', 'templates', 'fonts'];

export interface Binaries {
  /** Holds `mattermost`, `mmctl` and the resource folders. */
  readonly folder: string;
  readonly mattermost: string;
  readonly mmctl: string;
}

/** Shows what is going on; called again and again while something takes long. */
export type Progress = (text: string) => void;

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** go.mod names the Go version it needs; `auto` lets any Go from 1.21 on fetch that one through the module proxy. */
async function go(args: readonly string[]): Promise<string> {
  const env = { ...process.env, GOTOOLCHAIN: 'auto', CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };
  const result = await runCommand('go', args, { cwd: folder, env }).catch((error: unknown) => {
    throw new NeedError('Go was not found; the embedded Mattermost server is built with it.', 'Install Go 1.21 or newer.', error);
  });
  if (result.code !== 0)
    throw new NeedError(
      `\`go ${args.join(' ')}\` failed: ${result.stderr.trim().split('\n').slice(-3).join(' ')}`,
      'Check that the Go module proxy is reachable and that Go is 1.21 or newer.',
    );
  return result.stdout.trim();
}

async function build(target: string, progress: Progress): Promise<void> {
  const parts = `${target}.${randomUUID()}`;
  await mkdir(parts, { recursive: true });
  try {
    progress('downloading and compiling the Mattermost server and mmctl (about 5 minutes, once)');
    await go(['build', '-trimpath', '-ldflags=-s -w', '-o', `${parts}/`, `${module}/cmd/mattermost`, `${module}/cmd/mmctl`]);
    const source = await go(['list', '-f', '{{.Module.Dir}}', `${module}/cmd/mmctl`]);
    for (const name of resources) await cp(join(source, name), join(parts, name), { recursive: true });
    // Another process may have finished first: its result is as good as ours.
    await rename(parts, target).catch(async (error: unknown) => {
      if (!(await exists(join(target, 'mattermost')))) throw error;
    });
  } finally {
    await rm(parts, { recursive: true, force: true });
  }
}

/** Finds the binaries in the cache, or builds them. Throws NeedError when Go or its modules are missing. */
export async function findBinaries(progress: Progress): Promise<Binaries> {
  const hash = contentHash(await readFile(join(folder, 'go.mod')), await readFile(join(folder, 'go.sum')));
  const target = cacheFolder(`mattermost-${hash}`);
  const binaries = { folder: target, mattermost: join(target, 'mattermost'), mmctl: join(target, 'mmctl') };
  if (!(await exists(binaries.mattermost))) await build(target, progress);
  return binaries;
}

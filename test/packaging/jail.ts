// A root folder that holds glibc, /proc, /dev and a plugin and nothing else: less than any system that Mattermost runs on.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PackedFile } from '../../build/bundle/tar.ts';

const loader = '/lib64/ld-linux-x86-64.so.2';
const glibc = ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0'];
/** Debian's place first, then Fedora's. */
const libraryFolders = ['/lib/x86_64-linux-gnu', '/lib64'];

/** Fills the folder; throws when this machine's glibc is not found. */
export async function fillJail(folder: string, files: readonly PackedFile[]): Promise<void> {
  await Promise.all(['proc', 'dev', 'tmp'].map((name) => mkdir(join(folder, name), { recursive: true })));
  for (const path of [loader, ...glibc.map((name) => findLibrary(name))])
    await place(join(folder, path), (target) => copyFile(path, target));
  for (const { path, content, executable } of files) {
    await place(join(folder, path), (target) => writeFile(target, content, { mode: executable === true ? 0o755 : 0o644 }));
  }
}

/** Runs a command inside, in namespaces of its own that vanish with it; without root it becomes root in one of them. */
export function runInJail(folder: string, command: string, env: Readonly<Record<string, string>>): ChildProcess {
  const inside = 'mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$1"';
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return spawn('unshare', [...user, '--mount', 'sh', '-c', inside, folder, command], {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function findLibrary(name: string): string {
  const found = libraryFolders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`glibc's ${name} was not found in ${libraryFolders.join(' or ')}.`);
  return found;
}

async function place(target: string, write: (target: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await write(target);
}

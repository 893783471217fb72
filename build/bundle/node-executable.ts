// Finds the `node` that goes into a bundle: this machine's own lies in node_modules, another platform's comes from npm once
// and is kept in the user's cache. Both are checked against pinned hashes.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from './folders.ts';
import { nodeReleases, type Platform, thisPlatform } from './platform.ts';
import { readFromTarGz } from './tar.ts';

/** The bytes of the platform's `node`; throws with a remedy when they cannot be had or are not the pinned ones. */
export async function readNode(platform: Platform): Promise<Buffer> {
  const release = nodeReleases[platform];
  const node =
    platform === thisPlatform()
      ? await readFile(join(projectFolder, 'node_modules/node/bin/node'))
      : readFromTarGz(await readPackage(release.package, release.integrity), 'package/bin/node');
  if (createHash('sha256').update(node).digest('hex') !== release.executable) {
    throw new Error(`The node for ${platform} is not the pinned one. Run "npm ci", or pin the new release in build/bundle/platform.ts.`);
  }
  return node;
}

async function readPackage(name: string, integrity: string): Promise<Buffer> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ci-command-center');
  const kept = join(cache, `${name.replace('@', '-')}.tgz`);
  const known = await readFile(kept).catch(() => undefined);
  if (known && integrityOf(known) === integrity) return known;
  await mkdir(cache, { recursive: true });
  const arrival = await mkdtemp(join(cache, 'arriving-'));
  try {
    const arrived = await download(name, arrival);
    const content = await readFile(arrived);
    if (integrityOf(content) !== integrity) throw new Error(`npm delivered a ${name} that is not the pinned one.`);
    await rename(arrived, kept);
    return content;
  } finally {
    await rm(arrival, { recursive: true, force: true });
  }
}

async function download(name: string, folder: string): Promise<string> {
  try {
    const packing = await promisify(execFile)('npm', ['pack', name, '--silent', '--pack-destination', folder], { cwd: folder });
    return join(folder, packing.stdout.trim());
  } catch (cause) {
    throw new Error(`npm could not fetch ${name}. Check that the npm registry is reachable, then try again.`, { cause });
  }
}

function integrityOf(content: Uint8Array): string {
  return `sha512-${createHash('sha512').update(content).digest('base64')}`;
}

// Makes the plugin's bundles: `npm run bundle` this machine's, `-- --all` every platform's, into dist/ or `--into` a folder.
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from './bundle/folders.ts';
import { hashInputs } from './bundle/inputs.ts';
import { executableOf, type Manifest, manifestText, readManifest, readVersion } from './bundle/manifest.ts';
import { writeNotices } from './bundle/notices.ts';
import { type Platform, platforms as everyPlatform, thisPlatform } from './bundle/platform.ts';
import { readRuntimeLibraries } from './bundle/runtime-libraries.ts';
import { buildServerScript } from './bundle/server-script.ts';
import { buildExecutable } from './bundle/single-executable.ts';
import { type PackedFile, packTarGz } from './bundle/tar.ts';
import { buildWebapp } from './bundle/webapp.ts';
import { renderManual } from './manual/manual.ts';

interface Parts {
  readonly manifest: Manifest;
  readonly version: string;
  readonly script: Uint8Array;
  /** What every platform's bundle has, by path in the bundle. */
  readonly common: readonly PackedFile[];
}

/**
 * Makes the bundles for some platforms and returns their paths, in the same order. A bundle whose inputs have not changed
 * is left as it is. Throws with a sentence for the person when something is missing or does not compile.
 */
export async function bundle(platforms: readonly Platform[], folder = join(projectFolder, 'dist')): Promise<string[]> {
  const [inputs, version] = await Promise.all([hashInputs(), readVersion()]);
  const wanted = platforms.map((platform) => ({ platform, path: join(folder, `ci-command-center-${version}-${platform}.tar.gz`) }));
  const fresh = await Promise.all(wanted.map(({ path }) => isFresh(path, inputs)));
  const stale = wanted.filter((_, index) => fresh[index] !== true);
  if (stale.length > 0) await make(stale, folder, inputs, version);
  return wanted.map(({ path }) => path);
}

async function make(
  wanted: readonly { platform: Platform; path: string }[],
  folder: string,
  inputs: string,
  version: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const parts = await buildParts(version);
  for (const { platform, path } of wanted) {
    const packed = await packTarGz(await filesOf(parts, platform));
    // Several may bundle at once.
    const part = `${path}.${process.pid}.part`;
    await writeFile(part, packed);
    await rename(part, path);
    await writeFile(`${path}.inputs`, inputs);
  }
}

async function isFresh(path: string, inputs: string): Promise<boolean> {
  const [made, known] = await Promise.all([stat(path).catch(() => undefined), readFile(`${path}.inputs`, 'utf8').catch(() => '')]);
  return made !== undefined && known === inputs;
}

async function buildParts(version: string): Promise<Parts> {
  const [manifest, server, webapp, licence, manual] = await Promise.all([
    readManifest(),
    buildServerScript(),
    buildWebapp(),
    readFile(join(projectFolder, 'LICENSE')),
    renderManual(version),
  ]);
  const notices = await writeNotices([...server.inputs, ...webapp.inputs]);
  const scripts = webapp.files.map(({ name, content }) => ({ path: `webapp/dist/${name}`, content }));
  const common = [
    { path: 'LICENSE', content: licence },
    { path: 'NOTICES.txt', content: Buffer.from(notices) },
    ...scripts,
    ...manual.map(({ name, content }) => ({ path: `docs/${name}`, content: Buffer.from(content) })),
    ...(await readAssets()),
  ];
  return { manifest, version, script: server.script, common };
}

async function readAssets(): Promise<PackedFile[]> {
  const entries = await readdir(join(projectFolder, 'assets'), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => ({ path: path.slice(projectFolder.length + 1), content: await readFile(path) })));
}

async function filesOf({ manifest, version, script, common }: Parts, platform: Platform): Promise<PackedFile[]> {
  const [executable, libraries] = await Promise.all([buildExecutable(platform, script), readRuntimeLibraries(platform)]);
  const files: PackedFile[] = [
    ...common,
    { path: 'plugin.json', content: Buffer.from(manifestText(manifest, version, platform)) },
    { path: executableOf(manifest, platform), content: executable, executable: true },
    ...libraries.map(({ name, content }) => ({ path: `server/dist/${name}`, content })),
  ];
  return files.map((file) => ({ ...file, path: `${manifest.id}/${file.path}` }));
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { all: { type: 'boolean', default: false }, into: { type: 'string', default: 'dist' } } });
  const own = thisPlatform();
  if (!values.all && !own) throw new Error('Mattermost does not run on this machine. Say "npm run bundle -- --all" for every platform.');
  for (const path of await bundle(values.all || !own ? everyPlatform : [own], resolve(projectFolder, values.into))) {
    const { size } = await stat(path);
    console.log(`${relative(projectFolder, path)}  ${(size / 1e6).toFixed(1)} MB`);
  }
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

// The bundles as they are handed out: the same bytes each time, small enough, and startable where nothing but glibc is.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { readExecutable } from '../../build/bundle/elf.ts';
import { projectFolder } from '../../build/bundle/folders.ts';
import { readTar } from '../../build/bundle/tar.ts';
import { fillJail, runInJail } from './jail.ts';

const glibc = /^(?:lib(?:c|m|dl|pthread)\.so\.\d+|ld-linux-[a-z0-9-]+\.so\.\d)$/;
let folder: string;
let bundles: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-command-center-packaging-'));
  bundles = await make('first');
}, 180_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Makes every bundle in a fresh folder with the command that people use; archives by platform. */
async function make(name: string): Promise<ReadonlyMap<string, Buffer>> {
  const into = join(folder, name);
  await promisify(execFile)(process.execPath, ['build/bundle.ts', '--all', '--into', into], { cwd: projectFolder });
  const archives = (await readdir(into)).filter((file) => file.endsWith('.tar.gz'));
  return new Map(await Promise.all(archives.map(async (file) => [platformOf(file), await readFile(join(into, file))] as const)));
}

function platformOf(file: string): string {
  return /-(linux-\w+)\.tar\.gz$/.exec(file)?.[1] ?? file;
}

function filesOf(platform: string) {
  return [...readTar(gunzipSync(bundles.get(platform) ?? Buffer.alloc(0)))];
}

function executableOf(platform: string) {
  const file = filesOf(platform).find(({ path }) => path === `ci-command-center/server/dist/plugin-${platform}`);
  return readExecutable(file?.content ?? Buffer.alloc(64));
}

describe('every bundle', () => {
  it('is made for both platforms', () => {
    expect([...bundles.keys()].sort()).toEqual(['linux-amd64', 'linux-arm64']);
  });

  it('has the same bytes when it is made again', async () => {
    for (const [platform, bytes] of await make('second'))
      expect([platform, bytes.equals(bundles.get(platform) ?? bytes.subarray(1))]).toEqual([platform, true]);
  }, 180_000);

  it.each(['linux-amd64', 'linux-arm64'])('is no larger than 50 MB (%s)', (platform) => {
    expect(bundles.get(platform)?.length).toBeLessThan(50_000_000);
  });

  it.each([
    ['linux-amd64', 'x86_64'],
    ['linux-arm64', 'aarch64'],
  ])('has an executable for its processor that finds its libraries beside itself (%s)', (platform, machine) => {
    const executable = executableOf(platform);
    expect([executable.machine, executable.libraryPath]).toEqual([machine, '$ORIGIN']);
    const beside = new Set(filesOf(platform).map(({ path }) => path.replace('ci-command-center/server/dist/', '')));
    expect(executable.needed.filter((name) => !beside.has(name) && !glibc.test(name))).toEqual([]);
  });

  it.each(['linux-amd64', 'linux-arm64'])('has libraries for the same processor, which need glibc and each other (%s)', (platform) => {
    const { machine } = executableOf(platform);
    const libraries = filesOf(platform).filter(({ path }) => /\.so\.\d$/.test(path));
    expect(libraries).toHaveLength(2);
    for (const library of libraries.map(({ content }) => readExecutable(content))) {
      expect(library.machine).toBe(machine);
      expect(library.needed.filter((name) => name !== 'libgcc_s.so.1' && !glibc.test(name))).toEqual([]);
    }
  });

  it.each(['linux-amd64', 'linux-arm64'])('carries manifest, web app, manual, icon, licence and notices (%s)', (platform) => {
    const names = filesOf(platform).map(({ path }) => path.replace('ci-command-center/', ''));
    expect(names).toEqual(
      expect.arrayContaining(['plugin.json', 'webapp/dist/main.js', 'docs/index.html', 'assets/icon.svg', 'LICENSE', 'NOTICES.txt']),
    );
  });
});

describe('the bundle for linux-amd64', () => {
  it('says its address where there is nothing but glibc, /proc and /dev', async () => {
    const jail = join(folder, 'jail');
    await fillJail(
      jail,
      filesOf('linux-amd64').map(({ path, content, mode }) => ({ path: `plugins/${path}`, content, executable: mode === 0o755 })),
    );
    const plugin = runInJail(jail, '/plugins/ci-command-center/server/dist/plugin-linux-amd64', {
      MATTERMOST_PLUGIN: 'Securely message teams, anywhere.',
      PLUGIN_PROTOCOL_VERSIONS: '1',
    });
    const said: string[] = [];
    plugin.stderr?.on('data', (chunk) => said.push(String(chunk)));
    try {
      const line = await Promise.race([firstLine(plugin.stdout), once(plugin, 'exit').then(() => `ended: ${said.join('')}`)]);
      expect(line).toMatch(/^1\|1\|unix\|\/[^|]+\|netrpc\|$/);
    } finally {
      plugin.kill('SIGKILL');
    }
  }, 30_000);
});

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<string> {
  if (stream) for await (const line of createInterface({ input: stream })) return line;
  return 'nothing';
}

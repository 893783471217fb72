// Puts the server's script into Node: a "single executable application" (Node's documentation, single-executable-applications).
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { editExecutable } from './elf-edit.ts';
import { readNode } from './node-executable.ts';
import { type Platform, thisPlatform } from './platform.ts';

/** A small young generation, a bounded heap and no optimising compilers keep the process small: what they make of our short, varied
 * work takes longer to make than it saves in thousands of deliveries (measured: docs/benchmarks.md). The script's code cache is made under the same flags, since V8 refuses one made under others. */
const heapFlags = [
  '--max-semi-space-size=1',
  '--max-old-space-size=256',
  '--optimize-for-size',
  '--no-opt',
  '--no-maglev',
  // The same for WebAssembly, which is undici's parser of HTTP: optimising it at the first answer keeps 10 MB for good.
  '--liftoff-only',
];

/** Without a fixed seed two code caches of one script differ. It is not in the executable: there V8 draws its own. */
const buildFlags = [...heapFlags, '--random-seed=1'];

/** Node looks for this text in itself; the digit behind it says whether a script is inside. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';

/** The executable for one platform, which needs glibc and the libraries beside it and nothing else. */
export async function buildExecutable(platform: Platform, script: Uint8Array): Promise<Buffer> {
  const [node, blob] = await Promise.all([readNode(platform), buildBlob(platform, script)]);
  const executable = editExecutable(node, { libraryPath: '$ORIGIN', note: { name: 'NODE_SEA_BLOB', content: blob } });
  const at = executable.indexOf(`${fuse}0`);
  if (at < 0 || executable.includes(`${fuse}0`, at + 1)) throw new Error('This node cannot carry a script: its fuse was not found.');
  executable.write('1', at + fuse.length);
  return executable;
}

/** Node writes the blob itself. The code cache belongs to one processor, so a foreign platform's bundle goes without and
 * starts some 20 ms later. */
async function buildBlob(platform: Platform, script: Uint8Array): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'ci-command-center-'));
  try {
    const config = {
      main: 'server.cjs',
      output: 'server.blob',
      disableExperimentalSEAWarning: true,
      useSnapshot: false,
      useCodeCache: platform === thisPlatform(),
      execArgv: heapFlags,
      // what the server's environment says in NODE_OPTIONS is meant for other programs
      execArgvExtension: 'none',
    };
    await writeFile(join(folder, 'server.cjs'), script);
    await writeFile(join(folder, 'sea.json'), JSON.stringify(config));
    await promisify(execFile)(process.execPath, [...buildFlags, '--experimental-sea-config', 'sea.json'], { cwd: folder });
    return await readFile(join(folder, 'server.blob'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Puts the server's script into Node: a "single executable application" (Node's documentation, single-executable-applications).
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { editExecutable } from './elf-edit.ts';
import { readNode } from './node-executable.ts';
import { nodeVersion, type Platform, thisPlatform } from './platform.ts';

/** What keeps the process small (docs/decisions/0015-a-small-process.md). The script's code cache is made under the same flags, since V8 refuses one
 * made under others. */
const heapFlags = [
  // With 1 MB what deliveries under way hold would be moved twice as often, which was a fifth of all work; 4 MB gain nothing more.
  '--min-semi-space-size=2',
  '--max-semi-space-size=2',
  '--max-old-space-size=256',
  // Of the two optimising compilers the one that is small and quick; what it makes of a function holds no copies of others. Compiling on
  // threads of their own leaves what they used in memory.
  '--no-turbofan',
  '--maglev',
  '--no-maglev-inlining',
  '--no-concurrent-recompilation',
  // WebAssembly, which is undici's parser of HTTP, is not optimised: doing so at the first answer keeps 10 MB for good.
  '--liftoff-only',
  // Patterns are interpreted until they have been used often: classes of letters are large as machine code.
  '--regexp-tier-up-ticks=500',
  // What was not run for some collections loses its machine code, not only its bytecode.
  '--flush-baseline-code',
];

/** Set by the script that runs first: when V8 starts with it, it allows what is young no more than 1 MB, whatever else is said. */
const lateFlags = ['--optimize-for-size'];

/** Without a fixed seed two code caches of one script differ. It is not in the executable: there V8 draws its own. */
const buildFlags = [...heapFlags, '--random-seed=1'];

/** Node looks for this text in itself; the digit behind it says whether a script is inside. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';

/** The executable for one platform, which needs glibc and the libraries beside it and nothing else. */
export async function buildExecutable(platform: Platform, script: Uint8Array): Promise<Buffer> {
  const [node, { blob, packed }] = await Promise.all([readNode(platform), buildBlob(platform, script)]);
  const executable = editExecutable(node, { libraryPath: '$ORIGIN', note: { name: 'NODE_SEA_BLOB', content: blob } });
  const at = executable.indexOf(`${fuse}0`);
  if (at < 0 || executable.includes(`${fuse}0`, at + 1)) throw new Error('This node cannot carry a script: its fuse was not found.');
  executable.write('1', at + fuse.length);
  return Buffer.concat([executable, ...packed]);
}

/** Run by a Node under the executable's flags. */
const COMPILE = `
const { readFileSync, writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
for (const flag of ${JSON.stringify(lateFlags)}) setFlagsFromString(flag);
writeFileSync('cache', new Script(readFileSync('server.cjs', 'latin1'), { filename: 'server.cjs' }).createCachedData());`;

interface Blob {
  /** What Node finds in itself. */
  readonly blob: Buffer;
  /** What follows at the end of the file, the last thing last. */
  readonly packed: readonly Buffer[];
}

/** Node writes the blob itself. The code cache belongs to one processor, so a foreign platform's bundle goes without and
 * starts some 20 ms later. */
async function buildBlob(platform: Platform, script: Uint8Array): Promise<Blob> {
  const folder = await mkdtemp(join(tmpdir(), 'ci-command-center-'));
  const node = (...args: readonly string[]): Promise<unknown> =>
    promisify(execFile)(process.execPath, [...buildFlags, ...args], { cwd: folder });
  const write = (name: string, content: string | Uint8Array): Promise<void> => writeFile(join(folder, name), content);
  try {
    const wrapped = Buffer.concat([Buffer.from('(function(require){'), script, Buffer.from('\n})')]);
    await write('server.cjs', wrapped);
    await write('cache', '');
    if (platform === thisPlatform()) await node('--eval', COMPILE);
    const cache = await readFile(join(folder, 'cache'));
    const [packedScript, packedCache] = [pack(wrapped), pack(cache)];
    const sizes = {
      SCRIPT: { packed: packedScript.length, whole: wrapped.length },
      CACHE: { packed: packedCache.length, whole: cache.length },
    };
    await write('first.cjs', await buildFirst(sizes));
    await write('sea.json', JSON.stringify(seaConfig));
    await node('--experimental-sea-config', 'sea.json');
    return { blob: await readFile(join(folder, 'server.blob')), packed: [packedScript, packedCache] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const seaConfig = {
  main: 'first.cjs',
  output: 'server.blob',
  disableExperimentalSEAWarning: true,
  useSnapshot: false,
  useCodeCache: false,
  execArgv: heapFlags,
  // what the server's environment says in NODE_OPTIONS is meant for other programs
  execArgvExtension: 'none',
};

const pack = (content: Uint8Array): Buffer => zstdCompressSync(content, { params: { [constants.ZSTD_c_compressionLevel]: 19 } });

async function buildFirst(sizes: Readonly<Record<string, object>>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'first.ts')],
    write: false,
    bundle: true,
    platform: 'node',
    target: `node${nodeVersion}`,
    format: 'cjs',
    define: Object.fromEntries(Object.entries({ ...sizes, FLAGS: lateFlags }).map(([name, value]) => [name, JSON.stringify(value)])),
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

// Bundles the server into one CommonJS script, the only form that a single executable of Node 24 takes.
import { build, type Plugin } from 'esbuild';
import { join } from 'node:path';
import { projectFolder } from './folders.ts';
import { nodeVersion } from './platform.ts';
import { inAscii, oneParser, shortNames, smallIndexes, withoutMilo } from './smaller.ts';

export interface BuiltScript {
  readonly script: Uint8Array;
  /** Files that went in, relative to the repository. */
  readonly inputs: readonly string[];
}

/** graphile-worker looks for its old configuration files from the working folder up to the home folder and would run what
 * it finds there; a plugin must not, and does not need the YAML and TypeScript loaders that this brings in. */
const withoutCosmiconfig: Plugin = {
  name: 'without-cosmiconfig',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cosmiconfig$/ }, () => ({ path: 'cosmiconfig', namespace: 'stub' }));
    onLoad({ filter: /^cosmiconfig$/, namespace: 'stub' }, () => ({
      contents: 'export const cosmiconfigSync = () => ({ search: () => null });',
    }));
  },
};

/** Throws, having printed where, when the sources do not compile. */
export async function buildServerScript(entry = join(projectFolder, 'server-ts/src/main.ts')): Promise<BuiltScript> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: projectFolder,
    nodePaths: [join(projectFolder, 'node_modules')],
    outfile: 'server.cjs',
    bundle: true,
    write: false,
    metafile: true,
    // our names stay, so that a stack trace in a log can be read; shortening them and restoring function names costs start time
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    platform: 'node',
    target: `node${nodeVersion}`,
    format: 'cjs',
    // optional parts of pg, and a compiler that graphile-config would load configuration files with
    external: ['pg-native', 'typescript'],
    // Node's own bring a browser's fetch with them: 13 MB (docs/decisions/0014-the-webs-objects.md)
    inject: [join(projectFolder, 'server-ts/src/platform/web/index.ts')],
    define: withoutMilo,
    plugins: [withoutCosmiconfig, smallIndexes, oneParser, shortNames],
    logLevel: 'warning',
  });
  const [output] = outputFiles;
  if (!output) throw new Error('esbuild made no server script.');
  return { script: new TextEncoder().encode(inAscii(output.text)), inputs: Object.keys(metafile.inputs) };
}

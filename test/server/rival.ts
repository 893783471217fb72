// Another plugin that wants /gitlab for itself, as the earlier one does: a bundle made on the spot.
import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const runtime = join(import.meta.dirname, '../../server-ts/src/mattermost/index.ts');
const source = `import { runPlugin } from ${JSON.stringify(runtime)};
void runPlugin({
  hooks: ({ api }) => ({ onActivate: () => api.registerCommand({ trigger: 'gitlab', auto_complete: true, display_name: 'Rival' }) }),
});
`;

/** `folder`: an empty one. Answers where the bundle is. It needs the Node that runs the test. */
export async function packRival(folder: string, id: string): Promise<string> {
  const outfile = join(folder, id, 'plugin.mjs');
  await mkdir(join(folder, id));
  const stdin = { contents: source, resolveDir: folder, loader: 'ts' } as const;
  await build({ stdin, bundle: true, platform: 'node', format: 'esm', banner: { js: `#!${process.execPath}` }, outfile });
  await chmod(outfile, 0o755);
  const executables = { 'linux-amd64': 'plugin.mjs', 'linux-arm64': 'plugin.mjs' };
  await writeFile(join(folder, id, 'plugin.json'), JSON.stringify({ id, name: 'Another', version: '1.0.0', server: { executables } }));
  const bundle = join(folder, 'rival.tar.gz');
  await promisify(execFile)('tar', ['-czf', bundle, '-C', folder, id]);
  return bundle;
}

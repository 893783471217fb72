// Builds and packs the yardstick, a plain Go plugin, for the server to install.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const yardstickId = 'yardstick';

/** Path of a bundle made in `folder`. Needs Go, as the embedded server does. */
export async function buildYardstick(folder: string): Promise<string> {
  const platform = `linux-${process.arch === 'x64' ? 'amd64' : 'arm64'}`;
  const root = join(folder, yardstickId);
  await mkdir(root, { recursive: true });
  await run('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', join(root, 'plugin'), '.'], {
    cwd: join(import.meta.dirname, 'go-plugin'),
    env: { ...process.env, GOTOOLCHAIN: 'auto' },
  });
  const manifest = {
    id: yardstickId,
    name: 'Yardstick',
    version: '1.0.0',
    min_server_version: '10.11.0',
    server: { executables: { [platform]: 'plugin' } },
  };
  await writeFile(join(root, 'plugin.json'), JSON.stringify(manifest));
  const bundle = join(folder, 'yardstick.tar.gz');
  await run('tar', ['-czf', bundle, '-C', folder, yardstickId]);
  return bundle;
}

// Reads Mattermost's Go module again and writes the protocol's types into server-ts/src/mattermost/generated.
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderProtocol } from './generate/render.ts';

const folder = join(import.meta.dirname, '../server-ts/src/mattermost/generated');

if (spawnSync('go', ['version']).error) {
  process.stderr.write('Go was not found. Install Go 1.21 or newer; only `npm run generate` and the embedded server need it.\n');
  process.exit(1);
}
await mkdir(folder, { recursive: true });
const files = await renderProtocol();
for (const [name, text] of files) await writeFile(join(folder, name), text);
process.stdout.write(`Wrote ${files.size} files into server-ts/src/mattermost/generated.\n`);

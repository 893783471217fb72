// `node build/validate-intents.mjs FILES`: checks files of intents in a CI job; tells each fault as `file:line: …` and exits with 1.
// Plain JavaScript for Node 20, because nothing may be installed yet when it starts.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('Say which files: node build/validate-intents.mjs intents/*.yaml\n');
  process.exit(2);
}
const run = fileURLToPath(new URL('run.mjs', import.meta.url));
// What runs it works in the repository's folder.
const child = spawn(process.execPath, [run, 'build/validate-intents.ts', ...files.map((file) => resolve(file))], {
  stdio: 'inherit',
  env: { ...process.env, INIT_CWD: process.cwd() },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

// `node build/provision.mjs FILE`: installs and sets up the plugin on a Mattermost server as a file says; run again, it changes nothing.
// Plain JavaScript for Node 20, because nothing may be installed yet when it starts.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const run = fileURLToPath(new URL('run.mjs', import.meta.url));
// What runs it works in the repository's folder: paths that were typed are meant from here.
const child = spawn(process.execPath, [run, 'build/provision.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, INIT_CWD: process.cwd() },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

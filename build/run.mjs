// Runs a script of this repository right after a clone: checks what the machine must have, installs the npm packages
// when they are missing or old, then hands over to the Node that also ships in the bundle.
// Plain JavaScript for Node 20, because nothing is installed yet when it starts.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(root, 'node_modules/node/bin/node');
const stamp = join(root, 'node_modules/.ci-command-center-lock');

function fail(need, remedy) {
  process.stderr.write(`${need} ${remedy}\n`);
  process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node ${process.versions.node} is too old.`, 'Install Node 20 or newer.');

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(node) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  process.stderr.write('Installing npm packages …\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (npm.error) fail('npm was not found.', 'Install npm, which comes with Node.');
  if (npm.status !== 0)
    fail('npm could not install the packages (see above).', 'Check that the npm registry is reachable, then try again.');
  writeFileSync(stamp, lock);
}

const [script, ...args] = process.argv.slice(2);
const path = `${dirname(node)}:${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`;
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: path },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

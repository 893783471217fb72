// Runs a script of this repository right after a clone: checks what the machine must have, installs the npm packages
// when they are missing or old, then hands over to the Node that also ships in the bundle.
// Plain JavaScript for Node 20, because nothing is installed yet when it starts.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const node = join(modules, 'node/bin/node');
const stamp = join(modules, '.ci-command-center-lock');
const busy = join(modules, '.ci-command-center-installing');

function fail(need, remedy) {
  process.stderr.write(`${need} ${remedy}\n`);
  process.exit(1);
}

function isInstalled(lock) {
  return existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The file holds the pid of who installs; one whose process has died is taken over. */
function takeTurn() {
  try {
    mkdirSync(modules, { recursive: true });
    writeFileSync(busy, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') fail(`${modules} cannot be written (${error.code}).`, 'Use a clone of your own.');
  }
  const pid = existsSync(busy) ? Number(readFileSync(busy, 'utf8')) : 0;
  if (pid > 0 && !isAlive(pid)) rmSync(busy, { force: true });
  return false;
}

/**
 * `npm ci` refuses a lock file without the packages of other platforms, and a registry that serves only some platforms
 * leaves them out; `npm install --no-save` takes the same versions and hashes from the lock file and never writes it.
 */
function install(lock) {
  process.stderr.write('Installing npm packages (about a minute, once) …\n');
  const started = Date.now();
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (npm.error) fail('npm was not found.', 'Install npm, which comes with Node.');
  if (npm.signal) process.exit(1);
  if (npm.status !== 0 || !existsSync(node))
    fail('npm could not install the packages (see above).', 'Check that the npm registry is reachable, then try again.');
  writeFileSync(stamp, lock);
  process.stderr.write(`Installed npm packages in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

async function installOnce(lock) {
  for (let told = false; !isInstalled(lock); told = true) {
    if (takeTurn()) {
      process.once('exit', () => rmSync(busy, { force: true }));
      if (!isInstalled(lock)) install(lock);
      rmSync(busy, { force: true });
      return;
    }
    if (!told) process.stderr.write('Waiting for another command that installs npm packages …\n');
    await setTimeout(200);
  }
}

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node ${process.versions.node} is too old.`, 'Install Node 20 or newer.');
await installOnce(
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex'),
);

const [script, ...args] = process.argv.slice(2);
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(node)}:${join(modules, '.bin')}:${process.env.PATH ?? ''}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

// A killed npm takes nothing with it, and often a shell stands between: the death shows only in a new parent.
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const parentOf = (pid) => read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ')[1];
const behindShell = /^(?:ba|da)?sh$/u.test(read(`/proc/${process.ppid}/comm`).trim());
const above = () => (behindShell ? `${process.ppid} ${parentOf(process.ppid)}` : String(process.ppid));
const first = above();
if (process.env.npm_lifecycle_event) setInterval(() => above() === first || child.kill('SIGTERM'), 1000).unref();

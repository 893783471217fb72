// The plugin as a process: how it is started, what it prints, and the exit code it leaves.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const cookie = { MATTERMOST_PLUGIN: 'Securely message teams, anywhere.' };

interface Running {
  readonly child: ChildProcess;
  readonly exit: Promise<unknown>;
  output(): string;
  errors(): string;
}

async function connect(running: Running): Promise<Socket> {
  while (!running.output().includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10));
  const socket = createConnection(running.output().split('|')[3] ?? '');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

describe('a plugin process', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'run-test-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function start(source: string, env: Readonly<Record<string, string>>): Promise<Running> {
    const file = join(folder, 'plugin.mts');
    await writeFile(file, `import { runPlugin } from '${join(import.meta.dirname, 'index.ts')}';\n${source}`);
    const child = spawn(process.execPath, [file], { env: { PLUGIN_UNIX_SOCKET_DIR: folder, ...env }, stdio: 'pipe' });
    const text = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (text.out += String(chunk)));
    child.stderr.on('data', (chunk) => (text.err += String(chunk)));
    const exit = once(child, 'exit').then(([code]: unknown[]) => code);
    return { child, exit, output: () => text.out, errors: () => text.err };
  }

  test('says what it is when it is started by hand', async () => {
    const running = await start('await runPlugin({ hooks: {} });', {});
    expect(await running.exit).toBe(1);
    expect(running.errors()).toContain('is a Mattermost plugin');
    expect(running.output()).toBe('');
  });

  test('prints one line, and nothing of what libraries print; leaves no socket behind', async () => {
    const running = await start(
      `setInterval(() => { console.log('x'); process.stdout.write('{}'); }, 5); await runPlugin({ hooks: {} });`,
      cookie,
    );
    const socket = await connect(running);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await readdir(folder)).toEqual(['plugin.mts']);
    socket.end();
    expect(await running.exit).toBe(0);
    expect(running.output()).toMatch(/^1\|1\|unix\|.*\|netrpc\|\n$/);
  });

  test('ends with code 1 on a malformed frame, and says so in plain text', async () => {
    const running = await start('await runPlugin({ hooks: {} });', cookie);
    (await connect(running)).write('this is no yamux frame at all');
    expect(await running.exit).toBe(1);
    expect(running.errors()).toContain('The connection to the server broke');
    expect(running.errors()).not.toMatch(/^\s*\{/m);
  });

  test('ends with code 1 on what nobody catches', async () => {
    const running = await start(`setTimeout(() => { throw new Error('oh no'); }, 50); await runPlugin({ hooks: {} });`, cookie);
    await connect(running);
    expect(await running.exit).toBe(1);
    expect(running.errors()).toContain('The plugin crashed error oh no');
  });

  test('ends with code 0, deactivated, when its parent has started the same plugin once more; the later one stays', async () => {
    const plugin = `await runPlugin({ hooks: { onDeactivate: () => console.error('deactivated') } });`;
    const first = await start(plugin, cookie);
    await connect(first);
    const second = await start(plugin, cookie);
    const socket = await connect(second);
    expect(await first.exit).toBe(0);
    expect(first.errors()).toMatch(/started this plugin once more.*deactivated/s);
    expect(second.child.exitCode).toBeNull();
    socket.end();
    expect(await second.exit).toBe(0);
    expect(second.errors()).toBe('');
  }, 30_000);
});

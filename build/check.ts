// `npm run check`: format, lint, types, layers and dead code; runs all of them and says which failed.
import { spawn } from 'node:child_process';

/** Each check by the name that is printed, with its command. */
const checks: Readonly<Record<string, readonly string[]>> = {
  format: ['oxfmt', '--check'],
  lint: ['oxlint', '--deny-warnings'],
  'types (server, build, test)': ['tsc', '-p', '.'],
  'types (web app)': ['tsc', '-p', 'webapp'],
  layers: ['depcruise', '--config', '.dependency-cruiser.mjs', 'server-ts/src', 'webapp/src', 'contract/src'],
  'dead code': ['knip'],
};

/** Runs one command; its output is kept until it ends, so that the reports do not mix. */
function run(command: readonly string[]): Promise<{ ok: boolean; output: string }> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ ok: false, output: `${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

let failed = 0;
for (const [name, command] of Object.entries(checks)) {
  const { ok, output } = await run(command);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
  if (!ok) {
    failed += 1;
    process.stdout.write(output);
  }
}
process.exitCode = failed === 0 ? 0 : 1;

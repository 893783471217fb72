// `npm test`: starts what the tests need, runs Jest, and ends with the line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { explain } from '../build/embedded/need.ts';
import { prepare, type Prepared } from './server/start.ts';

/** Projects of jest.config.ts; those of one group run together. The real server is one, so its tests take turns. */
const groups = [
  // Jest itself would leave one processor to others. Some speak with a stand-in: beside much else, its five seconds are little.
  { projects: ['unit', 'webapp'], flags: ['--maxWorkers=100%', '--testTimeout=30000'] },
  { projects: ['database'], flags: ['--runInBand', '--testTimeout=30000'] },
  { projects: ['packaging'], flags: ['--runInBand'] },
  { projects: ['journeys', 'browser'], flags: ['--runInBand'] },
  { projects: ['bare', 'chaos'], flags: ['--runInBand'] },
];
const needsServer = new Set(['database', 'journeys', 'browser']);
const needsPlugin = new Set(['journeys', 'browser']);

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const report = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numRuntimeErrorTestSuites: z.number() });

/** Splits `--selectProjects a b path` into the projects and what Jest gets as it is. */
function readArguments(args: readonly string[]): { projects: string[]; rest: string[] } {
  const all = groups.flatMap((group) => group.projects);
  const at = args.indexOf('--selectProjects');
  if (at < 0) return { projects: all, rest: [...args] };
  const after = args.slice(at + 1);
  const end = after.findIndex((each) => !all.includes(each));
  const count = end < 0 ? after.length : end;
  return { projects: after.slice(0, count), rest: [...args.slice(0, at), ...after.slice(count)] };
}

const running = new Set<() => void>();

/** Milliseconds. */
const TO_EXIT = 20_000;

/** Whatever a test leaves open is no reason to wait for ever: once there is a report, which has the verdict, Jest is ended, and that is said. */
function jest(args: readonly string[], env: NodeJS.ProcessEnv, outputFile: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const program = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', ...args];
    const child = spawn(process.execPath, program, { stdio: ['ignore', 'inherit', 'inherit'], env });
    const kill = () => child.kill('SIGTERM');
    running.add(kill);
    const end = (): void => {
      console.error(`A test has left something open: Jest did not exit within ${TO_EXIT / 1000} s, and is ended.`);
      ended = true;
      child.kill('SIGKILL');
    };
    let late: NodeJS.Timeout | undefined;
    let ended = false;
    const look = setInterval(() => {
      if (late === undefined && existsSync(outputFile)) late = setTimeout(end, TO_EXIT);
    }, 1000);
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(kill);
      clearInterval(look);
      clearTimeout(late);
      resolve(ended ? 0 : (code ?? 1));
    });
  });
}

/** A run that leaves no report, or fails without a failed test, counts as one failed. */
async function runGroup(projects: readonly string[], args: readonly string[], env: NodeJS.ProcessEnv, folder: string): Promise<Counts> {
  const outputFile = join(folder, `${projects.join('-')}.json`);
  const code = await jest(
    ['--selectProjects', ...projects, '--json', `--outputFile=${outputFile}`, '--passWithNoTests', ...args],
    env,
    outputFile,
  );
  const text = await readFile(outputFile, 'utf8').catch(() => '');
  if (text === '') return { passed: 0, failed: 1 };
  const counts = report.parse(JSON.parse(text));
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  return { passed: counts.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

async function runAll(projects: readonly string[], rest: readonly string[], env: NodeJS.ProcessEnv): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'ci-cc-jest-'));
  const total = { passed: 0, failed: 0 };
  for (const group of groups) {
    const selected = group.projects.filter((project) => projects.includes(project));
    if (selected.length === 0) continue;
    const counts = await runGroup(selected, [...group.flags, ...rest], env, folder);
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  await rm(folder, { recursive: true, force: true });
  return total.passed + total.failed === 0 ? { passed: 0, failed: 1 } : total;
}

const { projects, rest } = readArguments(process.argv.slice(2));
const nothing: Prepared = { env: {}, stop: async () => undefined };
const stopping: { prepared: Prepared } = { prepared: nothing };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    for (const kill of running) kill();
    void stopping.prepared.stop().finally(() => process.exit(1));
  });

const counts = await (async (): Promise<Counts> => {
  try {
    if (projects.some((project) => needsServer.has(project)))
      stopping.prepared = await prepare(projects.some((project) => needsPlugin.has(project)));
    return await runAll(projects, rest, { ...process.env, ...stopping.prepared.env });
  } catch (error) {
    console.error(explain(error));
    return { passed: 0, failed: 1 };
  } finally {
    await stopping.prepared.stop();
  }
})();
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 ? 0 : 1);

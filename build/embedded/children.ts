// Child processes that never outlive us: ended in order by pid when we stop, and by a guard process when we die.
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';

export interface Child {
  readonly pid: number;
  /** Settles when the process has ended, with what ended it. */
  readonly ended: Promise<string>;
  /** Asks with the signal, insists with SIGKILL after `patience` ms, resolves when the process is gone. */
  stop(signal: NodeJS.Signals, patience: number): Promise<void>;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly identity?: { readonly uid: number; readonly gid: number } | undefined;
  /** What the guard sends when this process dies; SIGINT is PostgreSQL's fast shutdown. */
  readonly lastSignal: 'SIGINT' | 'SIGTERM';
}

/**
 * The guard holds the other end of a pipe from us. The kernel closes that pipe however we die, SIGKILL included; only
 * then the guard signals the child, unless the child has ended before.
 */
function guard(pid: number, signal: string): ChildProcess {
  const script = `process.stdin.resume().on('end', () => { try { process.kill(${pid}, '${signal}') } catch {} })`;
  const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  return child;
}

/** Starts a program in a process group of its own, so that Ctrl-C reaches us first and we end things in order. */
export async function startChild(program: string, args: readonly string[], options: ChildOptions): Promise<Child> {
  const log = openSync(options.logFile, 'a');
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log],
    ...options.identity,
  });
  const ended = new Promise<string>((resolve) => child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`)));
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const pid = child.pid ?? 0;
  const watcher = guard(pid, options.lastSignal);
  void ended.then(() => watcher.kill('SIGKILL'));
  return {
    pid,
    ended,
    async stop(signal, patience) {
      child.kill(signal);
      const insist = setTimeout(() => child.kill('SIGKILL'), patience);
      await ended;
      clearTimeout(insist);
    },
  };
}

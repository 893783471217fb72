// Runs a plugin in this process: from the handshake to the exit code.
import { isStartedByServer, listen, startedByHand } from './handshake.ts';
import { type Host, HostLink } from './host.ts';
import { findHook } from './hook-call.ts';
import type { Hooks } from './hooks.ts';
import type { Redact } from './log.ts';
import { messageOf } from './errors.ts';
import { type Ending, serveSession } from './session.ts';
import { captureOutput, type Output, writePlain } from './stdio.ts';
import { hasSuccessor } from './successor.ts';

export interface PluginOptions {
  /** The hooks, or what makes them: it is called once, before the API can be used. */
  readonly hooks: Hooks | ((host: Host) => Hooks);
  /** Replaces secrets in every string that is logged. */
  readonly redact?: Redact;
}

/** How long the last log lines may take, in milliseconds. */
const flushMs = 500;

/** How often a process looks whether the server has forgotten it, in milliseconds. */
const lookMs = 5000;

/** Serves the Mattermost server until it is done with this process, then ends the process. */
export async function runPlugin(options: PluginOptions): Promise<void> {
  if (!isStartedByServer(process.env)) {
    process.stderr.write(startedByHand);
    process.exit(1);
  }
  const output = ownOutput();
  const host = new HostLink(options.redact);
  captureOutput(host.log);
  const leave = leaveWith(host, output.stderr);
  watchProcess(host, leave);
  const hooks = typeof options.hooks === 'function' ? options.hooks(host) : options.hooks;
  watchSuccessor(host, hooks, leave);
  const { line, connection } = await listen(process.env);
  output.stdout.write(`${line}\n`);
  const ending = await serveSession(await connection, host, hooks);
  report(host, ending);
  await leave(ending.kind === 'broken' ? 1 : 0);
}

/** The real streams, kept from what captureOutput does to them. The server may be gone when something is written. */
function ownOutput(): { stdout: Output; stderr: Output } {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return { stdout: { write: process.stdout.write.bind(process.stdout) }, stderr: { write: process.stderr.write.bind(process.stderr) } };
}

/** Ends the process when the log is out; what the server no longer takes goes to stderr. */
function leaveWith(host: HostLink, stderr: Output): (code: number) => Promise<void> {
  return async (code) => {
    for (const line of await host.lines.flush(flushMs)) writePlain(stderr, line);
    process.exit(code);
  };
}

function watchProcess(host: HostLink, leave: (code: number) => Promise<void>): void {
  const crash = (error: unknown): void => {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    host.log.error('The plugin crashed', { error: messageOf(error), stack });
    void leave(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  // A Ctrl-C in the server's terminal reaches its plugins too; the server itself tells them when to end.
  process.on('SIGINT', () => undefined);
}

/** The server never ends a process that it has forgotten, and asks nothing of it. */
function watchSuccessor(host: HostLink, hooks: Hooks, leave: (code: number) => Promise<void>): void {
  const look = async (): Promise<void> => {
    if (!hasSuccessor()) return;
    clearInterval(timer);
    host.log.warn('The server has started this plugin once more and forgotten this process, which ends now', { pid: process.pid });
    try {
      await findHook(hooks, 'onDeactivate')?.();
    } catch (error) {
      host.log.error('A hook failed', { hook: 'OnDeactivate', error: messageOf(error) });
    }
    await leave(0);
  };
  const timer = setInterval(() => void look(), lookMs).unref();
}

function report(host: HostLink, ending: Ending): void {
  if (ending.kind === 'broken') host.log.error('The connection to the server broke', { what: ending.what, error: ending.error.message });
}

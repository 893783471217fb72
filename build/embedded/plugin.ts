// Our plugin on an embedded server: installed, watched until it is active, found among the processes.
import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pollUntil } from './poll.ts';
import type { Rest } from './rest.ts';
import type { Server } from './server.ts';

/** What of a server the plugin's life needs; tests in other processes have no more. */
type Host = Pick<Server, 'mmctl' | 'logFile' | 'folder'>;

/** The plugin's id; fixed by its outside (product.md, Names). */
export const pluginId = 'ci-command-center';

/** model.PluginStateRunning; 3 to 5 are the states of a plugin that could not start. */
const running = 2;
const failed = new Set([3, 4, 5]);

/**
 * Mattermost waits three seconds for a plugin's address (`StartTimeout` in supervisor.go). Ours is there after 0.4, but a machine that is shared
 * stands still for longer at times.
 */
const TOO_LATE = 'timeout while waiting for plugin to start';

function isStatus(value: unknown): value is { plugin_id: string; state: number; error?: string } {
  return typeof value === 'object' && value !== null && 'plugin_id' in value && 'state' in value && typeof value.state === 'number';
}

async function state(admin: Rest, id: string): Promise<true | undefined> {
  const statuses = await admin.get('/api/v4/plugins/statuses');
  const status = Array.isArray(statuses) ? statuses.filter(isStatus).find((each) => each.plugin_id === id) : undefined;
  if (status && failed.has(status.state)) throw new Error(`The plugin could not start: ${status.error ?? 'see the server log'}`);
  return status?.state === running ? true : undefined;
}

/** Installs the bundle (over an older one) with mmctl and enables it; resolves when it is active, with the milliseconds that took. */
export async function installPlugin(server: Host, admin: Rest, bundle: string, id: string): Promise<number> {
  await server.mmctl('plugin', 'add', '--force', bundle);
  return enablePlugin(server, admin, id);
}

export async function enablePlugin(server: Host, admin: Rest, id: string): Promise<number> {
  const started = performance.now();
  const enable = async (): Promise<void> => {
    await server.mmctl('plugin', 'enable', id);
    await waitUntilActive(admin, id, ` (log: ${server.logFile})`);
  };
  await enable().catch(async (error: unknown) => {
    if (!(error instanceof Error && error.message.includes(TOO_LATE))) throw error;
    await server.mmctl('plugin', 'disable', id);
    await enable();
  });
  return performance.now() - started;
}

/** Resolves when the plugin is active; rejects when it could not start, or not within 30 seconds. */
export function waitUntilActive(admin: Rest, id: string, hint: string): Promise<true> {
  return pollUntil(`The plugin ${id}${hint}`, () => state(admin, id), { limit: 30_000, every: 20 });
}

/** Our plugin at that address works: it is active some seconds before it has its tables. Rejects when it does not within `limit` ms. */
export function untilWell(url: string, limit = 60_000): Promise<true> {
  const isWell = async () => {
    const answer = await fetch(`${url}/plugins/${pluginId}/healthz`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  };
  return pollUntil(`the plugin at ${url} to be well`, isWell, { limit, every: 100 });
}

/** The processes that run an executable of the server's plugin folder, whether its file was `replaced` since or not. */
export async function findPluginProcesses(
  server: Pick<Host, 'folder'>,
  id: string,
): Promise<readonly { readonly pid: number; readonly replaced: boolean }[]> {
  const folder = join(server.folder, 'plugins', id);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(Number);
  const programs = await Promise.all(pids.map(async (pid) => ({ pid, program: await readlink(`/proc/${pid}/exe`).catch(() => '') })));
  return programs
    .filter(({ program }) => program.startsWith(`${folder}/`))
    .map(({ pid, program }) => ({ pid, replaced: program.endsWith(' (deleted)') }));
}

/** The plugin's process, if there is one; not what is left over from before an upgrade. */
export async function findPluginPid(server: Pick<Host, 'folder'>, id: string): Promise<number | undefined> {
  return (await findPluginProcesses(server, id)).find(({ replaced }) => !replaced)?.pid;
}

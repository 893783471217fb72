// Whether the plugin that was set up works, by its own word.
import { setTimeout } from 'node:timers/promises';
import { pluginId } from './manifest.ts';
import type { Mattermost } from './mattermost.ts';
import type { Report } from './report.ts';

/** Milliseconds: it makes its tables when it first starts. */
const PATIENCE = 60_000;

/** The local socket reaches no plugin. */
export async function tellHealth(server: Mattermost, report: Report, signal: AbortSignal): Promise<void> {
  if (server.isLocal) return report.note('by the socket nobody sees whether it works: type /ci doctor');
  const until = Date.now() + PATIENCE;
  for (;;) {
    const { status, text } = await server.ask('GET', `/plugins/${pluginId}/healthz`);
    if (status === 200) return report.fits('plugin well');
    if (Date.now() > until) return report.note(`the plugin is not well (${status}): ${text.slice(0, 300)}; type /ci doctor`);
    signal.throwIfAborted();
    await setTimeout(500);
  }
}

// The setup as on a server that has heard of no CI system: what other stories sent and set up would be seen as done.
import { pollUntil } from '../../build/embedded/poll.ts';
import { pluginId, untilWell } from '../../build/embedded/plugin.ts';
import type { TestServer } from './index.ts';
import { query } from './leaks.ts';

/** Restarts the plugin, as it knows in memory whom it heard. */
export async function beginSetupAnew(server: TestServer): Promise<void> {
  await server.mmctl('plugin', 'disable', pluginId);
  const isGone = async () => ((await server.pluginPid()) === undefined ? true : undefined);
  await pollUntil('the plugin to end', isGone, { limit: 30_000, every: 100 });
  await query(server, 'delete from ci_command_center.senders');
  await forgetSetup(server);
  await server.restartPlugin();
  await untilWell(server.url);
}

/** A click on the same button within a second of `since` is taken for one of an impatient hand, and does nothing. */
export async function patience(since: number): Promise<void> {
  await pollUntil('the moment to be over', async () => Date.now() > since + 1_000 || undefined, { limit: 5_000, every: 50 });
}

/** Who holds it, and what was passed over. */
export async function forgetSetup(server: TestServer): Promise<void> {
  await query(server, `delete from pluginkeyvaluestore where pluginid = '${pluginId}' and pkey = 'setup'`);
}

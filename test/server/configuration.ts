// The plugin's `Configuration`, set as an administrator would and put back afterwards.
import type { TestServer } from './index.ts';

/** What `test/run.ts` starts with. */
export const usual = 'notify: {pipelines: live}\n';

/** Resolves when it is in force: the server asks the plugin to read it before mmctl is answered. */
export async function configure(server: TestServer, yaml: string): Promise<void> {
  await server.mmctl('config', 'set', 'PluginSettings.Plugins.ci-command-center.configuration', yaml);
}

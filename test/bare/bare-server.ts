// A real Mattermost server as its makers hand it out: people, one team, no plugin, and nobody may upload one.
import { bundle } from '../../build/bundle.ts';
import { thisPlatform } from '../../build/bundle/platform.ts';
import { startEmbedded, type Embedded, type EmbeddedOptions } from '../../build/embedded/index.ts';

/** Ours, not installed. */
export async function makeBundle(): Promise<string> {
  const platform = thisPlatform();
  if (platform === undefined) throw new Error('The plugin does not run on this machine. Use Linux on amd64 or arm64.');
  const [path = ''] = await bundle([platform]);
  return path;
}

export function startBareServer(options: EmbeddedOptions = {}): Promise<Embedded> {
  // The database of other tests is not bare.
  delete process.env['DATABASE_URL'];
  return startEmbedded({
    people: [],
    team: { name: 'company', displayName: 'Company' },
    settings: { PluginSettings: { EnableUploads: false } },
    ...options,
  });
}

// What must be known of the server before anything is done: who asks, which version it is, and its configuration.
import { z } from 'zod';
import type { Mattermost } from './mattermost.ts';
import { ask } from './refusal.ts';
import type { Report } from './report.ts';
import { Stop } from './stop.ts';

const me = z.object({ username: z.string(), roles: z.string() });
const client = z.looseObject({ Version: z.string() });
const configuration = z.looseObject({
  ServiceSettings: z.looseObject({ SiteURL: z.string().default('') }),
  PluginSettings: z.looseObject({
    Enable: z.boolean(),
    EnableUploads: z.boolean(),
    RequirePluginSignature: z.boolean().default(false),
    Plugins: z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .nullish()
      .transform((plugins) => plugins ?? {}),
    PluginStates: z
      .record(z.string(), z.looseObject({ Enable: z.boolean() }))
      .nullish()
      .transform((states) => states ?? {}),
  }),
});

export type Configuration = z.output<typeof configuration>;

/** The first that has all that the plugin asks of it. */
const OLDEST = [10, 11];

/** With a token secrets are masked in it, and settings of plugins that are not installed are left out. */
export function readConfiguration(server: Mattermost): Promise<Configuration> {
  return ask(server, 'read the configuration', configuration, 'GET', '/api/v4/config');
}

/** Throws Stop when whoever asks is no system administrator, or the server is too old. */
export async function meet(server: Mattermost, report: Report): Promise<void> {
  const who = server.isLocal ? undefined : await ask(server, 'read who the token is of', me, 'GET', '/api/v4/users/me');
  if (who !== undefined && !who.roles.split(' ').includes('system_admin'))
    throw new Stop(1, `The token is of @${who.username}, who is no system administrator.`, 'Use the token of one.');
  const { Version: version } = await ask(server, 'read the version', client, 'GET', '/api/v4/config/client?format=old');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor = 0, oldMinor = 0] = OLDEST;
  if (major < oldMajor || (major === oldMajor && minor < oldMinor))
    throw new Stop(1, `Mattermost ${version} is too old.`, `Bring it to ${OLDEST.join('.')} or newer first.`);
  report.fits(`Mattermost ${version} at ${server.shown}${who === undefined ? '' : `, as @${who.username}`}`);
}

// New projects shall get the webhook, too: the plugin itself sees to that, once an administrator has told it by its command.
import { z } from 'zod';
import type { Connection } from '../../server-ts/src/ci/connection.ts';
import type { Mattermost } from './mattermost.ts';
import { ask } from './refusal.ts';
import type { Report } from './report.ts';

const identified = z.object({ id: z.string() });

/** Typed by whoever the token is of, where nobody else reads: in the channel that everybody has with themselves. */
export function keepHooks(server: Mattermost, report: Report): (connection: Pick<Connection, 'provider' | 'name'>) => Promise<void> {
  return async ({ provider, name }) => {
    const command = `/${provider} hooks sync${name === 'default' ? '' : ` --connection ${name}`}`;
    if (server.isLocal) return report.note(`new projects get it once an administrator types \`${command}\``);
    const { id } = await ask(server, 'read who the token is of', identified, 'GET', '/api/v4/users/me');
    const channel = await ask(server, 'open a channel', identified, 'POST', '/api/v4/channels/direct', [id, id]);
    await ask(server, `type ${command}`, z.unknown(), 'POST', '/api/v4/commands/execute', { channel_id: channel.id, command });
  };
}
